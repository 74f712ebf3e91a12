package org.skerry.energy.dispatch;

import java.util.Arrays;

/// A convex function made of straight lines, from its left end on: slopes ascend.
final class Pieces {
  double[] slope = new double[64];
  double[] length = new double[64];
  int count;

  void clear() {
    count = 0;
  }

  void append(double steepness, double size) {
    if (size <= 0) {
      return;
    }
    if (count == slope.length) {
      slope = Arrays.copyOf(slope, 2 * count);
      length = Arrays.copyOf(length, 2 * count);
    }
    slope[count] = steepness;
    length[count++] = size;
  }

  /// Puts a piece where it belongs.
  void insert(double steepness, double size) {
    append(steepness, size);
    for (int place = count - 1; size > 0 && place > 0 && slope[place - 1] > steepness; place--) {
      slope[place] = slope[place - 1];
      length[place] = length[place - 1];
      slope[place - 1] = steepness;
      length[place - 1] = size;
    }
  }
}
