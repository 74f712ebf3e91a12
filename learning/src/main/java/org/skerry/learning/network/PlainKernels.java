package org.skerry.learning.network;

import java.util.Arrays;

/// Kernels in plain loops, for a launch without the Vector API.
///
/// The compiler turns a loop into vector instructions when all its arrays are read at the loop's
/// own index. The matrix product therefore copies the rows of `b` into arrays of their own and sums
/// each row of the result in another, one thread's scratch.
final class PlainKernels implements Kernels {
  private final ThreadLocal<float[][]> scratch = ThreadLocal.withInitial(() -> new float[0][0]);

  @Override
  public void multiply(
      float[] a,
      int aFrom,
      int aRow,
      int aStep,
      float[] b,
      int bFrom,
      int bRow,
      float[] start,
      int startFrom,
      int startRow,
      float[] c,
      int cFrom,
      int cRow,
      int rows,
      int columns,
      int depth) {
    float[][] copies = scratch(depth + 1, columns);
    for (int k = 0; k < depth; k++) {
      System.arraycopy(b, bFrom + k * bRow, copies[k], 0, columns);
    }
    float[] sum = copies[depth];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(start, startFrom + i * startRow, sum, 0, columns);
      for (int k = 0; k < depth; k++) {
        addScaled(a[aFrom + i * aRow + k * aStep], copies[k], sum, columns);
      }
      System.arraycopy(sum, 0, c, cFrom + i * cRow, columns);
    }
  }

  private static void addScaled(float factor, float[] row, float[] sum, int columns) {
    for (int j = 0; j < columns; j++) {
      sum[j] = Math.fma(factor, row[j], sum[j]);
    }
  }

  private float[][] scratch(int rows, int columns) {
    float[][] own = scratch.get();
    if (own.length < rows || own[0].length < columns) {
      own = new float[Math.max(rows, own.length)][Math.max(columns, BLOCK)];
      scratch.set(own);
    }
    return own;
  }

  @Override
  public void dots(
      float[] x,
      int xRow,
      float[] w,
      int wFrom,
      int wRow,
      float[] start,
      int startFrom,
      float[] y,
      int yRow,
      int rows,
      int columns,
      int depth) {
    float[] partial = scratch(1, BLOCK)[0];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Arrays.fill(partial, 0, BLOCK, 0f);
        for (int k = 0; k < depth; k++) {
          int lane = k % BLOCK;
          partial[lane] = Math.fma(x[i * xRow + k], w[wFrom + j * wRow + k], partial[lane]);
        }
        for (int apart = BLOCK / 2; apart > 0; apart /= 2) {
          for (int lane = 0; lane < apart; lane++) {
            partial[lane] += partial[lane + apart];
          }
        }
        y[i * yRow + j] = start[startFrom + j] + partial[0];
      }
    }
  }

  @Override
  public void transpose(
      float[] from,
      int fromFrom,
      int fromRow,
      float[] to,
      int toFrom,
      int toRow,
      int rows,
      int columns) {
    transposed(from, fromFrom, fromRow, to, toFrom, toRow, rows, columns);
  }

  /// In blocks of sixteen by sixteen, so that both sides stay in the cache.
  static void transposed(
      float[] from,
      int fromFrom,
      int fromRow,
      float[] to,
      int toFrom,
      int toRow,
      int rows,
      int columns) {
    for (int ii = 0; ii < rows; ii += BLOCK) {
      for (int jj = 0; jj < columns; jj += BLOCK) {
        for (int j = jj; j < Math.min(jj + BLOCK, columns); j++) {
          for (int i = ii; i < Math.min(ii + BLOCK, rows); i++) {
            to[toFrom + j * toRow + i] = from[fromFrom + i * fromRow + j];
          }
        }
      }
    }
  }

  @Override
  public void addRows(float[] x, int row, int rows, float[] sum, int sumFrom, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sum[sumFrom + j] += x[i * row + j];
      }
    }
  }

  @Override
  public void add(float[] x, float[] sum, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += x[i];
    }
  }

  @Override
  public double sumOfSquares(float[] x, int length) {
    double total = 0;
    for (int part = 0; part < 64; part++) {
      float sum = 0;
      for (int i = part; i < length; i += 64) {
        sum = Math.fma(x[i], x[i], sum);
      }
      total += sum;
    }
    return total;
  }

  @Override
  public void tanh(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = Elementary.tanh(x[i]);
    }
  }

  @Override
  public void tanhGradient(float[] y, float[] d, int length) {
    for (int i = 0; i < length; i++) {
      d[i] *= Math.fma(-y[i], y[i], 1f);
    }
  }

  @Override
  public void relu(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = x[i] <= 0f ? 0f : x[i];
    }
  }

  @Override
  public void reluGradient(float[] y, float[] d, int length) {
    for (int i = 0; i < length; i++) {
      d[i] = y[i] > 0 ? d[i] : 0f;
    }
  }

  @Override
  public void exp(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void adam(
      float[] parameters,
      float[] gradient,
      float[] m,
      float[] v,
      int length,
      float scale,
      float beta1,
      float beta2,
      float rate,
      float correction,
      float epsilon) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i] * scale;
      m[i] = Math.fma(g, 1 - beta1, m[i] * beta1);
      v[i] = Math.fma(g * g, 1 - beta2, v[i] * beta2);
      parameters[i] -= m[i] * rate / ((float) Math.sqrt(v[i] * correction) + epsilon);
    }
  }
}
