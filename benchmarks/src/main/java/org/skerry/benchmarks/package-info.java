/// Measurements of speed and memory: the short ones of `./skerry bench`, and the same work under
/// JMH.
@NullMarked
package org.skerry.benchmarks;

import org.jspecify.annotations.NullMarked;
