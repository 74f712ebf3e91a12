package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What power from the main grid costs, and what it sells for.
final class PriceSection {
  private static final int POINTS = 400;

  /// The share of the time that the curve must show; the rest may be beyond its upper edge.
  private static final double SHOWN = 0.995;

  private PriceSection() {}

  static Section of(Played played) {
    var unit = played.outcome().currency() + "/kWh";
    var groups = new ArrayList<JsonObject>();
    var curves = new ArrayList<JsonObject>();
    var seen = new ArrayList<double[]>();
    var dearest = Double.NEGATIVE_INFINITY;
    var top = Double.NEGATIVE_INFINITY;
    for (var site : played.sites()) {
      var buy = played.price(site, "buyPrice");
      if (buy.length == 0 || seen.stream().anyMatch(other -> Arrays.equals(other, buy))) {
        continue;
      }
      seen.add(buy);
      dearest = Math.max(dearest, Arrays.stream(buy).max().orElse(dearest));
      top = Math.max(top, Bands.quantile(Arrays.stream(buy).boxed().toList(), SHOWN));
      var sell = played.price(site, "sellPrice");
      groups.add(
          new JsonObject()
              .put("name", site)
              .put(
                  "series",
                  List.of(
                      Bands.of("bought", Palette.colour("grid"), played.byHour(buy)),
                      Bands.of("sold", Palette.colour("battery"), played.byHour(sell)))));
      curves.add(duration(site, buy));
    }
    if (groups.isEmpty()) {
      return new Section(
          "Prices",
          "No " + played.noun() + " is connected to a main grid with a price.",
          List.of());
    }
    if (groups.size() == 1) {
      groups.getFirst().put("name", "");
      curves.getFirst().put("name", "bought");
    }
    var cut = dearest > 2 * top && top > 0;
    var options =
        new JsonObject()
            .put("unit", unit)
            .put("xUnit", "% of the time")
            .put("max", cut ? 1.25 * top : Double.NaN)
            .put("series", curves);
    return new Section(
        "Prices",
        "",
        List.of(
            new Block.Chart(
                "bands",
                "Price by hour of day, " + unit,
                "Mean and the middle 80 % of all days.",
                new JsonObject()
                    .put("choice", played.choice())
                    .put("unit", unit)
                    .put("groups", groups)),
            new Block.Chart(
                "lines",
                "Share of the time in which power bought costs at least that much, " + unit,
                cut
                    ? "The dearest half per cent of the time is cut off: the price reaches "
                        + Numbers.significant(dearest)
                        + "."
                    : "",
                options)));
  }

  private static JsonObject duration(String name, double[] price) {
    var sorted = price.clone();
    Arrays.sort(sorted);
    var count = Math.min(POINTS, sorted.length);
    var x = new double[count];
    var y = new double[count];
    for (var point = 0; point < count; point++) {
      var share = count == 1 ? 0 : (double) point / (count - 1);
      x[point] = 100 * share;
      y[point] = sorted[sorted.length - 1 - (int) Math.round(share * (sorted.length - 1))];
    }
    return new JsonObject()
        .put("name", name)
        .put("colour", "")
        .putNumbers("x", x)
        .putNumbers("y", y);
  }
}
