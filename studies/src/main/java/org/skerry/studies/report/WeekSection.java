package org.skerry.studies.report;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// Power, stored energy and prices over any week that the reader chooses.
///
/// A page carries at most [#MOST] steps; a longer or finer run is shown as means of several steps.
final class WeekSection {
  private static final int MOST = 20_000;

  private final Played played;
  private final int every;
  private final PackedSeries series = new PackedSeries();

  WeekSection(Played played) {
    this.played = played;
    every = Math.max(1, (played.steps() + MOST - 1) / MOST);
  }

  Section section() {
    return new Section(
        "Any week",
        "",
        List.of(
            new Block.Chart(
                "explorer",
                "Power, stored energy and price over a chosen week",
                "Supply is stacked above the line, storage that charges and energy sold below it; the dark line"
                    + " is the demand. Choose "
                    + played.noun()
                    + " and week above the chart."
                    + (every > 1 ? " Values are means of " + every + " steps." : ""),
                new JsonObject())));
  }

  /// Everything that the chart chooses from.
  JsonObject data() {
    var groups = new ArrayList<JsonObject>();
    for (var site : played.sites()) {
      var flows = new ArrayList<JsonObject>();
      for (var carrier : List.of("power", "heat")) {
        for (var kind : played.kinds(carrier)) {
          if (played.has(site, kind, carrier)) {
            flows.add(
                new JsonObject()
                    .put("carrier", carrier)
                    .put("kind", kind)
                    .put("name", Palette.label(kind))
                    .put("colour", Palette.colour(kind))
                    .put("series", add(played.sum(site, kind, carrier))));
          }
        }
      }
      var group = new JsonObject().put("name", site).put("flows", flows);
      group.put("stored", add(played.stored(site)));
      for (var price : List.of("buyPrice", "sellPrice")) {
        var values = played.price(site, price);
        if (values.length > 0) {
          group.put(price, add(values));
        }
      }
      groups.add(group);
    }
    return new JsonObject()
        .put("minutes", Math.round(played.hours() * 60 * every))
        .put("choice", played.choice())
        .put("all", played.all())
        .put("first", played.outcome().from().toString())
        .put("jumps", jumps())
        .put("currency", played.outcome().currency())
        .putTexts("kinds", Played.KINDS)
        .put("groups", groups)
        .put("series", series.packed());
  }

  private long add(double[] values) {
    if (every == 1) {
      return series.add(values);
    }
    var means = new double[values.length / every];
    for (var mean = 0; mean < means.length; mean++) {
      for (var step = 0; step < every; step++) {
        means[mean] += values[mean * every + step] / every;
      }
    }
    return series.add(means);
  }

  /// Where the local clock does not go on by one step: when it is set forward or back, or where the
  /// weeks of a period do not join.
  private List<JsonObject> jumps() {
    var trace = played.outcome().trace();
    var minutes = Math.round(played.hours() * 60 * every);
    var jumps = new ArrayList<JsonObject>();
    LocalDateTime expected = played.outcome().from();
    for (var step = 0; step + every <= played.steps(); step += every) {
      var shift = Duration.between(expected, trace.local(step)).toMinutes();
      if (shift != 0) {
        jumps.add(new JsonObject().put("step", (long) step / every).put("minutes", shift));
      }
      expected = trace.local(step).plusMinutes(minutes);
    }
    return jumps;
  }
}
