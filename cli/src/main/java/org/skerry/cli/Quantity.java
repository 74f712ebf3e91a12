package org.skerry.cli;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;

/// What a series comes to, so that a wrong unit or sign is seen at once.
///
/// @param name of the series
/// @param unit of its values
/// @param energy kWh over the whole time, of powers
/// @param money what that energy is worth at the price of each step, where there is one
record Quantity(
    String name,
    String unit,
    double mean,
    double least,
    double greatest,
    OptionalDouble energy,
    OptionalDouble money) {

  /// Works out the figures.
  ///
  /// @param values by step
  /// @param hours length of a step
  static Quantity of(
      String name, String unit, int steps, IntToDoubleFunction values, double hours) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < steps; step++) {
      double value = values.applyAsDouble(step);
      sum += value;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    var energy = unit.equals("kW") ? OptionalDouble.of(sum * hours) : OptionalDouble.empty();
    return new Quantity(name, unit, sum / steps, least, greatest, energy, OptionalDouble.empty());
  }

  /// The same with the money that the energy is worth.
  Quantity worth(double money) {
    return new Quantity(name, unit, mean, least, greatest, energy, OptionalDouble.of(money));
  }

  /// A table of quantities.
  static TextTable table(List<Quantity> quantities) {
    var table = new TextTable("series", "unit", "mean", "least", "greatest", "kWh", "at the price");
    for (Quantity each : quantities) {
      table.row(
          each.name,
          each.unit,
          Numbers.significant(each.mean),
          Numbers.significant(each.least),
          Numbers.significant(each.greatest),
          each.energy.isPresent() ? Numbers.whole(each.energy.getAsDouble()) : "",
          each.money.isPresent() ? Numbers.two(each.money.getAsDouble()) : "");
    }
    return table;
  }

  JsonObject json() {
    var object =
        new JsonObject()
            .put("name", name)
            .put("unit", unit)
            .put("mean", mean)
            .put("least", least)
            .put("greatest", greatest);
    energy.ifPresent(kwh -> object.put("kwh", kwh));
    money.ifPresent(amount -> object.put("atThePrice", amount));
    return object;
  }
}
