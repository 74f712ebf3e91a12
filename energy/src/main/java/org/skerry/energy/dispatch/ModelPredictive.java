package org.skerry.energy.dispatch;

import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;

/// Model predictive control: in every step plans some hours ahead, executes the first step of the
/// plan, and plans anew (Camacho and Bordons, Model Predictive Control, 2007). Stored energy at the
/// end of the plan is valued at the mean price of the plan.
///
/// A plan ends with the data, and with the period where it is the end of everything
/// ([Scenario.Ending#TERMINAL]): what is stored then is lost. Elsewhere it looks beyond the period.
///
/// @param name in tables and reports
/// @param hours length of the plan, above 0
/// @param forecast what the plan takes the inputs ahead to be
/// @param exchange how sites exchange power
/// @param solver for the program of one plan
public record ModelPredictive(
    String name, double hours, Forecast forecast, Exchange exchange, Solver solver)
    implements Controller {

  /// Where the inputs of a plan come from.
  @FunctionalInterface
  public interface Forecast {

    /// The outlook from where `lanes` is now.
    ///
    /// @param played steps played since the period began
    Outlook at(Lanes lanes, Period period, int played);

    /// Only earlier data: the same time of the day before.
    static Forecast yesterday() {
      return (lanes, period, played) -> Outlook.yesterday(lanes);
    }

    /// What really happens.
    static Forecast perfect() {
      return (lanes, period, played) -> Outlook.future(lanes);
    }
  }

  /// @throws IllegalArgumentException if `hours` is not above 0
  public ModelPredictive {
    if (!(hours > 0)) {
      throw new IllegalArgumentException(
          "hours is " + hours + ", but a plan must look ahead. Use 24.");
    }
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    Setting setting = lanes.setting();
    int ahead = Math.max(1, (int) Math.round(hours / lanes.step().hours()));
    boolean ends = setting.scenario().ending() == Scenario.Ending.TERMINAL;
    return played -> {
      int known = Math.min(ahead, setting.timeline().steps() - lanes.time(0));
      int steps = ends ? Math.min(known, period.horizon() - played) : known;
      decide(lanes, forecast.at(lanes, period, played), steps);
    };
  }

  private void decide(Lanes lanes, Outlook outlook, int steps) {
    Setting setting = lanes.setting();
    Plan plan =
        Plan.of(setting, steps, present(lanes), outlook, exchange, Plan.Form.CONVEX, solver);
    if (plan.solution() instanceof Solution.Infeasible
        || plan.solution() instanceof Solution.Unbounded) {
      return; // idle set-points stay; the settlement makes the best of the step
    }
    for (int group = 0; group < lanes.equipment().size(); group++) {
      Equipment kind = lanes.equipment().get(group);
      if (kind.devices().getFirst() instanceof GridConnection) {
        continue;
      }
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int control = 0; control < kind.units().controls(); control++) {
          kind.units().setpoint(control)[unit] = plan.flow(group, unit, control, 0);
        }
      }
    }
  }

  /// The states as they are now, held within their limits of operation.
  private static Plan.Start present(Lanes lanes) {
    Setting setting = lanes.setting();
    return (group, unit, state) -> {
      Equipment kind = lanes.equipment().get(setting.groups().indexOf(group));
      var range = group.devices().get(unit).states().get(state);
      return Math.max(range.low(), Math.min(range.high(), kind.units().state(state)[unit]));
    };
  }
}
