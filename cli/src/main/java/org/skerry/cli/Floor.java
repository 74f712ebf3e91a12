package org.skerry.cli;

import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.Optimum;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.Plan;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.InteriorPoint;
import org.skerry.studies.report.JsonObject;

/// The optimum of a period with everything known, beside which a controller is judged.
///
/// @param optimum its cost and schedule
/// @param exact whether the schedule costs exactly that; else the cost is a lower bound
record Floor(Optimum optimum, boolean exact) {
  /// Up to this length of the period the floor is computed without being asked for, h.
  static final double SHORT = 31 * 24;

  /// Computes the floor of a period over the scenario's own network.
  ///
  /// @throws IllegalArgumentException if it cannot be computed, saying why
  static Floor of(Setting setting, Period period) {
    var coupling = Coupling.of(setting.scenario());
    var optimum =
        Optimum.of(setting, period, coupling.exchange(), Plan.Form.CONVEX, new InteriorPoint());
    return new Floor(optimum, optimum.exact() && coupling.exact());
  }

  /// What it costs, in the scenario's currency.
  double cost() {
    return optimum.cost();
  }

  /// By how much an outcome costs more, as per cent of the floor's size.
  double above(Outcome outcome) {
    return 100 * (outcome.total().cost() - cost()) / Math.abs(cost());
  }

  /// As JSON.
  JsonObject json() {
    return new JsonObject().put("cost", cost()).put("exact", exact);
  }
}
