package org.skerry.learning.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private final Kernels vector = new VectorKernels();
  private final Kernels plain = new PlainKernels();
  private final Random random = new Random(1);

  @Test
  void theFastestKernelsAreThoseOnVectorsWhereTheModuleIsThere() {
    assertThat(Kernels.best()).isInstanceOf(VectorKernels.class);
  }

  @Test
  void bothKernelsMultiplyToTheSameBitsForAnyNumberOfRowsAndColumns() {
    for (int rows = 1; rows <= 15; rows++) {
      for (int columns : new int[] {16, 32, 48, 64, 112, 128, 144}) {
        float[] a = normal(rows * 37);
        float[] b = normal(37 * columns);
        float[] start = normal(rows * columns);
        float[] c = new float[rows * columns];
        float[] d = new float[rows * columns];

        vector.multiply(
            a, 0, 37, 1, b, 0, columns, start, 0, columns, c, 0, columns, rows, columns, 37);
        plain.multiply(
            a, 0, 37, 1, b, 0, columns, start, 0, columns, d, 0, columns, rows, columns, 37);

        assertThat(c).isEqualTo(d);
      }
    }
  }

  @Test
  void theProductAddsToItsStartAndTakesATransposedFactor() {
    float[] a = {1, 2, 3, 4}; // two steps of two rows
    float[] b = new float[32];
    b[0] = 10;
    b[16] = 100;
    float[] c = new float[32];
    c[0] = 0.5f;
    c[16] = 0.25f;

    vector.multiply(a, 0, 1, 2, b, 0, 16, c, 0, 16, c, 0, 16, 2, 16, 2);

    assertThat(c[0]).isEqualTo(0.5f + 1 * 10 + 3 * 100);
    assertThat(c[16]).isEqualTo(0.25f + 2 * 10 + 4 * 100);
  }

  @Test
  void bothKernelsAgreeToTheBitOnScalarProducts() {
    float[] x = normal(5 * 48);
    float[] w = normal(3 * 48);
    float[] bias = normal(3);
    float[] y = new float[5 * 16];
    float[] z = new float[5 * 16];

    vector.dots(x, 48, w, 0, 48, bias, 0, y, 16, 5, 3, 48);
    plain.dots(x, 48, w, 0, 48, bias, 0, z, 16, 5, 3, 48);

    double expected = bias[1];
    for (int k = 0; k < 48; k++) {
      expected += (double) x[2 * 48 + k] * w[48 + k];
    }
    assertThat(y).isEqualTo(z);
    assertThat((double) y[2 * 16 + 1]).isCloseTo(expected, within(1e-5));
  }

  @Test
  void transposingTwiceGivesTheMatrixBack() {
    for (int rows : new int[] {1, 3, 4, 20, 33}) {
      for (int columns : new int[] {1, 5, 16, 30}) {
        float[] from = normal(rows * 40);
        float[] to = new float[columns * 36];
        float[] back = from.clone();
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            back[i * 40 + j] = 0;
          }
        }

        vector.transpose(from, 0, 40, to, 0, 36, rows, columns);
        plain.transpose(to, 0, 36, back, 0, 40, columns, rows);

        assertThat(back).isEqualTo(from);
        assertThat(to[(columns - 1) * 36 + rows - 1])
            .isEqualTo(from[(rows - 1) * 40 + columns - 1]);
      }
    }
  }

  @Test
  void tanhIsWithin4e7OfTheTruthAndTheSameInBothKernels() {
    float[] x = new float[1 << 16];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - x.length / 2) * (12f / x.length) * 2;
    }
    float[] y = x.clone();
    float[] z = x.clone();

    vector.tanh(y, y.length);
    plain.tanh(z, z.length);

    assertThat(y).isEqualTo(z);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] != 0) {
        worst = Math.max(worst, Math.abs(y[i] / Math.tanh(x[i]) - 1));
      }
    }
    assertThat(worst).isLessThan(4e-7);
  }

  @Test
  void expIsWithin2e7OfTheTruthAndTheSameInBothKernels() {
    float[] x = new float[1 << 16];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - x.length / 2) * (174f / x.length);
    }
    float[] y = x.clone();
    float[] z = x.clone();

    vector.exp(y, y.length);
    plain.exp(z, z.length);

    assertThat(y).isEqualTo(z);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs(y[i] / Math.exp(x[i]) - 1));
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void extremeArgumentsSaturateAndNaNStaysNaN() {
    float[] x = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      1e30f,
      -0f,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    for (Kernels kernels : new Kernels[] {vector, plain}) {
      float[] tanh = x.clone();
      float[] exp = x.clone();
      float[] relu = x.clone();

      kernels.tanh(tanh, 16);
      kernels.exp(exp, 16);
      kernels.relu(relu, 16);

      assertThat(tanh[0]).isNaN();
      assertThat(tanh[1]).isCloseTo(1f, org.assertj.core.data.Offset.offset(4e-7f));
      assertThat(tanh[2]).isCloseTo(-1f, org.assertj.core.data.Offset.offset(4e-7f));
      assertThat(exp[0]).isNaN();
      assertThat(exp[1]).isGreaterThan(1e38f).isFinite();
      assertThat(exp[2]).isBetween(0f, 2e-38f);
      assertThat(relu[0]).isNaN();
      assertThat(relu[2]).isZero();
    }
  }

  @Test
  void elementwiseKernelsAgreeToTheBit() {
    float[] y = normal(128);
    float[] d = normal(128);
    float[] tanh = d.clone();
    float[] relu = d.clone();
    float[] sum = d.clone();
    float[] columns = normal(32);
    float[] tanhPlain = d.clone();
    float[] reluPlain = d.clone();
    float[] sumPlain = d.clone();
    float[] columnsPlain = columns.clone();

    vector.tanhGradient(y, tanh, 128);
    vector.reluGradient(y, relu, 128);
    vector.add(y, sum, 128);
    vector.addRows(y, 32, 4, columns, 0, 32);
    plain.tanhGradient(y, tanhPlain, 128);
    plain.reluGradient(y, reluPlain, 128);
    plain.add(y, sumPlain, 128);
    plain.addRows(y, 32, 4, columnsPlain, 0, 32);

    assertThat(tanh).isEqualTo(tanhPlain);
    assertThat(relu).isEqualTo(reluPlain);
    assertThat(sum).isEqualTo(sumPlain);
    assertThat(columns).isEqualTo(columnsPlain);
    assertThat(vector.sumOfSquares(y, 128)).isEqualTo(plain.sumOfSquares(y, 128));
  }

  @Test
  void bothKernelsTakeTheSameStepOfAdam() {
    float[] gradient = normal(64);
    float[][] state = {normal(64), new float[64], new float[64]};
    float[][] copy = {state[0].clone(), new float[64], new float[64]};

    for (int i = 0; i < 3; i++) {
      vector.adam(state[0], gradient, state[1], state[2], 64, .5f, .9f, .999f, .01f, 1000, 1e-5f);
      plain.adam(copy[0], gradient, copy[1], copy[2], 64, .5f, .9f, .999f, .01f, 1000, 1e-5f);
    }

    assertThat(state[0]).isEqualTo(copy[0]);
    assertThat(state[2]).isEqualTo(copy[2]);
  }

  private float[] normal(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
