package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;

/// How storage, turbines and the main grid are used over a typical day.
final class DaySection {
  private static final List<String> KINDS =
      List.of("battery", "pumpedStorage", "turbine", "cogeneration", "grid");

  private DaySection() {}

  static Section of(Played played) {
    var groups = new ArrayList<JsonObject>();
    if (played.microgrids().size() > 1) {
      groups.add(group("All microgrids", played, played.microgrids()));
    }
    for (var microgrid : played.microgrids()) {
      groups.add(group(microgrid, played, List.of(microgrid)));
    }
    return new Section(
        "A typical day",
        "",
        List.of(
            new Block.Chart(
                "bands",
                "Power by hour of day, kW",
                "The line is the mean of all days, the band holds the middle 80 % of them. Storage above zero"
                    + " discharges; the main grid above zero is bought from.",
                new JsonObject().put("unit", "kW").put("groups", groups))));
  }

  private static JsonObject group(String name, Played played, List<String> microgrids) {
    var series = new ArrayList<JsonObject>();
    for (var kind : KINDS) {
      var parts =
          microgrids.stream()
              .filter(microgrid -> played.has(microgrid, kind, "power"))
              .map(microgrid -> played.sum(microgrid, kind, "power"))
              .toList();
      if (!parts.isEmpty()) {
        series.add(
            Bands.of(Palette.label(kind), Palette.colour(kind), played.byHour(Played.add(parts))));
      }
    }
    return new JsonObject().put("name", name).put("series", series);
  }
}
