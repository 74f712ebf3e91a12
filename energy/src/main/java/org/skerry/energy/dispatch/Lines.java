package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A function made of straight lines between points, over an interval; it need not be convex.
final class Lines {
  private static final double NARROW = 1e-11; // points so near are one
  private static final double FLAT = 1e-12; // what so small a bend is worth is left out

  private double[] x;
  private double[] y;
  private int count;

  Lines() {
    this(8);
  }

  private Lines(int capacity) {
    x = new double[capacity];
    y = new double[capacity];
  }

  /// How many points.
  int count() {
    return count;
  }

  /// Where a point is.
  double x(int point) {
    return x[point];
  }

  /// Adds a point to the right of all others; nothing new next to the last one.
  void add(double at, double value) {
    if (count > 0 && at - x[count - 1] < NARROW) {
      return;
    }
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
    }
    x[count] = at;
    y[count++] = value;
  }

  /// The value; beyond the ends that of the nearest end.
  double at(double place) {
    int found = Arrays.binarySearch(x, 0, count, place);
    if (found >= 0) {
      return y[found];
    }
    int right = -found - 1;
    return right == 0 ? y[0] : right == count ? y[count - 1] : between(right - 1, place);
  }

  private double between(int left, double place) {
    double share = (place - x[left]) / (x[left + 1] - x[left]);
    return y[left] + share * (y[left + 1] - y[left]);
  }

  /// The least sum of this function and one of others, over all ways to part a place in two: their
  /// infimal convolution, between `low` and `high`. Where only some parts reach, the others go on
  /// so steeply that they never are the least.
  ///
  /// @param others convex
  Lines least(List<Lines> others, double low, double high) {
    double steep = 1 + others.stream().mapToDouble(Lines::steepest).reduce(steepest(), Math::max);
    List<Lines> sums = new ArrayList<>();
    for (Lines run : runs()) {
      for (Lines other : others) {
        Lines sum = run.convexSum(other, low, high);
        if (sum.count > 0) {
          sums.add(sum.extended(low, high, steep));
        }
      }
    }
    while (sums.size() > 1) {
      List<Lines> lower = new ArrayList<>();
      for (int index = 0; index < sums.size() - 1; index += 2) {
        lower.add(sums.get(index).lower(sums.get(index + 1)));
      }
      if (sums.size() % 2 == 1) {
        lower.add(sums.getLast());
      }
      sums = lower;
    }
    return sums.getFirst();
  }

  private double slope(int line) {
    return (y[line + 1] - y[line]) / (x[line + 1] - x[line]);
  }

  private double steepest() {
    double steepest = 0;
    for (int line = 0; line < count - 1; line++) {
      steepest = Math.max(steepest, Math.abs(slope(line)));
    }
    return steepest;
  }

  /// The convex parts, from left to right: each ends where the slope falls.
  private List<Lines> runs() {
    List<Lines> runs = new ArrayList<>();
    Lines run = new Lines(count);
    for (int point = 0; point < count; point++) {
      run.add(x[point], y[point]);
      if (point > 0 && point < count - 1 && slope(point) < slope(point - 1)) {
        runs.add(run);
        run = new Lines(count - point);
        run.add(x[point], y[point]);
      }
    }
    runs.add(run);
    return runs;
  }

  /// The infimal convolution of two convex functions: their lines, sorted by slope.
  private Lines convexSum(Lines other, double low, double high) {
    Lines sum = new Lines(count + other.count);
    double at = x[0] + other.x[0];
    double value = y[0] + other.y[0];
    int one = 0;
    int two = 0;
    if (at >= low && at <= high) {
      sum.add(at, value);
    }
    double slopeOne = slope(0);
    double slopeTwo = other.slope(0);
    while (at < high && (one < count - 1 || two < other.count - 1)) {
      boolean first = two == other.count - 1 || (one < count - 1 && slopeOne <= slopeTwo);
      double slope = first ? slopeOne : slopeTwo;
      double length = first ? x[one + 1] - x[one] : other.x[two + 1] - other.x[two];
      if (first && ++one < count - 1) {
        slopeOne = slope(one);
      } else if (!first && ++two < other.count - 1) {
        slopeTwo = other.slope(two);
      }
      if (at + length > low) {
        if (sum.count == 0) {
          sum.add(low, value + slope * (low - at));
        }
        double end = Math.min(high, at + length);
        sum.add(end, value + slope * (end - at));
      }
      at += length;
      value += slope * length;
    }
    return sum;
  }

  private Lines extended(double low, double high, double steep) {
    Lines all = new Lines(count + 2);
    if (x[0] > low) {
      all.add(low, y[0] + steep * (x[0] - low));
    }
    for (int point = 0; point < count; point++) {
      all.add(x[point], y[point]);
    }
    if (x[count - 1] < high) {
      all.add(high, y[count - 1] + steep * (high - x[count - 1]));
    }
    return all;
  }

  /// The lower of two functions over the same interval, without points that say nothing.
  private Lines lower(Lines other) {
    Lines least = new Lines(count + other.count);
    int one = 0;
    int two = 0;
    double at = x[0];
    double own = y[0];
    double its = other.y[0];
    double ownSlope = slope(0);
    double itsSlope = other.slope(0);
    least.add(at, Math.min(own, its));
    while (one < count - 1 && two < other.count - 1) {
      double next = Math.min(x[one + 1], other.x[two + 1]);
      double ownNext = y[one] + ownSlope * (next - x[one]);
      double itsNext = other.y[two] + itsSlope * (next - other.x[two]);
      if ((own - its) * (ownNext - itsNext) < 0) {
        double share = (own - its) / (own - its - ownNext + itsNext);
        least.append(at + share * (next - at), own + share * (ownNext - own));
      }
      least.append(next, Math.min(ownNext, itsNext));
      if (x[one + 1] <= next && ++one < count - 1) {
        ownSlope = slope(one);
      }
      if (other.x[two + 1] <= next && ++two < other.count - 1) {
        itsSlope = other.slope(two);
      }
      at = next;
      own = ownNext;
      its = itsNext;
    }
    return least;
  }

  /// Adds a point, and takes out the one before if it is on the line.
  private void append(double at, double value) {
    if (count > 1) {
      double wide = at - x[count - 2];
      double high = value - y[count - 2];
      double bend = (y[count - 1] - y[count - 2]) * wide - (x[count - 1] - x[count - 2]) * high;
      if (Math.abs(bend) < FLAT * wide) {
        count--;
      }
    }
    add(at, value);
  }
}
