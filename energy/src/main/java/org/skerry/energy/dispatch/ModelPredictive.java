package org.skerry.energy.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.Solver;

/// Model predictive control: in every step plans some hours ahead, executes the first step of the
/// plan, and plans anew (Camacho and Bordons, Model Predictive Control, 2007). Stored energy at the
/// end of the plan is valued at the mean price of the plan.
///
/// A plan ends with the data, and with the period where it is the end of everything
/// ([Scenario.Ending#TERMINAL]): what is stored then is lost. Elsewhere it looks beyond the period.
/// Where the relaxed plan does what cannot be done, such as a generator below its minimum, the
/// choices of the whole plan are made with integers, see [Plan].
///
/// @param name in tables and reports
/// @param hours length of the plan, above 0
/// @param forecast what the plan takes the inputs ahead to be
/// @param exchange how sites exchange power
/// @param solver for the program of one plan
public record ModelPredictive(
    String name, double hours, Forecast forecast, Exchange exchange, Solver solver)
    implements Controller {
  private static final double COMMITTED = 1e-4; // gap of the choices of one plan
  private static final long NODES = 200; // of branch and cut, for them

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
      return (lanes, period, played) -> Outlook.known(lanes.setting(), period, played);
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
    Scenario.Ending ending = setting.scenario().ending();
    int last = period.step(period.horizon() - 1);
    List<Part> parts = parts(setting);
    return played -> {
      int left = period.horizon() - played;
      int beyond = ending == Scenario.Ending.TERMINAL ? 0 : setting.timeline().steps() - 1 - last;
      int steps = Math.min(ahead, left + beyond);
      Outlook outlook = forecast.at(lanes, period, played);
      boolean kept = period.keepsStored(ending, played + steps);
      Plan.Target target =
          (group, unit, control, setpoint) ->
              lanes.equipment().get(group).units().setpoint(control)[unit] = setpoint;
      for (Part part : parts) {
        decide(
            part,
            new Plan.Task(
                setting,
                part.sites,
                steps,
                present(lanes),
                outlook,
                StorageValue.worth(setting, outlook, steps, kept),
                exchange),
            target);
      }
    };
  }

  /// Sites that are planned together.
  ///
  /// @param simple the plan of a single site that has only one store to remember
  private record Part(List<Integer> sites, Optional<StorePlan> simple) {}

  private List<Part> parts(Setting setting) {
    List<Integer> all = IntStream.range(0, setting.sites().size()).boxed().toList();
    if (exchange.joins()) {
      return List.of(new Part(all, Optional.empty()));
    }
    return all.stream().map(site -> new Part(List.of(site), StorePlan.of(setting, site))).toList();
  }

  private void decide(Part part, Plan.Task task, Plan.Target target) {
    if (part.simple.isPresent() && part.simple.get().decide(task, target)) {
      return;
    }
    Plan plan = Plan.relaxed(task, solver);
    if (plan.hasPoint() && !plan.keepsRules()) {
      Plan whole = Plan.whole(plan, COMMITTED, NODES);
      plan = whole.hasPoint() ? whole : plan;
    }
    if (plan.hasPoint()) { // else idle set-points stay, and the settlement makes the best of them
      plan.setpoints(0, target);
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
