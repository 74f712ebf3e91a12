/// Programs as the textbook writes them, what solvers find out about them, and two solvers: an
/// interior-point method and those of OR-Tools.
package org.skerry.optimization;
