package org.skerry.energy.dispatch;

import org.skerry.energy.device.Store;

/// One step of a pool with the cost to go after it: the true conditions of now, the exact cost of
/// the step, and what the stored energy is worth then (Bertsekas, Dynamic Programming and Optimal
/// Control, vol. I, 2017, section 6.3).
final class Lookahead {
  /// Costs that differ by less are alike; of two alike decisions the one to stand still is taken.
  private static final double TIE = 1e-9;

  private static final int LEVELS_PER_STEP = 16;
  private static final int MOST_ENERGIES = 2001;

  private final Pool pool;
  private final double hours;
  private final int energies;
  private final double spacing;
  private final int down;
  private final int up;

  /// @param atLeast levels of stored energy; as many more, up to 2001, as it takes for a step at
  ///   full power to pass 16
  Lookahead(Pool pool, double hours, int atLeast) {
    this.pool = pool;
    this.hours = hours;
    Store store = pool.store();
    double in = store.after(0, -store.chargePower(), hours);
    double out = -store.after(0, store.dischargePower(), hours);
    double least = Math.max(in, out) / LEVELS_PER_STEP;
    double needed = Math.min(MOST_ENERGIES, Math.ceil(store.range() / least) + 1);
    energies = Math.max(atLeast, (int) needed);
    spacing = store.range() / (energies - 1);
    up = moves(in);
    down = moves(out);
  }

  private int moves(double energy) {
    return Math.min(energies - 1, (int) Math.floor(energy / spacing + 1e-9));
  }

  /// How many levels of stored energy there are, evenly spaced from empty to full.
  int energies() {
    return energies;
  }

  /// From one level to the next, kWh.
  double spacing() {
    return spacing;
  }

  /// The most levels that a step can take out.
  int down() {
    return down;
  }

  /// The most levels that a step can put in.
  int up() {
    return up;
  }

  /// The length of a step, h.
  double hours() {
    return hours;
  }

  /// The cost of a step.
  ///
  /// @param power of the store, kW
  double stage(Conditions now, double power) {
    double cost = pool.supply().cost(now, now.demand() - power) + pool.store().cost(power);
    return hours * cost;
  }

  /// The power of the store that costs least, now and later, kW, from what it holds now.
  ///
  /// @param after the cost to go of each energy
  /// @param row where it begins in `after`
  double best(Conditions now, double[] after, int row) {
    Store store = pool.store();
    double stored = pool.stored();
    double low = Math.max(pool.low(), store.power(store.range() - stored, hours));
    double high = Math.min(pool.high(), store.power(-stored, hours));
    double best = 0;
    double cost = cost(now, stored, after, row, 0);
    int first = (int) Math.ceil(store.after(stored, high, hours) / spacing);
    int last = (int) Math.floor(store.after(stored, low, hours) / spacing);
    for (int level = first - 1; level <= last + 1; level++) {
      double power = store.power(level * spacing - stored, hours);
      power = Math.max(low, Math.min(high, power));
      double other = cost(now, stored, after, row, power);
      if (other < cost - TIE) {
        cost = other;
        best = power;
      }
    }
    double reach = Math.max(store.power(-spacing, hours), -store.power(spacing, hours));
    double left = Math.max(low, best - reach);
    double right = Math.min(high, best + reach);
    double golden = (Math.sqrt(5) - 1) / 2;
    for (int narrowing = 0; narrowing < 20; narrowing++) {
      double third = right - golden * (right - left);
      double twoThirds = left + golden * (right - left);
      if (cost(now, stored, after, row, third) <= cost(now, stored, after, row, twoThirds)) {
        right = twoThirds;
      } else {
        left = third;
      }
    }
    double middle = (left + right) / 2;
    return cost(now, stored, after, row, middle) < cost - TIE ? middle : best;
  }

  private double cost(Conditions now, double stored, double[] after, int row, double power) {
    double at = pool.store().after(stored, power, hours) / spacing;
    double held = Math.max(0, Math.min(energies - 1, at));
    int below = Math.min(energies - 2, (int) held);
    double later =
        after[row + below] + (held - below) * (after[row + below + 1] - after[row + below]);
    return stage(now, power) + later;
  }
}
