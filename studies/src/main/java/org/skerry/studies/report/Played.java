package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.Trace;

/// What reports ask of an outcome: sums over devices of one site, kind and quantity.
///
/// All series have shape `[steps]` and are fresh arrays.
final class Played {
  /// Kinds of device in the order in which charts stack them.
  static final List<String> KINDS =
      List.of(
          "photovoltaic",
          "wind",
          "turbine",
          "cogeneration",
          "pumpedStorage",
          "battery",
          "grid",
          "load",
          "dump");

  private final Outcome outcome;
  private final Trace trace;
  private final List<Trace.Column> columns;
  private final Map<String, List<Trace.Column>> bySite;

  Played(Outcome outcome) {
    this.outcome = outcome;
    trace = outcome.trace();
    columns = trace.columns();
    bySite = columns.stream().collect(Collectors.groupingBy(Trace.Column::site));
  }

  Outcome outcome() {
    return outcome;
  }

  int steps() {
    return trace.steps();
  }

  double hours() {
    return outcome.stepHours();
  }

  int hourOfDay(int step) {
    return trace.local(step).getHour();
  }

  /// The names of the sites, in the order of the scenario.
  List<String> sites() {
    return outcome.sites().stream().map(figures -> figures.name()).toList();
  }

  /// What a site is called, such as `household`.
  String noun() {
    return outcome.siteNoun();
  }

  /// What the reader chooses, such as `Household`.
  String choice() {
    return noun().substring(0, 1).toUpperCase(Locale.ROOT) + noun().substring(1);
  }

  /// All sites together, such as `All households`.
  String all() {
    return "All " + noun() + "s";
  }

  /// The kinds that have a quantity anywhere.
  Set<String> kinds(String quantity) {
    var found = new LinkedHashSet<String>();
    for (var kind : KINDS) {
      if (columns.stream().anyMatch(c -> c.kind().equals(kind) && c.quantity().equals(quantity))) {
        found.add(kind);
      }
    }
    return found;
  }

  /// Whether a site has a quantity of a kind.
  boolean has(String site, String kind, String quantity) {
    return at(site).stream().anyMatch(of(kind, quantity));
  }

  /// The sum over the devices of a site.
  ///
  /// @param site its name
  /// @param kind of the devices
  /// @param quantity such as `power`
  double[] sum(String site, String kind, String quantity) {
    return sum(site, of(kind, quantity));
  }

  /// The net injection of all devices of a site, which flows to the others if positive.
  double[] net(String site) {
    return sum(site, c -> c.quantity().equals("power") && KINDS.contains(c.kind()));
  }

  /// The energy stored in a site, kWh.
  double[] stored(String site) {
    return sum(site, c -> c.quantity().equals("storedEnergy"));
  }

  /// Sun and wind available less the demand for power, kW: above 0 a surplus, below 0 a deficit.
  double[] surplus(String site) {
    var surplus =
        add(List.of(sum(site, "photovoltaic", "available"), sum(site, "wind", "available")));
    var powered = powered(site, "load");
    var demand = sum(site, of("load", "demand").and(c -> powered.contains(c.device())));
    for (var step = 0; step < surplus.length; step++) {
      surplus[step] -= demand[step];
    }
    return surplus;
  }

  /// What a site pays or receives for power at its first connection to the main grid.
  ///
  /// @param quantity `buyPrice` or `sellPrice`
  /// @return the price per kWh, or an empty array where there is none
  double[] price(String site, String quantity) {
    var connections = powered(site, "grid");
    return at(site).stream()
        .filter(of("grid", quantity).and(c -> connections.contains(c.device())))
        .findFirst()
        .map(column -> trace.values(column).clone())
        .orElse(new double[0]);
  }

  /// Every series of a quantity of a kind in the whole outcome, with its column.
  List<Trace.Column> columns(String kind, String quantity) {
    return columns.stream()
        .filter(c -> c.kind().equals(kind) && c.quantity().equals(quantity))
        .toList();
  }

  double[] values(Trace.Column column) {
    return trace.values(column);
  }

  /// The devices of a kind that have a port for power.
  private Set<String> powered(String site, String kind) {
    var devices = new LinkedHashSet<String>();
    at(site).stream().filter(of(kind, "power")).forEach(column -> devices.add(column.device()));
    return devices;
  }

  /// The series of a site.
  private List<Trace.Column> at(String site) {
    return bySite.getOrDefault(site, List.of());
  }

  private static Predicate<Trace.Column> of(String kind, String quantity) {
    return c -> c.kind().equals(kind) && c.quantity().equals(quantity);
  }

  private double[] sum(String site, Predicate<Trace.Column> which) {
    var sum = new double[steps()];
    for (var column : at(site)) {
      if (which.test(column)) {
        var values = trace.values(column);
        for (var step = 0; step < sum.length; step++) {
          sum[step] += values[step];
        }
      }
    }
    return sum;
  }

  /// The sum of several series of equal length.
  static double[] add(List<double[]> parts) {
    var sum = new double[parts.isEmpty() ? 0 : parts.getFirst().length];
    for (var part : parts) {
      for (var step = 0; step < sum.length; step++) {
        sum[step] += part[step];
      }
    }
    return sum;
  }

  /// The energy of the positive part of a power series, kWh.
  double energyAbove(double[] power) {
    return Arrays.stream(power).filter(p -> p > 0).sum() * hours();
  }

  /// The energy of the negative part of a power series, kWh, 0 or above.
  double energyBelow(double[] power) {
    return -Arrays.stream(power).filter(p -> p < 0).sum() * hours();
  }

  /// The values of a series by hour of day.
  ///
  /// @return 24 lists, some of them empty in short periods
  List<List<Double>> byHour(double[] values) {
    var hours = new ArrayList<List<Double>>();
    for (var hour = 0; hour < 24; hour++) {
      hours.add(new ArrayList<>());
    }
    for (var step = 0; step < values.length; step++) {
      hours.get(hourOfDay(step)).add(values[step]);
    }
    return hours;
  }
}
