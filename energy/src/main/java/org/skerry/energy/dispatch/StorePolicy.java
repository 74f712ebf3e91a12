package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.optimization.dynamic.CostToGo;

/// What a causal program has fitted to the past of one pool: the classes of conditions, and the
/// cost to go after each.
final class StorePolicy {
  private static final double TOLERANCE = 1e-4;
  private static final int DAYS = 100;

  private final Pool pool;
  private final Lookahead lookahead;
  private final Regimes regimes;
  private final int energies;
  private final double spacing;
  private final CostToGo program;
  private final double[][] endless;
  private final double[] meanBuy;

  /// Fits.
  ///
  /// @param samples the past, in the order of time, at least one in every slot
  /// @param slots of the day
  StorePolicy(
      Pool pool, double hours, List<Regimes.Sample> samples, int slots, CausalProgram settings) {
    this.pool = pool;
    regimes = new Regimes(samples, slots, settings.priceLevels(), settings.netLevels());
    lookahead = new Lookahead(pool, hours, settings.energies());
    energies = lookahead.energies();
    spacing = lookahead.spacing();
    int down = lookahead.down();
    int up = lookahead.up();
    double[][] stage = stages(samples, slots, down, up);
    program = new CostToGo(energies, down, up, stage, regimes.chance());
    endless = program.endless(TOLERANCE, DAYS);
    meanBuy = new double[slots];
    int[] seen = new int[slots];
    for (Regimes.Sample sample : samples) {
      int slot = sample.slot();
      seen[slot]++;
      meanBuy[slot] += (sample.conditions().buy() - meanBuy[slot]) / seen[slot];
    }
  }

  /// The cost to go after each of the last `steps` steps of a period, see [CostToGo#ending]. Stored
  /// energy is worth the mean price of the period where it is kept: what was paid, and for the
  /// steps ahead the mean of the past at their time of day.
  ///
  /// @param slot of the first of these steps
  /// @param paid sum of the prices of buying of all steps up to and with that one
  /// @param horizon steps of the whole period
  /// @param kept whether what is stored at its end keeps its worth
  double[][] ending(int slot, int steps, double paid, int horizon, boolean kept) {
    double sum = paid;
    for (int step = 1; step < steps; step++) {
      sum += meanBuy[(slot + step) % meanBuy.length];
    }
    double price = kept ? sum / horizon : 0;
    double worth = spacing * pool.store().dischargeEfficiency() * price;
    return program.ending(slot, steps, worth);
  }

  /// The cost to go after a step in a slot of the day, far from the end of the period.
  double[] after(int slot) {
    return endless[slot];
  }

  /// The power of the store that costs least, now and later, kW.
  ///
  /// @param after the cost to go, shape `[classes × energies]`
  double best(Conditions now, int slot, double[] after) {
    return lookahead.best(now, after, regimes.of(slot, now) * energies);
  }

  /// The mean cost of each move in each class, shape `[slots][classes × moves]`; a class without
  /// samples is like the nearest one of its slot that has some.
  private double[][] stages(List<Regimes.Sample> samples, int slots, int down, int up) {
    int moves = down + 1 + up;
    double[][] stage = new double[slots][regimes.count() * moves];
    int[][] seen = new int[slots][regimes.count()];
    for (Regimes.Sample sample : samples) {
      int kind = regimes.of(sample.slot(), sample.conditions());
      seen[sample.slot()][kind]++;
      for (int move = 0; move < moves; move++) {
        double power = pool.store().power((move - down) * spacing, lookahead.hours());
        stage[sample.slot()][kind * moves + move] += lookahead.stage(sample.conditions(), power);
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      for (int kind = 0; kind < regimes.count(); kind++) {
        for (int move = 0; seen[slot][kind] > 0 && move < moves; move++) {
          stage[slot][kind * moves + move] /= seen[slot][kind];
        }
      }
      for (int kind = 0; kind < regimes.count(); kind++) {
        int like = nearest(seen[slot], kind);
        System.arraycopy(stage[slot], like * moves, stage[slot], kind * moves, moves);
      }
    }
    return stage;
  }

  private static int nearest(int[] seen, int kind) {
    for (int distance = 0; distance < seen.length; distance++) {
      if (kind - distance >= 0 && seen[kind - distance] > 0) {
        return kind - distance;
      }
      if (kind + distance < seen.length && seen[kind + distance] > 0) {
        return kind + distance;
      }
    }
    return kind;
  }
}
