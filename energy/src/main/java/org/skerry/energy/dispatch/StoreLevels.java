package org.skerry.energy.dispatch;

import java.util.Arrays;
import org.skerry.energy.device.Store;

/// The best use of one store over several steps whose cost is known but need not be convex, by
/// dynamic programming over evenly spaced levels of stored energy (Bertsekas, Dynamic Programming
/// and Optimal Control, vol. I, 2017, section 6.3). What is between two levels is worth what a line
/// between them says, so the plan is as good as the spacing is fine.
///
/// A step moves from a level to another one, or by what the step's cost bends at, such as a surplus
/// that is charged as it is. Reuses its arrays; not safe for several threads at once.
final class StoreLevels {
  private static final double TIE = 1e-9; // of two moves as good, the smaller one
  private static final int FEWEST = 101;
  private static final int MOST = 2001;
  private static final int PER_STEP = 16; // levels that a step at full power passes

  private final double spacing;
  private final double most;
  private final double least;
  private final int up;
  private final int down;
  private final double[] moves;
  private double[] later;
  private double[] now;

  /// What a step costs.
  @FunctionalInterface
  interface Cost {
    /// The cost of changing the stored energy by so many kWh; infinite where that cannot be done.
    double at(double change);
  }

  /// @param hours length of a step
  StoreLevels(Store store, double hours) {
    most = store.after(0, -store.chargePower(), hours);
    least = store.after(0, store.dischargePower(), hours);
    double fine = Math.ceil(store.range() * PER_STEP / Math.max(most, -least)) + 1;
    int levels = (int) Math.max(FEWEST, Math.min(MOST, fine));
    spacing = store.range() / (levels - 1);
    up = (int) Math.min(levels - 1, most / spacing);
    down = (int) Math.min(levels - 1, -least / spacing);
    moves = new double[down + 1 + up];
    later = new double[levels];
    now = new double[levels];
  }

  /// Begins after the last step, where a kWh stored is worth so much.
  void end(double worth) {
    for (int level = 0; level < later.length; level++) {
      later[level] = -worth * spacing * level;
    }
  }

  /// Goes one step back in time.
  ///
  /// @param bends changes of energy at which the slope of the cost changes, kWh
  void back(Cost cost, double[] bends) {
    for (int move = 0; move < moves.length; move++) {
      moves[move] = cost.at((move - down) * spacing);
    }
    for (int level = 0; level < now.length; level++) {
      double best = Double.POSITIVE_INFINITY;
      int to = Math.min(later.length - 1, level + up);
      for (int next = Math.max(0, level - down); next <= to; next++) {
        best = Math.min(best, moves[next - level + down] + later[next]);
      }
      now[level] = best;
    }
    for (double bend : bends) {
      double step = reachable(bend) ? cost.at(bend) : Double.POSITIVE_INFINITY;
      double shift = bend / spacing;
      int first = Math.max(0, (int) Math.ceil(-shift));
      int last = (int) Math.min(later.length - 1.0, Math.floor(later.length - 1 - shift));
      for (int level = first; step < Double.POSITIVE_INFINITY && level <= last; level++) {
        now[level] = Math.min(now[level], step + later((level + shift) * spacing));
      }
    }
    double[] swapped = later;
    later = now;
    now = swapped;
  }

  /// How the stored energy changes at best in the step before those gone back through, kWh.
  ///
  /// @param stored kWh above the least
  /// @param bends as above
  double change(double stored, Cost cost, double[] bends) {
    int count = bends.length;
    int first = (int) Math.max(0, Math.ceil((stored + least) / spacing));
    int last = (int) Math.min(later.length - 1.0, Math.floor((stored + most) / spacing));
    double full = spacing * (later.length - 1);
    double[] changes = Arrays.copyOf(bends, count + 2 + Math.max(0, last - first + 1));
    changes[count] = Math.max(least, -stored);
    changes[count + 1] = Math.min(most, full - stored);
    for (int level = first; level <= last; level++) {
      changes[count + 2 + level - first] = level * spacing - stored;
    }
    double best = 0;
    double lowest = cost.at(0) + later(stored);
    for (double change : changes) {
      double held = stored + change;
      if (reachable(change) && held >= -TIE && held <= full + TIE) {
        double total = cost.at(change) + later(held);
        if (total < lowest - TIE) {
          lowest = total;
          best = change;
        }
      }
    }
    return best;
  }

  private boolean reachable(double change) {
    return change >= least && change <= most;
  }

  private double later(double stored) {
    double at = Math.max(0, Math.min(later.length - 1.0, stored / spacing));
    int below = Math.min(later.length - 2, (int) at);
    return later[below] + (at - below) * (later[below + 1] - later[below]);
  }
}
