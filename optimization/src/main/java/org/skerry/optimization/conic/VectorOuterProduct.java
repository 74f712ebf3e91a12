package org.skerry.optimization.conic;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The kernel in vector instructions: tiles of two vectors by four columns of T stay in registers
/// while a block of columns of L, packed tile by tile, streams past.
final class VectorOuterProduct extends OuterProduct {
  /// Fronts shorter than this gain nothing.
  static final int SHORTEST = 24;

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE = 2 * LANES;
  private static final int BLOCK = 64;

  private final PlainOuterProduct plain = new PlainOuterProduct();
  private final double[] packed;
  private final double[] multiples = new double[4 * BLOCK];
  private final double[] edge = new double[4 * TILE];

  VectorOuterProduct(int largest) {
    packed = new double[(largest + TILE) * BLOCK];
  }

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
    if (rows < SHORTEST || depth < 3) {
      plain.subtract(f, source, stride, rows, depth, d, pivot, t, target, targetStride, columns);
      return;
    }
    for (int k = 0; k < depth; k += BLOCK) {
      int block = Math.min(BLOCK, depth - k);
      int from = source + k * stride;
      pack(f, from, stride, rows, block);
      for (int j = 0; j < columns; j += 4) {
        int width = Math.min(4, columns - j);
        multiples(f, from + j, stride, d, pivot + k, block, width);
        for (int i = j / TILE * TILE; i < rows; i += TILE) {
          int to = target + i + j * targetStride;
          if (width == 4 && i + TILE <= rows) {
            tile(t, to, targetStride, i * block, block);
          } else {
            edge(t, to, targetStride, i * block, block, Math.min(TILE, rows - i), width);
          }
        }
      }
    }
  }

  private void pack(double[] f, int from, int stride, int rows, int block) {
    int to = 0;
    for (int i = 0; i < rows; i += TILE) {
      int height = Math.min(TILE, rows - i);
      for (int k = 0; k < block; k++) {
        int column = from + k * stride + i;
        for (int r = 0; r < height; r++) {
          packed[to + r] = f[column + r];
        }
        for (int r = height; r < TILE; r++) {
          packed[to + r] = 0;
        }
        to += TILE;
      }
    }
  }

  private void multiples(
      double[] f, int from, int stride, double[] d, int pivot, int block, int width) {
    for (int k = 0; k < block; k++) {
      double negative = -d[pivot + k];
      int row = from + k * stride;
      for (int c = 0; c < 4; c++) {
        multiples[4 * k + c] = c < width ? negative * f[row + c] : 0;
      }
    }
  }

  private void edge(
      double[] t, int to, int targetStride, int source, int block, int height, int width) {
    java.util.Arrays.fill(edge, 0);
    tile(edge, 0, TILE, source, block);
    for (int c = 0; c < width; c++) {
      for (int r = 0; r < height; r++) {
        t[to + c * targetStride + r] += edge[c * TILE + r];
      }
    }
  }

  private void tile(double[] t, int to, int stride, int source, int block) {
    int to1 = to + stride;
    int to2 = to1 + stride;
    int to3 = to2 + stride;
    double[] p = packed;
    double[] m = multiples;
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, t, to);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, t, to + LANES);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, t, to1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, t, to1 + LANES);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, t, to2);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, t, to2 + LANES);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, t, to3);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, t, to3 + LANES);
    int place = source;
    for (int k = 0; k < 4 * block; k += 4, place += TILE) {
      DoubleVector upper = DoubleVector.fromArray(SPECIES, p, place);
      DoubleVector lower = DoubleVector.fromArray(SPECIES, p, place + LANES);
      DoubleVector multiple = DoubleVector.broadcast(SPECIES, m[k]);
      a0 = upper.fma(multiple, a0);
      b0 = lower.fma(multiple, b0);
      multiple = DoubleVector.broadcast(SPECIES, m[k + 1]);
      a1 = upper.fma(multiple, a1);
      b1 = lower.fma(multiple, b1);
      multiple = DoubleVector.broadcast(SPECIES, m[k + 2]);
      a2 = upper.fma(multiple, a2);
      b2 = lower.fma(multiple, b2);
      multiple = DoubleVector.broadcast(SPECIES, m[k + 3]);
      a3 = upper.fma(multiple, a3);
      b3 = lower.fma(multiple, b3);
    }
    a0.intoArray(t, to);
    b0.intoArray(t, to + LANES);
    a1.intoArray(t, to1);
    b1.intoArray(t, to1 + LANES);
    a2.intoArray(t, to2);
    b2.intoArray(t, to2 + LANES);
    a3.intoArray(t, to3);
    b3.intoArray(t, to3 + LANES);
  }
}
