package org.skerry.optimization.conic;

/// The kernel in plain loops, two columns of L at a time.
final class PlainOuterProduct extends OuterProduct {
  @Override
  void subtract(
      double[] f,
      int source,
      int stride,
      int rows,
      int depth,
      double[] d,
      int pivot,
      double[] t,
      int target,
      int targetStride,
      int columns) {
    int k = 0;
    for (; k + 1 < depth; k += 2) {
      int first = source + k * stride;
      int second = first + stride;
      for (int j = 0; j < columns; j++) {
        double a = d[pivot + k] * f[first + j];
        double b = d[pivot + k + 1] * f[second + j];
        int to = target + j * targetStride;
        for (int i = j; i < rows; i++) {
          t[to + i] -= a * f[first + i] + b * f[second + i];
        }
      }
    }
    if (k < depth) {
      int first = source + k * stride;
      for (int j = 0; j < columns; j++) {
        double a = d[pivot + k] * f[first + j];
        int to = target + j * targetStride;
        for (int i = j; i < rows; i++) {
          t[to + i] -= a * f[first + i];
        }
      }
    }
  }
}
