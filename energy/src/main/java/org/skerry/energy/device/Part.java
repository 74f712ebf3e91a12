package org.skerry.energy.device;

/// The positive and the negative part of a number: x = positive(x) − negative(x), both not below 0.
///
/// Both are exact. `Math.max(0, x)` gives the same, but it takes care of NaN and of the order of −0
/// and 0, for which vectorised loops pay with three times the instructions.
public final class Part {
  private Part() {}

  /// `x` where it is above 0, else 0.
  public static double positive(double x) {
    return 0.5 * (Math.abs(x) + x);
  }

  /// `-x` where `x` is below 0, else 0.
  public static double negative(double x) {
    return 0.5 * (Math.abs(x) - x);
  }
}
