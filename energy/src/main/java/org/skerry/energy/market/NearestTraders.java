package org.skerry.energy.market;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The trade of [Pairs] in a single lane, for many traders: the same result to the last bit,
/// without looking at every pair.
///
/// Two traders who are each other's nearest on the other side come before every other pair of
/// either, so they may trade at once, in whatever order such pairs are found. From any trader the
/// chain of nearest ones, each nearer than the one before, ends at such a pair (as in the
/// nearest-neighbour chain of Benzécri, Construction d'une classification ascendante hiérarchique,
/// 1982). Whoever has been passed over in a trader's list never comes back, so each list is read
/// once.
final class NearestTraders {
  private final int from;
  private final int traders;
  private final int[] nearest;
  private final int[] next;

  /// @param from the first trader, an index in the arrays to come
  /// @param distances between the traders in m, shape `[traders][traders]`
  NearestTraders(int from, double[][] distances) {
    this.from = from;
    traders = distances.length;
    nearest = new int[traders * (traders - 1)];
    next = new int[traders];
    for (int trader = 0; trader < traders; trader++) {
      int self = trader;
      Comparator<Integer> order =
          Comparator.comparingDouble((Integer other) -> distances[self][other])
              .thenComparingInt(other -> Math.min(self, other))
              .thenComparingInt(other -> Math.max(self, other));
      int[] sorted =
          IntStream.range(0, traders)
              .filter(other -> other != self)
              .boxed()
              .sorted(order)
              .mapToInt(other -> from + other)
              .toArray();
      System.arraycopy(sorted, 0, nearest, trader * (traders - 1), sorted.length);
    }
  }

  /// Trades.
  ///
  /// @param open what each trader still buys (positive) or sells; replaced by what is left of it
  /// @param shorter what the smaller side has in all; the trade ends when it is used up
  void trade(double[] open, double shorter) {
    double left = shorter;
    Arrays.fill(next, 0);
    for (int start = from; left > 0; start++) {
      while (left > 0 && open[start] != 0) {
        int one = start;
        int other = nearest(one, open);
        for (int back = nearest(other, open); back != one; back = nearest(other, open)) {
          one = other;
          other = back;
        }
        double traded = Math.min(Math.abs(open[one]), Math.abs(open[other]));
        double bought = open[one] > 0 ? traded : -traded;
        open[one] -= bought;
        open[other] += bought;
        left -= traded;
      }
    }
  }

  /// The nearest trader on the other side who still has something.
  private int nearest(int trader, double[] open) {
    int own = (trader - from) * (traders - 1);
    double side = open[trader];
    int place = next[trader - from];
    while (open[nearest[own + place]] * side >= 0) {
      place++;
    }
    next[trader - from] = place;
    return nearest[own + place];
  }
}
