package org.skerry.learning.network;

import static org.skerry.learning.network.VectorKernels.LANES;
import static org.skerry.learning.network.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The register tiles of the matrix product, rows × vectors. Arguments as in [Kernels#multiply].
///
/// Each sum is a local variable of its own, since only those are kept in registers; that is why the
/// tiles are written out, and why this file is long.
final class Tiles {
  private Tiles() {}

  static void tile6x4(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow + 3 * LANES);
    int row2 = 2 * aRow;
    int row3 = 3 * aRow;
    int row4 = 4 * aRow;
    int row5 = 5 * aRow;
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bt + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + row2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + row3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + row4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + row5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c01.intoArray(c, cFrom + LANES);
    c02.intoArray(c, cFrom + 2 * LANES);
    c03.intoArray(c, cFrom + 3 * LANES);
    c10.intoArray(c, cFrom + cRow);
    c11.intoArray(c, cFrom + cRow + LANES);
    c12.intoArray(c, cFrom + cRow + 2 * LANES);
    c13.intoArray(c, cFrom + cRow + 3 * LANES);
    c20.intoArray(c, cFrom + 2 * cRow);
    c21.intoArray(c, cFrom + 2 * cRow + LANES);
    c22.intoArray(c, cFrom + 2 * cRow + 2 * LANES);
    c23.intoArray(c, cFrom + 2 * cRow + 3 * LANES);
    c30.intoArray(c, cFrom + 3 * cRow);
    c31.intoArray(c, cFrom + 3 * cRow + LANES);
    c32.intoArray(c, cFrom + 3 * cRow + 2 * LANES);
    c33.intoArray(c, cFrom + 3 * cRow + 3 * LANES);
    c40.intoArray(c, cFrom + 4 * cRow);
    c41.intoArray(c, cFrom + 4 * cRow + LANES);
    c42.intoArray(c, cFrom + 4 * cRow + 2 * LANES);
    c43.intoArray(c, cFrom + 4 * cRow + 3 * LANES);
    c50.intoArray(c, cFrom + 5 * cRow);
    c51.intoArray(c, cFrom + 5 * cRow + LANES);
    c52.intoArray(c, cFrom + 5 * cRow + 2 * LANES);
    c53.intoArray(c, cFrom + 5 * cRow + 3 * LANES);
  }

  static void tile6x2(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow + LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow + LANES);
    int row2 = 2 * aRow;
    int row3 = 3 * aRow;
    int row4 = 4 * aRow;
    int row5 = 5 * aRow;
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + row2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + row3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + row4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + row5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c01.intoArray(c, cFrom + LANES);
    c10.intoArray(c, cFrom + cRow);
    c11.intoArray(c, cFrom + cRow + LANES);
    c20.intoArray(c, cFrom + 2 * cRow);
    c21.intoArray(c, cFrom + 2 * cRow + LANES);
    c30.intoArray(c, cFrom + 3 * cRow);
    c31.intoArray(c, cFrom + 3 * cRow + LANES);
    c40.intoArray(c, cFrom + 4 * cRow);
    c41.intoArray(c, cFrom + 4 * cRow + LANES);
    c50.intoArray(c, cFrom + 5 * cRow);
    c51.intoArray(c, cFrom + 5 * cRow + LANES);
  }

  static void tile6x1(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow);
    int row2 = 2 * aRow;
    int row3 = 3 * aRow;
    int row4 = 4 * aRow;
    int row5 = 5 * aRow;
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[at + row2]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[at + row3]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[at + row4]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[at + row5]);
      c50 = a5.fma(b0, c50);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c10.intoArray(c, cFrom + cRow);
    c20.intoArray(c, cFrom + 2 * cRow);
    c30.intoArray(c, cFrom + 3 * cRow);
    c40.intoArray(c, cFrom + 4 * cRow);
    c50.intoArray(c, cFrom + 5 * cRow);
  }

  static void tile2x4(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + 3 * LANES);
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bt + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c01.intoArray(c, cFrom + LANES);
    c02.intoArray(c, cFrom + 2 * LANES);
    c03.intoArray(c, cFrom + 3 * LANES);
    c10.intoArray(c, cFrom + cRow);
    c11.intoArray(c, cFrom + cRow + LANES);
    c12.intoArray(c, cFrom + cRow + 2 * LANES);
    c13.intoArray(c, cFrom + cRow + 3 * LANES);
  }

  static void tile1x8(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * LANES);
    FloatVector c04 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * LANES);
    FloatVector c05 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * LANES);
    FloatVector c06 = FloatVector.fromArray(SPECIES, start, startFrom + 6 * LANES);
    FloatVector c07 = FloatVector.fromArray(SPECIES, start, startFrom + 7 * LANES);
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bt + 3 * LANES);
      FloatVector b4 = FloatVector.fromArray(SPECIES, b, bt + 4 * LANES);
      FloatVector b5 = FloatVector.fromArray(SPECIES, b, bt + 5 * LANES);
      FloatVector b6 = FloatVector.fromArray(SPECIES, b, bt + 6 * LANES);
      FloatVector b7 = FloatVector.fromArray(SPECIES, b, bt + 7 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      c04 = a0.fma(b4, c04);
      c05 = a0.fma(b5, c05);
      c06 = a0.fma(b6, c06);
      c07 = a0.fma(b7, c07);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c01.intoArray(c, cFrom + LANES);
    c02.intoArray(c, cFrom + 2 * LANES);
    c03.intoArray(c, cFrom + 3 * LANES);
    c04.intoArray(c, cFrom + 4 * LANES);
    c05.intoArray(c, cFrom + 5 * LANES);
    c06.intoArray(c, cFrom + 6 * LANES);
    c07.intoArray(c, cFrom + 7 * LANES);
  }

  static void tile1x4(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * LANES);
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bt + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
    c01.intoArray(c, cFrom + LANES);
    c02.intoArray(c, cFrom + 2 * LANES);
    c03.intoArray(c, cFrom + 3 * LANES);
  }

  static void tile1x1(
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
      int depth) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startFrom);
    int at = aFrom;
    int bt = bFrom;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bt);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[at]);
      c00 = a0.fma(b0, c00);
      at += aStep;
      bt += bRow;
    }
    c00.intoArray(c, cFrom);
  }
}
