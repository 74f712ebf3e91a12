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

  /// The largest size of an entry; entries that are not numbers are passed over.
  static double largest(double[] v) {
    double m0 = 0;
    double m1 = 0;
    double m2 = 0;
    double m3 = 0;
    int i = 0;
    for (; i + 3 < v.length; i += 4) {
      m0 = larger(m0, v[i]);
      m1 = larger(m1, v[i + 1]);
      m2 = larger(m2, v[i + 2]);
      m3 = larger(m3, v[i + 3]);
    }
    for (; i < v.length; i++) {
      m0 = larger(m0, v[i]);
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  /// The largest size of an entry times its weight.
  static double largest(double[] v, double[] weight) {
    double m0 = 0;
    double m1 = 0;
    int i = 0;
    for (; i + 1 < v.length; i += 2) {
      m0 = larger(m0, v[i] * weight[i]);
      m1 = larger(m1, v[i + 1] * weight[i + 1]);
    }
    if (i < v.length) {
      m0 = larger(m0, v[i] * weight[i]);
    }
    return Math.max(m0, m1);
  }

  /// The larger of `size` and the size of `value`; `size` if that is not a number.
  static double larger(double size, double value) {
    double absolute = Math.abs(value);
    return absolute > size ? absolute : size;
  }
}
