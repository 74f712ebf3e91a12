package org.skerry.energy.dispatch;

import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Solver;

/// Follows the [Optimum] of the whole period, computed beforehand with everything known. Not a
/// controller that could run a site, but the measure for those that can.
///
/// @param exchange how sites exchange power
/// @param form how devices that switch are treated
/// @param solver for the program of the whole period
public record PerfectForesight(Exchange exchange, Plan.Form form, Solver solver)
    implements Controller {
  /// The convex program over the network of the scenario.
  public static PerfectForesight of(Scenario scenario) {
    return new PerfectForesight(
        Coupling.of(scenario).exchange(), Plan.Form.CONVEX, new InteriorPoint());
  }

  @Override
  public String name() {
    return "optimum";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    return Optimum.of(lanes.setting(), period, exchange, form, solver)
        .schedule()
        .start(lanes, period);
  }
}
