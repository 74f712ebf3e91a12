package org.skerry.learning.network;

/// Elementary functions over arrays, with the machine's vectors where it has them. Lengths are
/// rounded up to a multiple of [#BLOCK], so arrays need that much room.
public final class VectorMath {
  /// Arrays have a multiple of this many floats.
  public static final int BLOCK = Kernels.BLOCK;

  private VectorMath() {}

  /// Replaces the first `count` numbers by their exponential, relative error below 2e-7 on [-87,
  /// 88]; arguments beyond are taken as the nearest end, NaN stays NaN.
  public static void exp(float[] x, int count) {
    Kernels.best().exp(x, Layer.padded(count));
  }

  /// Replaces the first `count` numbers by their hyperbolic tangent, relative error below 4e-7.
  public static void tanh(float[] x, int count) {
    Kernels.best().tanh(x, Layer.padded(count));
  }
}
