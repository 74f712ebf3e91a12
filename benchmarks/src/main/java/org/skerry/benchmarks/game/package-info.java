/// The game loop: how fast many copies of a scenario are played.
@NullMarked
package org.skerry.benchmarks.game;

import org.jspecify.annotations.NullMarked;
