package org.skerry.optimization.conic;

/// Sums and maxima over vectors, in four strands so that one addition need not wait for the other.
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /// The largest size of an entry; not a number if one is not.
  static double largest(double[] v) {
    double largest = 0;
    for (int i = 0; i < v.length; i++) {
      largest = Math.max(largest, Math.abs(v[i]));
    }
    return largest;
  }

  /// The largest size of an entry times its weight; not a number if one is not.
  static double largest(double[] v, double[] weight) {
    double largest = 0;
    for (int i = 0; i < v.length; i++) {
      largest = Math.max(largest, Math.abs(v[i] * weight[i]));
    }
    return largest;
  }
}
