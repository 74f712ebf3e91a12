package org.skerry.optimization.dynamic;

import java.util.Arrays;

/// The cost still to come from a store, by time of day, class of conditions and stored energy, found
/// by dynamic programming.
///
/// In a slot of the day the class k is seen, then the stored energy e is moved by one of the moves
/// m, which costs g(slot, k, m); the class of the next slot follows with chance p(slot, k, k'). With
/// J the cost to go before the move and W after it,
///
///     W(slot, k, e) = Σ p(slot, k, k') · J(slot + 1, k', e)
///     J(slot, k, e) = min over m of g(slot, k, m) + W(slot, k, e + m)
///
/// The days follow each other without end, so J grows by the cost of a day with every day; what is
/// iterated is J less its value at one state (relative value iteration; Bertsekas, Dynamic
/// Programming and Optimal Control, vol. II, 2012, section 5.3). It settles in a few days since a
/// store can be filled or emptied within one.
///
/// Energies are levels of one spacing, moves whole numbers of levels. Immutable once made.
public final class CostToGo {
  private final int slots;
  private final int classes;
  private final int energies;
  private final int down;
  private final int up;
  private final double[][] stage;
  private final double[][] chance;

  /// @param energies levels of stored energy
  /// @param down the most levels that a step can take out
  /// @param up the most levels that a step can put in
  /// @param stage cost of each move, shape `[slots][classes × (down + 1 + up)]`, the first move
  ///   takes out `down` levels
  /// @param chance of each class in the next slot, shape `[slots][classes × classes]`, rows add up
  ///   to 1
  public CostToGo(int energies, int down, int up, double[][] stage, double[][] chance) {
    this.energies = energies;
    this.down = down;
    this.up = up;
    this.stage = stage;
    this.chance = chance;
    slots = stage.length;
    classes = stage[0].length / moves();
  }

  /// Where each class is as likely as any other in every slot, whatever was before.
  ///
  /// @param energies levels of stored energy
  /// @param down the most levels that a step can take out
  /// @param up the most levels that a step can put in
  /// @param stage cost of each move, shape `[slots][classes × (down + 1 + up)]`
  public static CostToGo evenChances(int energies, int down, int up, double[][] stage) {
    int classes = stage[0].length / (down + 1 + up);
    double[] even = new double[classes * classes];
    Arrays.fill(even, 1.0 / classes);
    double[][] chance = new double[stage.length][];
    Arrays.fill(chance, even);
    return new CostToGo(energies, down, up, stage, chance);
  }

  private int moves() {
    return down + 1 + up;
  }

  /// The cost after the move in every slot when days follow each other without end, shape
  /// `[slots][classes × energies]`; only differences between energies mean anything.
  ///
  /// @param tolerance iterates until no difference changes by more than this from one day to the
  ///   next
  /// @param days the most days to iterate
  public double[][] endless(double tolerance, int days) {
    double[][] after = new double[slots][classes * energies];
    double[] value = new double[classes * energies];
    double[] last = value.clone();
    for (int day = 0; day < days; day++) {
      for (int slot = slots - 1; slot >= 0; slot--) {
        expect(slot, value, after[slot]);
        improve(slot, after[slot], value);
      }
      double base = value[0];
      double change = 0;
      for (int state = 0; state < value.length; state++) {
        value[state] -= base;
        change = Math.max(change, Math.abs(value[state] - last[state]));
        last[state] = value[state];
      }
      if (change <= tolerance) {
        break;
      }
    }
    return after;
  }

  /// The cost after the move in the last `steps` steps of a period, shape `[steps][classes ×
  /// energies]`, in the order of time.
  ///
  /// @param first slot of the first of these steps
  /// @param worth what a level of stored energy is worth at the end
  public double[][] ending(int first, int steps, double worth) {
    double[][] after = new double[steps][classes * energies];
    double[] value = new double[classes * energies];
    for (int step = steps - 1; step >= 0; step--) {
      int slot = (first + step) % slots;
      if (step == steps - 1) {
        for (int state = 0; state < value.length; state++) {
          after[step][state] = -worth * (state % energies);
        }
      } else {
        expect(slot, value, after[step]);
      }
      improve(slot, after[step], value);
    }
    return after;
  }

  /// W of one slot from J of the next.
  private void expect(int slot, double[] value, double[] after) {
    for (int from = 0; from < classes; from++) {
      int row = from * energies;
      Arrays.fill(after, row, row + energies, 0);
      for (int to = 0; to < classes; to++) {
        double share = chance[slot][from * classes + to];
        int next = to * energies;
        for (int energy = 0; share > 0 && energy < energies; energy++) {
          after[row + energy] += share * value[next + energy];
        }
      }
    }
  }

  /// J of one slot from W of the same.
  void improve(int slot, double[] after, double[] value) {
    for (int kind = 0; kind < classes; kind++) {
      int row = kind * energies;
      int still = kind * moves() + down;
      for (int energy = 0; energy < energies; energy++) {
        double best = Double.POSITIVE_INFINITY;
        int to = Math.min(energies - 1, energy + up);
        for (int next = Math.max(0, energy - down); next <= to; next++) {
          best = Math.min(best, stage[slot][still + next - energy] + after[row + next]);
        }
        value[row + energy] = best;
      }
    }
  }
}
