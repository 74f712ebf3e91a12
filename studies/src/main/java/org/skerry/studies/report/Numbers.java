package org.skerry.studies.report;

import java.util.Locale;

/// How figures are written for people: thousands apart, as many digits as matter.
public final class Numbers {
  private Numbers() {}

  /// A number with two digits after the point, `–` if it is not finite.
  public static String two(double value) {
    return format("%,.2f", value);
  }

  /// A number with three digits after the point, `–` if it is not finite.
  public static String three(double value) {
    return format("%,.3f", value);
  }

  /// A number with one digit after the point, `–` if it is not finite.
  public static String one(double value) {
    return format("%,.1f", value);
  }

  /// A number without digits after the point, `–` if it is not finite.
  public static String whole(double value) {
    return format("%,.0f", value);
  }

  /// A share as per cent with one digit after the point.
  ///
  /// @param share 0..1
  public static String percent(double share) {
    return format("%.1f", 100 * share);
  }

  /// A number with about four digits that matter, for values of unknown size.
  public static String significant(double value) {
    var size = Math.abs(value);
    return format(
        size >= 1000 || size == 0
            ? "%,.0f"
            : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.3g",
        value);
  }

  private static String format(String pattern, double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    var text = String.format(Locale.ROOT, pattern, value);
    return text.matches("-[0.,]*") ? text.substring(1) : text;
  }
}
