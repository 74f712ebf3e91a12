package org.skerry.optimization.conic;

/// How far to go.
///
/// @param tolerance largest relative residual and gap of a solved problem, in (0, 1)
/// @param iterations most steps, at least 1
public record Settings(double tolerance, int iterations) {
  /// Tolerance 1e-8, at most 200 iterations.
  public static final Settings DEFAULT = new Settings(1e-8, 200);

  /// Checks the ranges.
  public Settings {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "The tolerance is %s, but must be in (0, 1). 1e-8 is usual.".formatted(tolerance));
    }
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "The limit of iterations is %d, but must be at least 1. 200 is usual."
              .formatted(iterations));
    }
  }
}
