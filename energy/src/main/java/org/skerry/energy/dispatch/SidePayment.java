package org.skerry.energy.dispatch;

import java.util.Arrays;

/// Payments among households after a day, ours: who pays more than without batteries is paid the
/// difference by those who pay less, each in proportion to what it gains. Where households gain in
/// sum nobody is then worse off; where they do not, all gains are shared out among those who lose,
/// in proportion to their losses. What is paid is what is received.
public final class SidePayment {
  private final double[] settled;

  private SidePayment(double[] settled) {
    this.settled = settled;
  }

  /// Works out what is paid.
  ///
  /// @param before what each household would pay, shape `[households]`
  /// @param after what each pays
  /// @throws IllegalArgumentException if the lengths differ
  public static SidePayment of(double[] before, double[] after) {
    if (before.length != after.length) {
      throw new IllegalArgumentException(
          "before has %d households, but after has %d. Give the same households."
              .formatted(before.length, after.length));
    }
    double gained = 0;
    double lost = 0;
    for (int house = 0; house < before.length; house++) {
      double gain = before[house] - after[house];
      gained += Math.max(0, gain);
      lost += Math.max(0, -gain);
    }
    double moved = Math.min(gained, lost);
    double[] settled = after.clone();
    for (int house = 0; house < before.length; house++) {
      double gain = before[house] - after[house];
      if (moved > 0) {
        settled[house] += gain > 0 ? moved * gain / gained : moved * gain / lost;
      }
    }
    return new SidePayment(settled);
  }

  /// What each household pays in the end, shape `[households]`.
  public double[] settled() {
    return settled.clone();
  }

  /// The most that any household pays more than `before`, 0 if none does.
  public double worst(double[] before) {
    double[] more = new double[settled.length];
    Arrays.setAll(more, house -> Math.max(0, settled[house] - before[house]));
    return Arrays.stream(more).max().orElse(0);
  }
}
