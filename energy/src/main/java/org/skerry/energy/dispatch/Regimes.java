package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.List;

/// Classes of what a pool meets, by time of day, and the chances with which they follow each other,
/// counted on past steps.
///
/// In every slot of the day the price of buying is parted at its quantiles into levels; within each
/// level the net demand is parted likewise. Chances are counts of consecutive steps, to which every
/// class adds [#PRIOR] observations spread as the next slot is as a whole.
final class Regimes {
  private static final double PRIOR = 2;
  private static final int FEWEST = 8;

  private final int prices;
  private final int nets;
  private final double[][] priceBounds;
  private final double[][] netBounds;
  private final double[][] chance;

  /// A step of the past.
  ///
  /// @param step its place on the timeline
  /// @param slot of the day
  record Sample(int step, int slot, Conditions conditions) {}

  /// Counts.
  ///
  /// @param samples in the order of time, at least one in every slot
  /// @param slots of the day
  /// @param prices levels of the price at most; less where a slot has few samples
  /// @param nets levels of net demand at most within each
  Regimes(List<Sample> samples, int slots, int prices, int nets) {
    int perSlot = samples.size() / slots;
    this.prices = Math.max(1, Math.min(prices, perSlot / FEWEST));
    this.nets = Math.max(1, Math.min(nets, perSlot / FEWEST / this.prices));
    priceBounds = new double[slots][];
    netBounds = new double[slots * this.prices][];
    for (int slot = 0; slot < slots; slot++) {
      int now = slot;
      priceBounds[slot] =
          bounds(
              samples.stream()
                  .filter(sample -> sample.slot() == now)
                  .mapToDouble(sample -> sample.conditions().buy())
                  .toArray(),
              this.prices);
      for (int level = 0; level < this.prices; level++) {
        int at = level;
        netBounds[slot * this.prices + level] =
            bounds(
                samples.stream()
                    .filter(sample -> sample.slot() == now && priceLevel(sample) == at)
                    .mapToDouble(sample -> sample.conditions().net())
                    .toArray(),
                this.nets);
      }
    }
    chance = chances(samples, slots);
  }

  /// How many classes every slot has.
  int count() {
    return prices * nets;
  }

  /// The class of a step.
  int of(int slot, Conditions conditions) {
    int price = level(priceBounds[slot], conditions.buy());
    return price * nets + level(netBounds[slot * prices + price], conditions.net());
  }

  /// The chance of each class after each, shape `[slots][classes × classes]`.
  double[][] chance() {
    return chance;
  }

  private int priceLevel(Sample sample) {
    return level(priceBounds[sample.slot()], sample.conditions().buy());
  }

  private static int level(double[] bounds, double value) {
    int level = 0;
    while (level < bounds.length && value > bounds[level]) {
      level++;
    }
    return level;
  }

  /// The bounds between `parts` equal parts of the values, shape `[parts − 1]`.
  private static double[] bounds(double[] values, int parts) {
    Arrays.sort(values);
    double[] bounds = new double[parts - 1];
    for (int part = 1; part < parts; part++) {
      int at = Math.min(values.length - 1, part * values.length / parts);
      bounds[part - 1] = values.length == 0 ? 0 : (values[Math.max(0, at - 1)] + values[at]) / 2;
    }
    return bounds;
  }

  private double[][] chances(List<Sample> samples, int slots) {
    int count = count();
    double[][] counted = new double[slots][count * count];
    double[][] share = new double[slots][count];
    double[] size = new double[slots];
    for (int index = 0; index < samples.size(); index++) {
      Sample sample = samples.get(index);
      int slot = sample.slot();
      share[slot][of(slot, sample.conditions())]++;
      size[slot]++;
      if (index > 0) {
        Sample before = samples.get(index - 1);
        if (before.step() + 1 == sample.step() && (before.slot() + 1) % slots == slot) {
          int from = of(before.slot(), before.conditions());
          counted[before.slot()][from * count + of(slot, sample.conditions())]++;
        }
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      int next = (slot + 1) % slots;
      for (int from = 0; from < count; from++) {
        double seen = PRIOR;
        for (int to = 0; to < count; to++) {
          seen += counted[slot][from * count + to];
        }
        for (int to = 0; to < count; to++) {
          int cell = from * count + to;
          counted[slot][cell] = (counted[slot][cell] + PRIOR * share[next][to] / size[next]) / seen;
        }
      }
    }
    return counted;
  }
}
