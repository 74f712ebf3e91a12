package org.skerry.studies.report;

import java.util.List;

/// A quantity by hour of day: its mean, and the band that holds the middle 80 % of its values.
final class Bands {
  private Bands() {}

  /// One line with its band for a chart of kind `bands`.
  ///
  /// @param name in the legend
  /// @param colour as `#rrggbb`, or empty
  /// @param hours the values of each hour of day
  static JsonObject of(String name, String colour, List<List<Double>> hours) {
    return new JsonObject()
        .put("name", name)
        .put("colour", colour)
        .putNumbers("mean", each(hours, Bands::mean))
        .putNumbers("low", each(hours, values -> quantile(values, 0.1)))
        .putNumbers("high", each(hours, values -> quantile(values, 0.9)));
  }

  private static double[] each(
      List<List<Double>> hours, java.util.function.ToDoubleFunction<List<Double>> figure) {
    return hours.stream().mapToDouble(figure).toArray();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /// The value below which a share of all values lies, between two neighbours on a straight line.
  static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    var place = share * (sorted.length - 1);
    var below = (int) place;
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
