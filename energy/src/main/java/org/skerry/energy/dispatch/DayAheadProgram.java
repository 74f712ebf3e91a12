package org.skerry.energy.dispatch;

import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.Store;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Scenario.Ending;
import org.skerry.energy.scenario.Timeline;
import org.skerry.optimization.dynamic.CostToGo;

/// The day-ahead program, ours: the best use of the storage of a day from what is published, prices
/// and carbon of the rest of the day, and from what the week before was like: in every hour the
/// need, sun and wind of any of its days, each as likely as the others, whatever the hours before
/// were. Where prices and carbon follow from the scenario's own supply, the load they follow from
/// is published with them, and only sun and wind are uncertain. Decisions are taken with the true
/// need of now. Of the first day of the data nothing is known from before; it is taken as known, as
/// it is where all days are alike.
///
/// Dynamic programming over the stored energy, backward from midnight ([CostToGo]); each decision
/// looks one step ahead ([Lookahead]). All stores of a pool are one; every store gives in
/// proportion to what it can. Exact for stores that are alike and equally full, and such chances,
/// up to the spacing of energies. What is left at midnight is worth nothing where the scenario says
/// so, else what it saves where days like this follow each other without end.
///
/// @param energies levels of stored energy, at least 2; more are taken where a step would pass few
public record DayAheadProgram(int energies) implements Controller {
  private static final double TOLERANCE = 1e-4; // of the cost to go, in the scenario's currency
  private static final int DAYS = 20; // until days without end have settled
  private static final int DAYS_BEFORE = 7; // a week

  /// @throws IllegalArgumentException if there are fewer than two energies
  public DayAheadProgram {
    if (energies < 2) {
      throw new IllegalArgumentException(
          "A day-ahead program needs 2 or more levels of energy, but has %d. Use 81."
              .formatted(energies));
    }
  }

  /// 81 levels of energy.
  public DayAheadProgram() {
    this(81);
  }

  @Override
  public String name() {
    return "dayAhead";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    List<Planner> planners =
        Pool.of(lanes, Sharing.of(lanes.setting().scenario())).stream()
            .map(pool -> new Planner(lanes, pool))
            .toList();
    return _ -> planners.forEach(Planner::decide);
  }

  /// The program of one pool at work.
  private final class Planner {
    private final Lanes lanes;
    private final Pool pool;
    private final int steps; // of a day
    private final Lookahead lookahead;
    private final Conditions[] data;
    private int day = -1;
    private double[][] after = {};

    Planner(Lanes lanes, Pool pool) {
      this.lanes = lanes;
      this.pool = pool;
      Timeline timeline = lanes.setting().timeline();
      steps = timeline.stepsPerDay();
      data = IntStream.range(0, timeline.steps()).mapToObj(pool::at).toArray(Conditions[]::new);
      lookahead = new Lookahead(pool, timeline.hours(), energies);
    }

    void decide() {
      Conditions now = pool.now();
      if (pool.store().range() == 0) {
        pool.set(0, now);
        return;
      }
      int step = lanes.time(0);
      if (step / steps != day) {
        day = step / steps;
        after = plan(day * steps);
      }
      pool.prepare();
      pool.set(lookahead.best(now, after[step - day * steps], 0), now);
    }

    /// The cost to go after each step of a day, shape `[steps][days × energies]`, alike for all
    /// days.
    private double[][] plan(int first) {
      Store store = pool.store();
      int last = Math.min(first + steps, data.length);
      int down = lookahead.down();
      int moves = down + 1 + lookahead.up();
      int days = Math.clamp(first / steps, 1, DAYS_BEFORE);
      double[][] stage = new double[last - first][days * moves];
      for (int step = first; step < last; step++) {
        for (int before = 1; before <= days; before++) {
          Conditions likely = likely(step, before);
          int row = (before - 1) * moves;
          for (int move = 0; move < moves; move++) {
            double energy = (move - down) * lookahead.spacing();
            stage[step - first][row + move] =
                lookahead.stage(likely, store.power(energy, lookahead.hours()));
          }
        }
      }
      CostToGo program = CostToGo.evenChances(lookahead.energies(), down, lookahead.up(), stage);
      return lanes.setting().scenario().ending() == Ending.TERMINAL
          ? program.ending(0, stage.length, 0)
          : program.endless(TOLERANCE, DAYS);
    }

    /// What is published of a step with what else was seen as many days before.
    private Conditions likely(int step, int before) {
      if (step < steps) {
        return data[step];
      }
      Conditions seen = data[step - before * steps];
      boolean published = lanes.setting().scenario().supply().isPresent();
      double demand = published ? data[step].demand() : seen.demand();
      return data[step].expecting(demand, seen.free());
    }
  }
}
