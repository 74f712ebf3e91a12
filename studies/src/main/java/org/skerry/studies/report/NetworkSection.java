package org.skerry.studies.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skerry.energy.dispatch.Trace;

/// What the network saw: voltages of its buses and losses of its lines.
final class NetworkSection {
  private static final int LISTED = 8;

  private final Played played;
  private final List<Trace.Column> voltages;
  private final List<Trace.Column> losses;

  private NetworkSection(Played played) {
    this.played = played;
    voltages = played.columns("bus", "voltage");
    losses = played.columns("network", "losses");
  }

  static Section of(Played played) {
    return new NetworkSection(played).section();
  }

  private Section section() {
    var blocks = new ArrayList<Block>();
    if (!voltages.isEmpty()) {
      blocks.add(voltageChart());
      blocks.add(voltageTable());
    }
    if (!losses.isEmpty()) {
      blocks.add(lossChart());
    }
    return new Section(
        "Network", blocks.isEmpty() ? "No power flow was computed in this run." : "", blocks);
  }

  private Block voltageChart() {
    var low = new TreeMap<LocalDate, Double>();
    var high = new TreeMap<LocalDate, Double>();
    for (var column : voltages) {
      var values = played.values(column);
      for (var step = 0; step < values.length; step++) {
        if (Double.isFinite(values[step])) {
          var day = played.outcome().trace().local(step).toLocalDate();
          low.merge(day, values[step], Math::min);
          high.merge(day, values[step], Math::max);
        }
      }
    }
    return new Block.Chart(
        "days",
        "Lowest and highest voltage of each day over all buses, per unit",
        "",
        new JsonObject()
            .put("unit", "pu")
            .putTexts("days", low.keySet().stream().map(LocalDate::toString).toList())
            .put(
                "series",
                List.of(line("highest", "#2f6fb0", high), line("lowest", "#d1603d", low))));
  }

  private Block voltageTable() {
    var rows = new ArrayList<List<String>>();
    voltages.stream()
        .map(column ->
            Map.entry(
                column.device(),
                Arrays.stream(played.values(column)).filter(Double::isFinite).summaryStatistics()))
        .sorted((a, b) -> Double.compare(a.getValue().getMin(), b.getValue().getMin()))
        .limit(LISTED)
        .forEach(entry ->
            rows.add(
                List.of(
                    "Bus " + entry.getKey(),
                    voltage(entry.getValue().getMin()),
                    voltage(entry.getValue().getAverage()),
                    voltage(entry.getValue().getMax()))));
    var named = voltages.size() > LISTED ? "The buses with the lowest voltage, pu" : "Voltage, pu";
    return new Block.Table(List.of(named, "Lowest", "Mean", "Highest"), rows, false);
  }

  private static String voltage(double value) {
    return Double.isFinite(value) ? String.format(java.util.Locale.ROOT, "%.5f", value) : "–";
  }

  private Block lossChart() {
    var days = new LinkedHashMap<LocalDate, Double>();
    var total = 0.0;
    for (var column : losses) {
      var values = played.values(column);
      for (var step = 0; step < values.length; step++) {
        if (Double.isFinite(values[step])) {
          var energy = values[step] * played.hours();
          days.merge(played.outcome().trace().local(step).toLocalDate(), energy, Double::sum);
          total += energy;
        }
      }
    }
    return new Block.Chart(
        "days",
        "Losses of each day, kWh",
        "Over the whole period " + Numbers.significant(total) + " kWh.",
        new JsonObject()
            .put("unit", "kWh")
            .put("zero", true)
            .putTexts("days", days.keySet().stream().map(LocalDate::toString).toList())
            .put("series", List.of(line("losses", "#7c6bb1", days))));
  }

  private static JsonObject line(String name, String colour, Map<LocalDate, Double> days) {
    return new JsonObject()
        .put("name", name)
        .put("colour", colour)
        .putNumbers("values", days.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
