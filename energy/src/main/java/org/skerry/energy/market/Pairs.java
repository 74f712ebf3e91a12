package org.skerry.energy.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skerry.energy.device.Part;

/// Pairs of traders, nearest first, and the trade of each pair in that order, in many lanes at
/// once.
///
/// A pair trades as much as its buyer is short of and its seller has too much. Once the nearest
/// pairs have traded, who is left trades further away, until nobody is left on one side. Pairs
/// equally far apart trade in the order of their traders.
///
/// Quantities must be multiples of one power of two ([LocalMarket] sees to it): sums and
/// differences are then exact, and what is bought is what is sold to the last bit, in any order.
final class Pairs {
  private final int[] first;
  private final int[] second;

  private record Pair(int first, int second, double distance) {}

  /// @param from the first trader, an index in the arrays to come
  /// @param distances between the traders `from`, `from + 1`, … in m, shape `[traders][traders]`
  Pairs(int from, double[][] distances) {
    List<Pair> pairs = new ArrayList<>();
    for (int one = 0; one < distances.length; one++) {
      for (int other = one + 1; other < distances.length; other++) {
        pairs.add(new Pair(from + one, from + other, distances[one][other]));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::distance));
    first = pairs.stream().mapToInt(Pair::first).toArray();
    second = pairs.stream().mapToInt(Pair::second).toArray();
  }

  /// Trades.
  ///
  /// @param open what each trader still buys (positive) or sells, shape `[traders][lanes]`;
  ///   replaced by what is left of it
  void trade(double[][] open, int lanes) {
    for (int index = 0; index < first.length; index++) {
      double[] one = open[first[index]];
      double[] other = open[second[index]];
      for (int lane = 0; lane < lanes; lane++) { // without branches, so that it is vectorised
        double a = one[lane];
        double b = other[lane];
        double traded = Part.positive(Math.min(a, -b)) - Part.positive(Math.min(-a, b));
        one[lane] = a - traded;
        other[lane] = b + traded;
      }
    }
  }
}
