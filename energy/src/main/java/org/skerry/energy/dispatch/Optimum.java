package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.Report;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;

/// The optimum of a period of which everything is known: the floor that no controller can beat.
///
/// @param cost what it costs, the term `storedEnergy` included; no controller costs less
/// @param exact whether the schedule costs exactly that; if not, because devices that switch were
///   relaxed, the cost is a lower bound
/// @param schedule the set-points of all devices but the connections to the main grid, which the
///   settlement sets
/// @param report of the solver
public record Optimum(double cost, boolean exact, Schedule schedule, Report report) {

  /// Computes the optimum.
  ///
  /// @param period the steps, one after the other
  /// @param exchange how sites exchange power
  /// @param form `MIXED_INTEGER` for devices that switch, with a solver that takes integers
  /// @throws IllegalArgumentException if the problem has no solution, saying why
  public static Optimum of(
      Setting setting, Period period, Exchange exchange, Plan.Form form, Solver solver) {
    Plan plan =
        Plan.of(
            setting,
            period.horizon(),
            Plan.Start.described(),
            Outlook.known(setting, period, 0),
            exchange,
            form,
            solver);
    double cost =
        switch (plan.solution()) {
          case Solution.Solved solved -> solved.objective();
          case Solution.Stalled stalled ->
              throw new IllegalArgumentException(
                  "The solver stalled on the optimum of scenario '%s': %s (%s). Try a shorter period."
                      .formatted(setting.scenario().name(), stalled.reason(), stalled.report()));
          case Solution.Infeasible _ ->
              throw new IllegalArgumentException(
                  "Scenario '%s' has no feasible operation in this period: a heat demand or a limit of the network cannot be met. Check limits and demands."
                      .formatted(setting.scenario().name()));
          case Solution.Unbounded _ ->
              throw new IllegalArgumentException(
                  "The cost of scenario '%s' can fall without limit: a price pays for circling energy. Check prices and limits."
                      .formatted(setting.scenario().name()));
        };
    boolean switching =
        setting.groups().stream().flatMap(g -> g.devices().stream()).anyMatch(d -> d.switches());
    boolean exact = form == Plan.Form.CONVEX && !switching;
    return new Optimum(cost, exact, schedule(setting, period, plan), plan.solution().report());
  }

  private static Schedule schedule(Setting setting, Period period, Plan plan) {
    Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    List<String> columns = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (int group = 0; group < lanes.equipment().size(); group++) {
      Equipment kind = lanes.equipment().get(group);
      if (kind.devices().getFirst() instanceof GridConnection) {
        continue;
      }
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int control = 0; control < kind.units().controls(); control++) {
          columns.add(Schedule.column(lanes, kind, unit, control));
          places.add(new int[] {group, unit, control});
        }
      }
    }
    List<Schedule.Row> rows = new ArrayList<>();
    for (int played = 0; played < period.horizon(); played++) {
      LocalDateTime start = setting.timeline().local(period.step(played));
      List<Double> setpoints = new ArrayList<>();
      for (int[] place : places) {
        setpoints.add(plan.flow(place[0], place[1], place[2], played));
      }
      rows.add(new Schedule.Row(start, setpoints));
    }
    return new Schedule("optimum", columns, rows);
  }
}
