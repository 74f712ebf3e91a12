package org.skerry.cli;

import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.Optimum;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;

/// The optimum of a period with everything known, beside which a controller is judged.
///
/// @param optimum its bound, and the best schedule found
record Floor(Optimum optimum) {
  /// Up to this length of the period the floor is computed without being asked for, h.
  private static final double SHORT = 31 * 24;

  /// Up to so many devices times steps it is; more take longer than the play itself.
  private static final long FEW = 50_000;

  /// A difference of more than so many times the floor says nothing in per cent.
  private static final double SMALL = 5;

  /// Whether the floor of what was played is found in a few seconds.
  static boolean quick(Setting setting, Outcome outcome) {
    long devices = setting.groups().stream().mapToLong(group -> group.devices().size()).sum();
    return outcome.hours() <= SHORT && devices * outcome.steps() <= FEW;
  }

  /// Computes the floor of a period over the scenario's own network.
  ///
  /// @throws IllegalArgumentException if it cannot be computed, saying why
  static Floor of(Setting setting, Period period) {
    return new Floor(Optimum.of(setting, period, Coupling.of(setting.scenario())));
  }

  /// What no controller costs less than, in the scenario's currency.
  double cost() {
    return optimum.bound();
  }

  /// By how much an outcome costs more, as per cent of the floor's size.
  double above(Outcome outcome) {
    return 100 * (outcome.total().cost() - cost()) / Math.abs(cost());
  }

  /// What it is called.
  String name() {
    return optimum.exact() ? "Optimum" : "Lower bound";
  }

  /// Its cost, and how an outcome stands beside it, in words: per cent only where the floor is not
  /// small beside the difference.
  String beside(Outcome outcome) {
    double difference = outcome.total().cost() - cost();
    boolean small = Math.abs(cost()) < Math.abs(difference) / SMALL;
    return "%s %s; this is %s %s above it"
        .formatted(
            Numbers.two(cost()),
            outcome.currency(),
            Numbers.two(small ? difference : above(outcome)),
            small ? outcome.currency() : "%");
  }

  /// Adds `floor` and `aboveFloorPercent` to the results of an outcome. The floor's `best` is what
  /// the best schedule found costs.
  void join(JsonObject results, Outcome outcome) {
    results
        .put(
            "floor",
            new JsonObject()
                .put("cost", cost())
                .put("exact", optimum.exact())
                .put("best", optimum.cost()))
        .put("aboveFloorPercent", above(outcome));
  }
}
