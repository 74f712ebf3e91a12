package org.skerry.energy.dispatch;

import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LikelyDays;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Timeline;

/// The day-ahead program, ours: the best use of the storage of a day from what is known before it
/// begins ([LikelyDays]). Decisions are taken with the true need of now.
///
/// Dynamic programming over the stored energy, backward from midnight; each decision looks one step
/// ahead ([Lookahead]). All stores of a pool are one; every store gives in proportion to what it
/// can. Exact for stores that are alike and equally full, and such chances, up to the spacing of
/// energies.
///
/// @param energies levels of stored energy, at least 2; more are taken where a step would pass few
public record DayAheadProgram(int energies) implements Controller {
  private static final double TOLERANCE = 1e-4; // of the cost to go, in the scenario's currency

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
            .map(pool -> new Planner(lanes, period, pool))
            .toList();
    return played -> planners.forEach(planner -> planner.decide(played));
  }

  /// The program of one pool at work.
  private final class Planner {
    private final Lanes lanes;
    private final Period period;
    private final Pool pool;
    private final Lookahead lookahead;
    private final LikelyDays days;
    private final Conditions[] data;
    private int day = -1;
    private double[][] after = {};

    Planner(Lanes lanes, Period period, Pool pool) {
      this.lanes = lanes;
      this.period = period;
      this.pool = pool;
      Timeline timeline = lanes.setting().timeline();
      lookahead = new Lookahead(pool, timeline.hours(), energies);
      days = new LikelyDays(lanes.setting());
      data = IntStream.range(0, timeline.steps()).mapToObj(pool::at).toArray(Conditions[]::new);
    }

    void decide(int played) {
      Conditions now = pool.now();
      if (pool.store().range() == 0) {
        pool.set(0, now);
        return;
      }
      Timeline timeline = lanes.setting().timeline();
      int step = lanes.time(0);
      if (timeline.dayOf(step) != day) {
        day = timeline.dayOf(step);
        after =
            days.costToGo(
                day,
                lookahead.energies(),
                lookahead.down(),
                lookahead.up(),
                ends(played, step - timeline.firstOf(day), timeline.firstOf(day + 1) - step),
                TOLERANCE,
                this::cost);
      }
      pool.prepare();
      pool.set(lookahead.best(now, after[step - timeline.firstOf(day)], 0), now);
    }

    /// How many steps of today there are until everything ends, 0 if it goes on after today.
    private int ends(int played, int slot, int steps) {
      int end = slot + period.horizon() - played;
      boolean kept =
          end > steps || period.keepsStored(lanes.setting().scenario().ending(), period.horizon());
      return kept ? 0 : end;
    }

    private double cost(int price, int load, int free, int move) {
      Conditions likely = data[price].expecting(data[load].demand(), data[free]);
      double power = pool.store().power(move * lookahead.spacing(), lookahead.hours());
      return lookahead.stage(likely, power);
    }
  }
}
