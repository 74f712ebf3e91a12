package org.skerry.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;

/// What a series comes to, so that a wrong unit or sign is seen at once.
///
/// @param name of the series
/// @param unit of its values
/// @param steps how many values there are
/// @param falls whether a value is ever less than the one before it
/// @param energy kWh over the whole time, of powers
/// @param money what that energy is worth at the price of each step, where there is one
record Quantity(
    String name,
    String unit,
    int steps,
    boolean falls,
    double mean,
    double least,
    double greatest,
    OptionalDouble energy,
    OptionalDouble money) {
  /// Per kWh. A mean price above it is rare, though right in some currencies: a question, no fault.
  private static final double DEAR = 5;

  /// kW. All grids of the world together take less than ten times this.
  private static final double HUGE = 1e9;

  /// So many values that never fall are a register, not a power.
  private static final int RISING = 24;

  /// Works out the figures.
  ///
  /// @param values by step
  /// @param hours length of a step
  static Quantity of(
      String name, String unit, int steps, IntToDoubleFunction values, double hours) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    boolean falls = false;
    for (int step = 0; step < steps; step++) {
      double value = values.applyAsDouble(step);
      sum += value;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      falls |= value < last;
      last = value;
    }
    var energy = unit.equals("kW") ? OptionalDouble.of(sum * hours) : OptionalDouble.empty();
    return new Quantity(
        name, unit, steps, falls, sum / steps, least, greatest, energy, OptionalDouble.empty());
  }

  /// The same with the money that the energy is worth.
  Quantity worth(double money) {
    return new Quantity(
        name, unit, steps, falls, mean, least, greatest, energy, OptionalDouble.of(money));
  }

  /// Asks whether the unit is right, where the values hardly can be of it.
  Optional<String> doubt() {
    if (unit.endsWith("/kWh") && !unit.startsWith("g/") && mean > DEAR) {
      return Optional.of(
          "%s is %s %s on average: is it a price per MWh, or in cents? Then its `unit` must say so."
              .formatted(name, Numbers.significant(mean), unit));
    }
    if (energy.isPresent() && Math.max(Math.abs(least), Math.abs(greatest)) > HUGE) {
      return Optional.of(
          "%s is between %s and %s kW, more than any grid takes: is its `unit` right, or a cell damaged?"
              .formatted(name, Numbers.significant(least), Numbers.significant(greatest)));
    }
    if (energy.isPresent() && steps >= RISING && !falls && least < greatest) {
      return Optional.of(
          "%s never falls in %d steps: is it the register of a meter? Then its `unit` is `kWh total`."
              .formatted(name, steps));
    }
    return Optional.empty();
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
