package org.skerry.energy.dispatch;

import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Scenario;

/// Follows the [Optimum] of the whole period, computed beforehand with everything known. Not a
/// controller that could run a site, but the measure for those that can.
///
/// @param coupling how sites settle
public record PerfectForesight(Coupling coupling) implements Controller {
  /// Over the network of the scenario.
  public static PerfectForesight of(Scenario scenario) {
    return new PerfectForesight(Coupling.of(scenario));
  }

  @Override
  public String name() {
    return "optimum";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    return Optimum.of(lanes.setting(), period, coupling).schedule().start(lanes, period);
  }
}
