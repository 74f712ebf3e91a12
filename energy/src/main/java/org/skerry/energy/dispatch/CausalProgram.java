package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Timeline;

/// The causal dynamic program: the best use of storage that knows only the present and what past
/// days were like. The strongest of the rules.
///
/// The state is the time of day, the class of price and of net demand (see [Regimes]), and the
/// stored energy. The cost of a step is that of the sites seen as one ([Pool]): generators at their
/// economic output, limits and mean prices of the connections, wear of the stores; where a
/// generator has a minimum output it is the convex hull. Chances and costs are those of the
/// training days. A decision looks one step ahead: the true price, demand and stored energy of now,
/// and the fitted cost to go of the next step (Bertsekas, Dynamic Programming and Optimal Control,
/// vol. I, 2017, section 6.3: rollout and one-step lookahead; [CostToGo] has the recursion).
///
/// The past grows while it controls: steps that it has played count as training days too, and it
/// fits anew whenever the past has grown by a fifth. Until it knows a whole day, storage stands
/// still. In the last two days of a period the cost to go ends with the value of stored energy that
/// every evaluation credits, with the mean price of the period so far.
///
/// Generators' ramps, the network's losses and limits, and a charge for the monthly peak are not
/// part of its state; the guard and the settlement see to the limits.
///
/// @param sharing who balances power together
/// @param priceLevels levels of the price of buying in each slot of the day, at most
/// @param netLevels levels of net demand within each level of the price, at most
/// @param energies levels of stored energy at least; more where a step moves less than some
/// @param training the steps it may learn from beside those it plays; empty for all steps of the
///   data set outside the evaluated period
public record CausalProgram(
    Sharing sharing, int priceLevels, int netLevels, int energies, Optional<Period> training)
    implements Controller {
  private static final double GROWTH = 1.2;
  private static final double END_HOURS = 48;

  /// @throws IllegalArgumentException if there is no level of price or of net demand, or fewer than
  ///   two of energy
  public CausalProgram {
    if (priceLevels < 1 || netLevels < 1 || energies < 2) {
      throw new IllegalArgumentException(
          "A causal program needs 1 or more levels of price and of net demand and 2 or more of"
              + " energy, but has %d, %d and %d. Use 6, 3 and 81."
                  .formatted(priceLevels, netLevels, energies));
    }
  }

  /// Our settings: 6 levels of price, 3 of net demand, 81 of energy, trained on all days outside
  /// the evaluated period.
  public static CausalProgram of(Sharing sharing) {
    return new CausalProgram(sharing, 6, 3, 81, Optional.empty());
  }

  @Override
  public String name() {
    return "causal";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    BitSet known = known(lanes.setting().timeline(), period);
    List<Planner> planners = new ArrayList<>();
    for (Pool pool : Pool.of(lanes, sharing)) {
      planners.add(new Planner(this, lanes, period, pool, (BitSet) known.clone()));
    }
    return played -> planners.forEach(planner -> planner.decide(played));
  }

  private BitSet known(Timeline timeline, Period period) {
    BitSet known = new BitSet();
    if (training.isPresent()) {
      for (int index = 0; index < training.get().horizon(); index++) {
        known.set(training.get().step(index));
      }
    } else {
      known.set(0, timeline.steps());
      for (int index = 0; index < period.horizon(); index++) {
        known.clear(period.step(index));
      }
    }
    return known;
  }

  /// The program of one pool at work.
  private static final class Planner {
    private final CausalProgram settings;
    private final Lanes lanes;
    private final Timeline timeline;
    private final Period period;
    private final Pool pool;
    private final BitSet known;
    private final int slots;
    private final int endSteps;
    private int fitted;
    private @Nullable StorePolicy policy;
    private double[][] ending = {};
    private double paid;

    Planner(CausalProgram settings, Lanes lanes, Period period, Pool pool, BitSet known) {
      this.settings = settings;
      this.lanes = lanes;
      this.timeline = lanes.setting().timeline();
      this.period = period;
      this.pool = pool;
      this.known = known;
      slots = timeline.stepsPerDay();
      endSteps = (int) Math.round(END_HOURS / timeline.hours());
      fit();
    }

    void decide(int played) {
      Conditions now = pool.now();
      int step = lanes.time(0);
      int slot = timeline.slotOfDay(step);
      paid += now.buy();
      if (policy == null) {
        pool.set(0, now);
      } else {
        pool.prepare();
        pool.set(policy.best(now, slot, after(policy, played, slot)), now);
      }
      known.set(step);
      if (known.cardinality() >= Math.max(GROWTH * fitted, fitted + slots)) {
        fit();
      }
    }

    private double[] after(StorePolicy policy, int played, int slot) {
      int left = period.horizon() - played;
      if (left > endSteps) {
        return policy.after(slot);
      }
      if (left > ending.length) {
        boolean kept = period.keepsStored(lanes.setting().scenario().ending(), period.horizon());
        ending = policy.ending(slot, left, paid, period.horizon(), kept);
      }
      return ending[ending.length - left];
    }

    private void fit() {
      if (pool.store().range() == 0) {
        return;
      }
      List<Regimes.Sample> samples = new ArrayList<>();
      BitSet slotsSeen = new BitSet();
      for (int step = known.nextSetBit(0); step >= 0; step = known.nextSetBit(step + 1)) {
        int slot = timeline.slotOfDay(step);
        samples.add(new Regimes.Sample(step, slot, pool.at(step)));
        slotsSeen.set(slot);
      }
      fitted = known.cardinality();
      if (slotsSeen.cardinality() == slots) {
        policy = new StorePolicy(pool, timeline.hours(), samples, slots, settings);
        ending = new double[0][];
      }
    }
  }
}
