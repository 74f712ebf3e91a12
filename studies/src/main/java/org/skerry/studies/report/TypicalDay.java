package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.dispatch.Outcome;

/// How an outcome looks by hour of day, microgrid by microgrid: what the charts of kind `bands`
/// draw.
public final class TypicalDay {
  private static final List<String> KINDS =
      List.of("battery", "pumpedStorage", "turbine", "cogeneration", "grid");

  private TypicalDay() {}

  /// Power of storage, generators and the main grid, kW.
  public static JsonObject power(Outcome outcome) {
    var played = new Played(outcome);
    var groups = new ArrayList<JsonObject>();
    if (played.microgrids().size() > 1) {
      groups.add(power("All microgrids", played, played.microgrids()));
    }
    for (var microgrid : played.microgrids()) {
      groups.add(power(microgrid, played, List.of(microgrid)));
    }
    return new JsonObject().put("unit", "kW").put("groups", groups);
  }

  /// The energy stored in every microgrid, kWh.
  public static JsonObject stored(Outcome outcome) {
    var played = new Played(outcome);
    return new JsonObject()
        .put("unit", "kWh")
        .put(
            "groups",
            played.microgrids().stream()
                .map(microgrid ->
                    group(
                        microgrid,
                        List.of(
                            band("battery", "Stored energy", played, played.stored(microgrid)))))
                .toList());
  }

  /// What every microgrid gives to the others, kW, beside its own surplus of sun and wind over
  /// demand.
  public static JsonObject exchanged(Outcome outcome) {
    var played = new Played(outcome);
    return new JsonObject()
        .put("unit", "kW")
        .put(
            "groups",
            played.microgrids().stream()
                .map(microgrid ->
                    group(
                        microgrid,
                        List.of(
                            band("exchange", "Given to the others", played, played.net(microgrid)),
                            band(
                                "photovoltaic",
                                "Sun and wind less demand",
                                played,
                                played.surplus(microgrid)))))
                .toList());
  }

  private static JsonObject power(String name, Played played, List<String> microgrids) {
    var series = new ArrayList<JsonObject>();
    for (var kind : KINDS) {
      var parts =
          microgrids.stream()
              .filter(microgrid -> played.has(microgrid, kind, "power"))
              .map(microgrid -> played.sum(microgrid, kind, "power"))
              .toList();
      if (!parts.isEmpty()) {
        series.add(band(kind, Palette.label(kind), played, Played.add(parts)));
      }
    }
    return group(name, series);
  }

  private static JsonObject band(String kind, String label, Played played, double[] values) {
    return Bands.of(label, Palette.colour(kind), played.byHour(values));
  }

  private static JsonObject group(String name, List<JsonObject> series) {
    return new JsonObject().put("name", name).put("series", series);
  }
}
