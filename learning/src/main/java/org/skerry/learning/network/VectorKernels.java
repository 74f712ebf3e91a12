package org.skerry.learning.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Kernels on the Vector API.
///
/// The matrix product keeps a tile of the result in registers while it walks along the depth. Six
/// rows by four vectors are 24 sums, 4 vectors of `b` and 1 of `a`, which fits the 32 registers of
/// AVX-512 and NEON; AVX2 has 16, so there the tile is six by two. Rows and columns left over take
/// narrower tiles. A panel of four vectors of `b` stays in the first-level cache while all rows
/// pass; `b` needs no packing, as its rows are contiguous and its panels small at our sizes. (Goto,
/// van de Geijn: Anatomy of High-Performance Matrix Multiplication, 2008.)
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = species();
  static final int LANES = SPECIES.length();

  /// Vectors in a row of the main tile.
  private static final int WIDE = LANES == 8 ? 2 : 4;

  private static final VectorSpecies<Float> QUAD = FloatVector.SPECIES_128;

  /// Interleaves the low, or the high, halves of two vectors of four.
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromValues(QUAD, 0, 4, 1, 5);

  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromValues(QUAD, 2, 6, 3, 7);

  /// Bring the lane that is so far up to the front, for sums over lanes in a fixed order.
  private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);

  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    return lanes >= 16
        ? FloatVector.SPECIES_512
        : lanes == 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
  }

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
    int full = rows < 6 ? 0 : rows - rows % 6;
    int j = 0;
    if (full > 0) {
      for (; j + WIDE * LANES <= columns; j += WIDE * LANES) {
        for (int i = 0; i < full; i += 6) {
          if (WIDE == 4) {
            Tiles.tile6x4(
                a,
                aFrom + i * aRow,
                aRow,
                aStep,
                b,
                bFrom + j,
                bRow,
                start,
                startFrom + i * startRow + j,
                startRow,
                c,
                cFrom + i * cRow + j,
                cRow,
                depth);
          } else {
            Tiles.tile6x2(
                a,
                aFrom + i * aRow,
                aRow,
                aStep,
                b,
                bFrom + j,
                bRow,
                start,
                startFrom + i * startRow + j,
                startRow,
                c,
                cFrom + i * cRow + j,
                cRow,
                depth);
          }
        }
      }
      for (; j + 2 * LANES <= columns; j += 2 * LANES) {
        for (int i = 0; i < full; i += 6) {
          Tiles.tile6x2(
              a,
              aFrom + i * aRow,
              aRow,
              aStep,
              b,
              bFrom + j,
              bRow,
              start,
              startFrom + i * startRow + j,
              startRow,
              c,
              cFrom + i * cRow + j,
              cRow,
              depth);
        }
      }
      for (; j < columns; j += LANES) {
        for (int i = 0; i < full; i += 6) {
          Tiles.tile6x1(
              a,
              aFrom + i * aRow,
              aRow,
              aStep,
              b,
              bFrom + j,
              bRow,
              start,
              startFrom + i * startRow + j,
              startRow,
              c,
              cFrom + i * cRow + j,
              cRow,
              depth);
        }
      }
    }
    int i = full;
    for (; i + 2 <= rows; i += 2) {
      pair(
          a,
          aFrom + i * aRow,
          aRow,
          aStep,
          b,
          bFrom,
          bRow,
          start,
          startFrom + i * startRow,
          startRow,
          c,
          cFrom + i * cRow,
          cRow,
          columns,
          depth);
    }
    if (i < rows) {
      row(
          a,
          aFrom + i * aRow,
          aStep,
          b,
          bFrom,
          bRow,
          start,
          startFrom + i * startRow,
          c,
          cFrom + i * cRow,
          columns,
          depth);
    }
  }

  /// Two rows left over.
  private static void pair(
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
      int columns,
      int depth) {
    int j = 0;
    for (; j + 4 * LANES <= columns; j += 4 * LANES) {
      Tiles.tile2x4(
          a,
          aFrom,
          aRow,
          aStep,
          b,
          bFrom + j,
          bRow,
          start,
          startFrom + j,
          startRow,
          c,
          cFrom + j,
          cRow,
          depth);
    }
    if (j < columns) {
      row(
          a,
          aFrom,
          aStep,
          b,
          bFrom + j,
          bRow,
          start,
          startFrom + j,
          c,
          cFrom + j,
          columns - j,
          depth);
      row(
          a,
          aFrom + aRow,
          aStep,
          b,
          bFrom + j,
          bRow,
          start,
          startFrom + startRow + j,
          c,
          cFrom + cRow + j,
          columns - j,
          depth);
    }
  }

  /// One row, which is all that a single decision has.
  private static void row(
      float[] a,
      int aFrom,
      int aStep,
      float[] b,
      int bFrom,
      int bRow,
      float[] start,
      int startFrom,
      float[] c,
      int cFrom,
      int columns,
      int depth) {
    int j = 0;
    for (; j + 8 * LANES <= columns; j += 8 * LANES) {
      Tiles.tile1x8(a, aFrom, aStep, b, bFrom + j, bRow, start, startFrom + j, c, cFrom + j, depth);
    }
    for (; j + 4 * LANES <= columns; j += 4 * LANES) {
      Tiles.tile1x4(a, aFrom, aStep, b, bFrom + j, bRow, start, startFrom + j, c, cFrom + j, depth);
    }
    for (; j < columns; j += LANES) {
      Tiles.tile1x1(a, aFrom, aStep, b, bFrom + j, bRow, start, startFrom + j, c, cFrom + j, depth);
    }
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
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[i * yRow + j] = start[startFrom + j] + dot(x, i * xRow, w, wFrom + j * wRow, depth);
      }
    }
  }

  /// One loop for every width: a vector covers the sixteen partial sums whole, by half or by
  /// quarter, and what it does not need is folded away.
  private static float dot(float[] x, int xFrom, float[] w, int wFrom, int depth) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int k = 0; k < depth; k += BLOCK) {
      sum0 =
          FloatVector.fromArray(SPECIES, x, xFrom + k)
              .fma(FloatVector.fromArray(SPECIES, w, wFrom + k), sum0);
      if (LANES <= 8) {
        sum1 =
            FloatVector.fromArray(SPECIES, x, xFrom + k + LANES)
                .fma(FloatVector.fromArray(SPECIES, w, wFrom + k + LANES), sum1);
      }
      if (LANES == 4) {
        sum2 =
            FloatVector.fromArray(SPECIES, x, xFrom + k + 8)
                .fma(FloatVector.fromArray(SPECIES, w, wFrom + k + 8), sum2);
        sum3 =
            FloatVector.fromArray(SPECIES, x, xFrom + k + 12)
                .fma(FloatVector.fromArray(SPECIES, w, wFrom + k + 12), sum3);
      }
    }
    if (LANES == 16) {
      sum0 = sum0.add(sum0.rearrange(BY_8));
    }
    if (LANES == 8) {
      sum0 = sum0.add(sum1);
    }
    if (LANES >= 8) {
      sum0 = sum0.add(sum0.rearrange(BY_4));
    } else {
      sum0 = sum0.add(sum2).add(sum1.add(sum3));
    }
    sum0 = sum0.add(sum0.rearrange(BY_2));
    return sum0.add(sum0.rearrange(BY_1)).lane(0);
  }

  /// Blocks of four by four in four vectors of 128 bit, which every machine has; the rest as plain
  /// loops do.
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
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int j = 0;
      for (; j + 4 <= columns; j += 4) {
        transposeBlock(
            from, fromFrom + i * fromRow + j, fromRow, to, toFrom + j * toRow + i, toRow);
      }
      PlainKernels.transposed(
          from,
          fromFrom + i * fromRow + j,
          fromRow,
          to,
          toFrom + j * toRow + i,
          toRow,
          4,
          columns - j);
    }
    PlainKernels.transposed(
        from, fromFrom + i * fromRow, fromRow, to, toFrom + i, toRow, rows - i, columns);
  }

  /// Two rounds of interleaving rows i and i + 2 turn rows into columns.
  private static void transposeBlock(
      float[] from, int at, int fromRow, float[] to, int target, int toRow) {
    FloatVector r0 = FloatVector.fromArray(QUAD, from, at);
    FloatVector r1 = FloatVector.fromArray(QUAD, from, at + fromRow);
    FloatVector r2 = FloatVector.fromArray(QUAD, from, at + 2 * fromRow);
    FloatVector r3 = FloatVector.fromArray(QUAD, from, at + 3 * fromRow);
    FloatVector low02 = r0.rearrange(LOW, r2);
    FloatVector high02 = r0.rearrange(HIGH, r2);
    FloatVector low13 = r1.rearrange(LOW, r3);
    FloatVector high13 = r1.rearrange(HIGH, r3);
    low02.rearrange(LOW, low13).intoArray(to, target);
    low02.rearrange(HIGH, low13).intoArray(to, target + toRow);
    high02.rearrange(LOW, high13).intoArray(to, target + 2 * toRow);
    high02.rearrange(HIGH, high13).intoArray(to, target + 3 * toRow);
  }

  @Override
  public void addRows(float[] x, int row, int rows, float[] sum, int sumFrom, int columns) {
    for (int j = 0; j < columns; j += LANES) {
      FloatVector total = FloatVector.fromArray(SPECIES, sum, sumFrom + j);
      for (int i = 0; i < rows; i++) {
        total = total.add(FloatVector.fromArray(SPECIES, x, i * row + j));
      }
      total.intoArray(sum, sumFrom + j);
    }
  }

  @Override
  public void add(float[] x, float[] sum, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, sum, i)
          .add(FloatVector.fromArray(SPECIES, x, i))
          .intoArray(sum, i);
    }
  }

  @Override
  public double sumOfSquares(float[] x, int length) {
    double total = 0;
    for (int part = 0; part < 64; part += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = part; i < length; i += 64) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, i);
        sum = v.fma(v, sum);
      }
      for (int lane = 0; lane < LANES; lane++) {
        total += sum.lane(lane);
      }
    }
    return total;
  }

  /// Comparing costs less than `min` and `max`, which order signed zeros; NaN stays NaN. No method
  /// of our own between the operations, here and in [#exp]: one that were not inlined would box its
  /// vectors.
  @Override
  public void tanh(float[] x, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v = v.blend(Elementary.TANH_END, v.compare(VectorOperators.GT, Elementary.TANH_END));
      v = v.blend(-Elementary.TANH_END, v.compare(VectorOperators.LT, -Elementary.TANH_END));
      FloatVector s = v.mul(v);
      FloatVector p =
          FloatVector.broadcast(SPECIES, Elementary.P4)
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.P3))
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.P2))
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.P1))
              .fma(s, FloatVector.broadcast(SPECIES, 1f));
      FloatVector q =
          FloatVector.broadcast(SPECIES, Elementary.Q4)
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.Q3))
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.Q2))
              .fma(s, FloatVector.broadcast(SPECIES, Elementary.Q1))
              .fma(s, FloatVector.broadcast(SPECIES, 1f));
      v.mul(p).div(q).intoArray(x, i);
    }
  }

  @Override
  public void tanhGradient(float[] y, float[] d, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, i);
      FloatVector slope = v.neg().fma(v, FloatVector.broadcast(SPECIES, 1f));
      FloatVector.fromArray(SPECIES, d, i).mul(slope).intoArray(d, i);
    }
  }

  @Override
  public void relu(float[] x, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(x, i);
    }
  }

  @Override
  public void reluGradient(float[] y, float[] d, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, i);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, d, i), v.compare(VectorOperators.GT, 0f))
          .intoArray(d, i);
    }
  }

  @Override
  public void exp(float[] x, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v = v.blend(Elementary.EXP_HIGH, v.compare(VectorOperators.GT, Elementary.EXP_HIGH));
      v = v.blend(Elementary.EXP_LOW, v.compare(VectorOperators.LT, Elementary.EXP_LOW));
      FloatVector shifted =
          v.fma(
              FloatVector.broadcast(SPECIES, Elementary.LOG2_E),
              FloatVector.broadcast(SPECIES, Elementary.ROUND));
      FloatVector n = shifted.sub(Elementary.ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), v);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector e =
          FloatVector.broadcast(SPECIES, Elementary.E7)
              .fma(r, FloatVector.broadcast(SPECIES, Elementary.E6))
              .fma(r, FloatVector.broadcast(SPECIES, Elementary.E5))
              .fma(r, FloatVector.broadcast(SPECIES, Elementary.E4))
              .fma(r, FloatVector.broadcast(SPECIES, Elementary.E3))
              .fma(r, FloatVector.broadcast(SPECIES, Elementary.E2))
              .fma(r, FloatVector.broadcast(SPECIES, 1f))
              .fma(r, FloatVector.broadcast(SPECIES, 1f));
      IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      e.reinterpretAsInts().add(power).reinterpretAsFloats().intoArray(x, i);
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
    for (int i = 0; i < length; i += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, i).mul(scale);
      FloatVector first = FloatVector.fromArray(SPECIES, m, i).mul(beta1);
      first = g.fma(FloatVector.broadcast(SPECIES, 1 - beta1), first);
      first.intoArray(m, i);
      FloatVector second = FloatVector.fromArray(SPECIES, v, i).mul(beta2);
      second = g.mul(g).fma(FloatVector.broadcast(SPECIES, 1 - beta2), second);
      second.intoArray(v, i);
      FloatVector step = first.mul(rate).div(second.mul(correction).sqrt().add(epsilon));
      FloatVector.fromArray(SPECIES, parameters, i).sub(step).intoArray(parameters, i);
    }
  }
}
