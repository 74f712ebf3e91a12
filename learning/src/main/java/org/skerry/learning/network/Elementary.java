package org.skerry.learning.network;

/// The constants of the approximations of tanh and exp that both kinds of kernel share. Ours, by a
/// weighted least-squares fit that was iterated until the relative error was level.
final class Elementary {
  /// Beyond this tanh is 1 to the last bit of a `float`.
  static final float TANH_END = 9f;

  static final float P1 = 0.13380988f;
  static final float P2 = (float) 3.4955376e-3;
  static final float P3 = 2.060808e-5f;
  static final float P4 = (float) 1.33530034e-8;
  static final float Q1 = 0.46714303f;
  static final float Q2 = 2.5876801e-2f;
  static final float Q3 = 3.2855445e-4f;
  static final float Q4 = 7.775935e-7f;

  static final float EXP_LOW = -87f;
  static final float EXP_HIGH = 88f;
  static final float LOG2_E = (float) 1.44269504;

  /// ln 2 in two parts, so that x - n ln 2 loses nothing.
  static final float LN2_HIGH = (float) 0.693359375;

  static final float LN2_LOW = -2.12194440e-4f;

  /// 1.5 × 2²³: adding it rounds to a whole number, which is left in the low bits.
  static final float ROUND = 12582912f;

  static final float E2 = 0.5f;
  static final float E3 = 0.16666667f;
  static final float E4 = 4.1666668e-2f;
  static final float E5 = (float) 8.3333338e-3;
  static final float E6 = 1.3888889e-3f;
  static final float E7 = 1.9841270e-4f;

  private Elementary() {}

  static float tanh(float value) {
    float x = between(value, -TANH_END, TANH_END);
    float s = x * x;
    float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, s, P3), s, P2), s, P1), s, 1f);
    float q = Math.fma(Math.fma(Math.fma(Math.fma(Q4, s, Q3), s, Q2), s, Q1), s, 1f);
    return x * p / q;
  }

  static float exp(float value) {
    float x = between(value, EXP_LOW, EXP_HIGH);
    float shifted = Math.fma(x, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float e = Math.fma(Math.fma(Math.fma(Math.fma(E7, r, E6), r, E5), r, E4), r, E3);
    e = Math.fma(Math.fma(Math.fma(e, r, E2), r, 1f), r, 1f);
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(e) + (Float.floatToRawIntBits(shifted) << 23));
  }

  /// NaN stays NaN.
  private static float between(float value, float low, float high) {
    return value > high ? high : value < low ? low : value;
  }
}
