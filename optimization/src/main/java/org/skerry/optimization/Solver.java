package org.skerry.optimization;

/// A way to solve a [Program].
///
/// Whatever the program turns out to be is told in the [Solution]; an exception is thrown only for
/// a program that the solver does not speak about: one that is not convex, or that holds integers
/// or cones where the solver knows none ([IllegalArgumentException] with the way out).
public interface Solver {
  /// Solves `program`, which is not changed.
  Solution solve(Program program);
}
