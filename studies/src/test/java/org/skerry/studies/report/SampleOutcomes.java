package org.skerry.studies.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.Trace;

/// Outcomes with smooth, made-up series, for tests of reports.
final class SampleOutcomes {
  private SampleOutcomes() {}

  /// An hourly outcome of microgrids that begins on 1 January 2016.
  ///
  /// @param names the microgrids
  /// @param hours how many steps
  static Outcome of(List<String> names, int hours) {
    return of("microgrid", names, hours);
  }

  /// An hourly outcome that begins on 1 January 2016.
  ///
  /// @param noun what a site is called
  /// @param names the sites
  /// @param hours how many steps
  static Outcome of(String noun, List<String> names, int hours) {
    var from = LocalDateTime.of(2016, 1, 1, 0, 0);
    var trace = new Trace(IntStream.range(0, hours).mapToObj(from::plusHours).toList());
    var figures = new ArrayList<Figures>();
    for (var index = 0; index < names.size(); index++) {
      figures.add(site(trace, names.get(index), index));
    }
    for (var bus = 2; bus < 6; bus++) {
      var voltage = trace.add(new Trace.Column("", "" + bus, "bus", "voltage", "pu"));
      for (var t = 0; t < hours; t++) {
        voltage[t] = 1 - 0.01 * bus + 0.005 * Math.cos(0.26 * t) * Math.sin(t / 900.0);
      }
    }
    var losses = trace.add(new Trace.Column("", "", "network", "losses", "kW"));
    for (var t = 0; t < hours; t++) {
      losses[t] = 2 + Math.cos(0.26 * t);
    }
    return new Outcome(
        "sample",
        "A made-up sample",
        "CAD",
        "rule",
        "made-up",
        from,
        from.plusHours(hours),
        hours,
        1,
        total(figures),
        noun,
        figures,
        trace);
  }

  private static Figures site(Trace trace, String name, int index) {
    var demand = trace.add(new Trace.Column(name, "load", "load", "demand", "kW"));
    var load = trace.add(new Trace.Column(name, "load", "load", "power", "kW"));
    var available = trace.add(new Trace.Column(name, "sun", "photovoltaic", "available", "kW"));
    var sun = trace.add(new Trace.Column(name, "sun", "photovoltaic", "power", "kW"));
    var wind = trace.add(new Trace.Column(name, "wind", "wind", "power", "kW"));
    var turbine = trace.add(new Trace.Column(name, "turbine", "turbine", "power", "kW"));
    var battery = trace.add(new Trace.Column(name, "battery", "battery", "power", "kW"));
    var stored = trace.add(new Trace.Column(name, "battery", "battery", "storedEnergy", "kWh"));
    var grid = trace.add(new Trace.Column(name, "grid", "grid", "power", "kW"));
    var buy = trace.add(new Trace.Column(name, "grid", "grid", "buyPrice", "CAD/kWh"));
    var sell = trace.add(new Trace.Column(name, "grid", "grid", "sellPrice", "CAD/kWh"));
    var imported = 0.0;
    var exported = 0.0;
    for (var t = 0; t < trace.steps(); t++) {
      var hour = t % 24;
      var season = Math.cos(2 * Math.PI * t / 8784);
      demand[t] =
          100
              + 20 * Math.sin((hour - 8) / 24.0 * 2 * Math.PI)
              + 15 * season
              + 7 * Math.sin(t * 0.71 + index);
      load[t] = -demand[t];
      available[t] =
          Math.max(0, Math.sin((hour - 6) / 12.0 * Math.PI))
              * (hour > 18 ? 0 : 1)
              * (120 - 60 * season)
              * (1 + index % 3);
      sun[t] = available[t];
      wind[t] = 20 + 18 * Math.sin(t * 0.05 + index);
      turbine[t] = hour >= 17 && hour < 22 ? 50 + 10 * season : 0;
      battery[t] = hour < 5 ? -40 : hour >= 18 && hour < 22 ? 45 : 0;
      stored[t] =
          200
              + (hour < 5
                  ? 38 * (hour + 1)
                  : hour < 18 ? 190 : Math.max(0, 190 - 47 * (hour - 17)));
      grid[t] = demand[t] - sun[t] - wind[t] - turbine[t] - battery[t];
      buy[t] = 0.05 + 0.04 * Math.sin((hour - 10) / 24.0 * 2 * Math.PI) + 0.02 * Math.sin(t * 0.37);
      sell[t] = buy[t] - 0.5 * Math.abs(buy[t]);
      imported += Math.max(0, grid[t]);
      exported += Math.max(0, -grid[t]);
    }
    var terms = new LinkedHashMap<String, Double>();
    terms.put("grid", 0.07 * imported - 0.03 * exported);
    terms.put("generation", 4.0 * trace.steps() / 24);
    terms.put("storage", 1.1 * trace.steps() / 24);
    terms.put("unserved", 0.0);
    terms.put("losses", 0.1 * trace.steps() / 24);
    terms.put("storedEnergy", -3.2);
    var cost = terms.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Figures(name, cost, terms, imported, exported, 0, 0, 0, 0, 0, 0, 200);
  }

  private static Figures total(List<Figures> parts) {
    var terms = new LinkedHashMap<String, Double>();
    parts.forEach(
        part -> part.terms().forEach((term, cost) -> terms.merge(term, cost, Double::sum)));
    return new Figures(
        "sample",
        parts.stream().mapToDouble(Figures::cost).sum(),
        terms,
        parts.stream().mapToDouble(Figures::importKwh).sum(),
        parts.stream().mapToDouble(Figures::exportKwh).sum(),
        0,
        0,
        0,
        0,
        0,
        0,
        parts.stream().mapToDouble(Figures::finalStorageKwh).sum());
  }
}
