package org.skerry.studies.study;

import java.util.Locale;

/// A figure by which contenders are judged.
///
/// @param name key in `results.json`, such as `cost`
/// @param label for people, with no unit
/// @param unit such as `kWh`; empty for a plain number
/// @param aim which way is better
/// @param digits after the point, in tables
public record Metric(String name, String label, String unit, Aim aim, int digits) {
  /// Which way a figure is better.
  public enum Aim {
    /// Less is better.
    LOWER,
    /// More is better.
    HIGHER,
    /// Neither: it only describes.
    NONE
  }

  /// By how much `a` is better than `b`; not a number where neither way is better.
  double advantage(double a, double b) {
    return switch (aim) {
      case LOWER -> b - a;
      case HIGHER -> a - b;
      case NONE -> Double.NaN;
    };
  }

  /// A value with its unit, for people.
  String number(double value) {
    return plain(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  /// A mean with its interval and unit, for people.
  String number(Estimate estimate) {
    return estimate.seeds() == 1 || estimate.half() == 0
        ? number(estimate.mean())
        : plain(estimate.mean()) + " ± " + number(estimate.half());
  }

  /// A value without its unit.
  String plain(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "–";
  }

  /// The label with the unit, for the head of a column.
  public String labelled() {
    return unit.isEmpty() ? label : label + ", " + unit;
  }

  /// A mean with its interval but no unit, for a column.
  public String cell(Estimate estimate) {
    return estimate.half() == 0 || Double.isNaN(estimate.mean())
        ? plain(estimate.mean())
        : plain(estimate.mean()) + " ± " + plain(estimate.half());
  }
}
