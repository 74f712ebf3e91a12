package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Scenario.Ending;
import org.skerry.energy.scenario.Timeline;

/// The day-ahead program, ours: the best use of the storage of a day from what is published, prices
/// and carbon of the rest of the day, and from what is usual, the mean need of the days before.
/// Decisions are taken with the true need of now. Of the first day of the data nothing is known
/// from before; it counts as usual itself, as it is where all days are alike.
///
/// Dynamic programming over the stored energy, backward from midnight ([CostToGo]); each decision
/// looks one step ahead ([Lookahead]). All stores of a pool are one; every store gives in
/// proportion to what it can. Exact for stores that are alike and equally full, and days as usual,
/// up to the spacing of energies. What is left at midnight is worth nothing where the scenario says
/// so, else what it saves where days like this follow each other without end.
///
/// @param energies levels of stored energy, at least 2; more are taken where a step would pass few
/// @param evenness cost per kW² h of what all stores of a pool give together, as a share of the
///   mean price of buying over their greatest power; at least 0. Above 0 decisions are unique and
///   move little where conditions do, so that they can be learnt
public record DayAheadProgram(int energies, double evenness) implements Controller {
  private static final double TOLERANCE = 1e-4; // of the cost to go, in the scenario's currency
  private static final int DAYS = 20; // until days without end have settled

  /// @throws IllegalArgumentException if a number is out of range
  public DayAheadProgram {
    if (energies < 2 || !(evenness >= 0 && evenness < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A day-ahead program needs 2 or more energies and an evenness of at least 0, but has %d and %s. Use 81 and 0."
              .formatted(energies, evenness));
    }
  }

  /// 81 levels of energy; only money counts.
  public DayAheadProgram() {
    this(81, 0);
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
    private int day = -1;
    private double[][] after = {};

    Planner(Lanes lanes, Pool pool) {
      this.lanes = lanes;
      this.pool = pool;
      Timeline timeline = lanes.setting().timeline();
      steps = (int) Math.round(24 / timeline.hours());
      double most = Math.max(pool.store().chargePower(), pool.store().dischargePower());
      double mean = meanPrice(timeline.steps());
      double even = most == 0 ? 0 : evenness * Math.abs(mean) / most;
      lookahead = new Lookahead(pool, timeline.hours(), energies, even);
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
      pool.store().prepare();
      pool.set(lookahead.best(now, after[step - day * steps], 0), now);
    }

    /// The cost to go after each step of a day, shape `[steps][energies]`.
    private double[][] plan(int first) {
      EquivalentStore store = pool.store();
      int last = Math.min(first + steps, lanes.setting().timeline().steps());
      int down = lookahead.down();
      int up = lookahead.up();
      double[][] stage = new double[last - first][down + 1 + up];
      for (int step = first; step < last; step++) {
        Conditions usual = usual(step);
        for (int move = 0; move <= down + up; move++) {
          stage[step - first][move] =
              lookahead.stage(
                  usual, store.power((move - down) * lookahead.spacing(), lookahead.hours()));
        }
      }
      double[][] certain = new double[stage.length][];
      Arrays.fill(certain, new double[] {1});
      CostToGo program = new CostToGo(lookahead.energies(), down, up, stage, certain);
      return lanes.setting().scenario().ending() == Ending.TERMINAL
          ? program.ending(0, stage.length, 0)
          : program.endless(TOLERANCE, DAYS);
    }

    /// The published prices of a step with the usual need and the usual sun and wind.
    private Conditions usual(int step) {
      Conditions published = pool.at(step);
      int days = step / steps;
      if (days == 0) {
        return published;
      }
      double demand = 0;
      double free = 0;
      for (int before = step - steps; before >= 0; before -= steps) {
        Conditions seen = pool.at(before);
        demand += seen.demand() / days;
        free += seen.free() / days;
      }
      return published.expecting(demand, free);
    }

    private double meanPrice(int until) {
      double sum = 0;
      for (int step = 0; step < until; step++) {
        sum += pool.at(step).buy();
      }
      return sum / until;
    }
  }
}
