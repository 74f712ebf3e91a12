package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;

/// How often one site has too much while another has too little, which is when they can help each
/// other.
final class SurplusSection {
  private SurplusSection() {}

  /// The steps in which one site has more sun and wind than demand while another has less.
  static boolean[] mutual(Played played) {
    var above = new boolean[played.steps()];
    var below = new boolean[played.steps()];
    for (var site : played.sites()) {
      var surplus = played.surplus(site);
      for (var step = 0; step < surplus.length; step++) {
        above[step] |= surplus[step] > 0;
        below[step] |= surplus[step] < 0;
      }
    }
    var mutual = new boolean[played.steps()];
    for (var step = 0; step < mutual.length; step++) {
      mutual[step] = above[step] && below[step];
    }
    return mutual;
  }

  /// The share of steps in which that is so, 0..1.
  static double share(boolean[] steps) {
    var count = 0;
    for (var step : steps) {
      count += step ? 1 : 0;
    }
    return (double) count / Math.max(1, steps.length);
  }

  static Section of(Played played) {
    if (played.sites().size() < 2) {
      return new Section(
          "Surplus and deficit",
          "There is one " + played.noun() + " only, so there is nobody to give a surplus to.",
          List.of());
    }
    var mutual = mutual(played);
    var values = new double[mutual.length];
    for (var step = 0; step < values.length; step++) {
      values[step] = mutual[step] ? 1 : 0;
    }
    var hours = new ArrayList<String>();
    var shares = new double[24];
    var byHour = played.byHour(values);
    for (var hour = 0; hour < 24; hour++) {
      hours.add(String.format(java.util.Locale.ROOT, "%02d", hour));
      shares[hour] =
          100
              * byHour.get(hour).stream()
                  .mapToDouble(Double::doubleValue)
                  .average()
                  .orElse(Double.NaN);
    }
    return new Section(
        "Surplus and deficit",
        "In "
            + Numbers.percent(share(mutual))
            + " % of the hours one "
            + played.noun()
            + " has more sun and wind than demand while another has less: then"
            + " the surplus can flow next door instead of to the main grid.",
        List.of(
            new Block.Chart(
                "bars",
                "Share of the hours with a surplus beside a deficit, by hour of day, %",
                "",
                new JsonObject()
                    .putTexts("categories", hours)
                    .put("unit", "%")
                    .put("upright", true)
                    .put(
                        "series",
                        List.of(
                            new JsonObject()
                                .put("name", "share of the hours")
                                .put("colour", "#a3a948")
                                .putNumbers("values", shares))))));
  }
}
