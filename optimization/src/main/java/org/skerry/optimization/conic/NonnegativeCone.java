package org.skerry.optimization.conic;

/// The inequalities of a problem: two runs of rows, those of the linear system and the bounds.
///
/// The scaling is W^2 = s / z entry by entry, W z = W^-1 s = sqrt(s z).
final class NonnegativeCone {
  private final int begin;
  private final int end;

  /// `[m]`: s / z at the rows of this cone.
  final double[] square;

  /// @param begin first row
  /// @param end row after the last
  NonnegativeCone(int begin, int end, double[] square) {
    this.begin = begin;
    this.end = end;
    this.square = square;
  }

  int size() {
    return end - begin;
  }

  double margin(double[] v) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = begin; i < end; i++) {
      least = Math.min(least, v[i]);
    }
    return least;
  }

  void shift(double[] v, double amount) {
    for (int i = begin; i < end; i++) {
      v[i] += amount;
    }
  }

  void identity() {
    for (int i = begin; i < end; i++) {
      square[i] = 1;
    }
  }

  boolean scale(double[] s, double[] z) {
    boolean interior = true;
    for (int i = begin; i < end; i++) {
      interior &= s[i] > 0 && z[i] > 0;
      square[i] = s[i] / z[i];
    }
    return interior;
  }

  void addSquare(double factor, double[] v, double[] out) {
    for (int i = begin; i < end; i++) {
      out[i] += factor * square[i] * v[i];
    }
  }

  /// Sets `out = s + (ds dz - sigmaMu) / z` with the affine step ds = -s - W^2 dz.
  void combined(double[] s, double[] z, double[] dz, double sigmaMu, double[] out) {
    for (int i = begin; i < end; i++) {
      double ds = -s[i] - square[i] * dz[i];
      out[i] = s[i] + (ds * dz[i] - sigmaMu) / z[i];
    }
  }

  double step(double[] v, double[] d, double limit) {
    double step = limit;
    for (int i = begin; i < end; i++) {
      if (v[i] + step * d[i] < 0) {
        step = -v[i] / d[i];
      }
    }
    return step;
  }
}
