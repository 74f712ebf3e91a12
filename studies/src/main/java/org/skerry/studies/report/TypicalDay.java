package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.dispatch.Outcome;

/// How an outcome looks by hour of day, site by site: what the charts of kind `bands` draw.
public final class TypicalDay {
  private static final List<String> KINDS =
      List.of("battery", "pumpedStorage", "turbine", "cogeneration", "grid");

  private TypicalDay() {}

  /// Power of storage, generators and the main grid, kW.
  public static JsonObject power(Outcome outcome) {
    var played = new Played(outcome);
    var groups = new ArrayList<JsonObject>();
    if (played.sites().size() > 1) {
      groups.add(power(played.all(), played, played.sites()));
    }
    for (var site : played.sites()) {
      groups.add(power(site, played, List.of(site)));
    }
    return bands(played, "kW", groups);
  }

  /// The energy stored in every site, kWh.
  public static JsonObject stored(Outcome outcome) {
    var played = new Played(outcome);
    return bands(
        played,
        "kWh",
        played.sites().stream()
            .map(site ->
                group(site, List.of(band("battery", "Stored energy", played, played.stored(site)))))
            .toList());
  }

  /// What every site gives to the others, kW, beside its own surplus of sun and wind over demand.
  public static JsonObject exchanged(Outcome outcome) {
    var played = new Played(outcome);
    return bands(
        played,
        "kW",
        played.sites().stream()
            .map(site ->
                group(
                    site,
                    List.of(
                        band("exchange", "Given to the others", played, played.net(site)),
                        band(
                            "photovoltaic",
                            "Sun and wind less demand",
                            played,
                            played.surplus(site)))))
            .toList());
  }

  private static JsonObject bands(Played played, String unit, List<JsonObject> groups) {
    return new JsonObject().put("choice", played.choice()).put("unit", unit).put("groups", groups);
  }

  private static JsonObject power(String name, Played played, List<String> sites) {
    var series = new ArrayList<JsonObject>();
    for (var kind : KINDS) {
      var parts =
          sites.stream()
              .filter(site -> played.has(site, kind, "power"))
              .map(site -> played.sum(site, kind, "power"))
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
