package org.skerry.optimization.conic;

import java.util.Arrays;

/// A sparse matrix by columns: the rows of column j are `indices[starts[j]]` to `indices[starts[j +
/// 1] - 1]`, ascending, with their values beside them.
///
/// The pattern is fixed; the values may be changed through [#values].
public final class SparseMatrix {
  final int rows;
  final int columns;
  final int[] starts;
  final int[] indices;
  final double[] values;

  private SparseMatrix(int rows, int columns, int[] starts, int[] indices, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.values = values;
  }

  /// A matrix from its compressed columns, which it owns from here on.
  ///
  /// @param starts `[columns + 1]`, from 0, never falling
  /// @param indices `[starts[columns]]`, the row of each entry, ascending within a column
  /// @param values `[starts[columns]]`
  /// @throws IllegalArgumentException if sizes or the order of entries contradict each other
  public static SparseMatrix compressed(
      int rows, int columns, int[] starts, int[] indices, double[] values) {
    if (rows < 0 || columns < 0 || starts.length != columns + 1 || starts[0] != 0) {
      throw new IllegalArgumentException(
          "A matrix of %d columns needs %d starts, the first of them 0, but has %d. Give one start per column and the number of entries as the last."
              .formatted(columns, columns + 1, starts.length));
    }
    int entries = starts[columns];
    if (indices.length < entries || values.length < entries) {
      throw new IllegalArgumentException(
          "A matrix of %d entries has %d rows and %d values. Give one of each per entry."
              .formatted(entries, indices.length, values.length));
    }
    for (int j = 0; j < columns; j++) {
      for (int k = starts[j]; k < starts[j + 1]; k++) {
        if (indices[k] < 0
            || indices[k] >= rows
            || (k > starts[j] && indices[k] <= indices[k - 1])) {
          throw new IllegalArgumentException(
              "Column %d: entry %d is in row %d, but rows must ascend and lie in [0, %d). Sort the entries and add up duplicates, or use SparseMatrix.triplets."
                  .formatted(j, k, indices[k], rows));
        }
      }
    }
    return new SparseMatrix(rows, columns, starts, indices, values);
  }

  /// A matrix from triplets in any order; entries in the same place are added.
  ///
  /// @param row `[size]`, from 0
  /// @param column `[size]`, from 0
  /// @param value `[size]`
  /// @param size how many entries of the arrays count
  public static SparseMatrix triplets(
      int rows, int columns, int size, int[] row, int[] column, double[] value) {
    for (int k = 0; k < size; k++) {
      if (row[k] < 0 || row[k] >= rows || column[k] < 0 || column[k] >= columns) {
        throw new IllegalArgumentException(
            "Triplet %d is at (%d, %d), but the matrix has %d rows and %d columns. Count rows and columns from 0."
                .formatted(k, row[k], column[k], rows, columns));
      }
    }
    int[] byRow = sorted(row, size, rows, null);
    int[] order = sorted(column, size, columns, byRow);
    int[] starts = new int[columns + 1];
    int[] indices = new int[size];
    double[] values = new double[size];
    int entries = 0;
    int before = -1;
    for (int k : order) {
      if (before >= 0 && row[before] == row[k] && column[before] == column[k]) {
        values[entries - 1] += value[k];
      } else {
        indices[entries] = row[k];
        values[entries++] = value[k];
        starts[column[k] + 1]++;
      }
      before = k;
    }
    for (int j = 0; j < columns; j++) {
      starts[j + 1] += starts[j];
    }
    return new SparseMatrix(
        rows, columns, starts, Arrays.copyOf(indices, entries), Arrays.copyOf(values, entries));
  }

  /// A matrix without entries.
  public static SparseMatrix zero(int rows, int columns) {
    return new SparseMatrix(rows, columns, new int[columns + 1], new int[0], new double[0]);
  }

  /// A stable counting sort of `order` (all places if null) by `keys`.
  private static int[] sorted(
      int[] keys, int size, int limit, int @org.jspecify.annotations.Nullable [] order) {
    int[] next = new int[limit + 1];
    for (int k = 0; k < size; k++) {
      next[keys[k] + 1]++;
    }
    for (int i = 0; i < limit; i++) {
      next[i + 1] += next[i];
    }
    int[] result = new int[size];
    for (int k = 0; k < size; k++) {
      int place = order == null ? k : order[k];
      result[next[keys[place]]++] = place;
    }
    return result;
  }

  /// The number of rows.
  public int rows() {
    return rows;
  }

  /// The number of columns.
  public int columns() {
    return columns;
  }

  /// The number of stored entries.
  public int entries() {
    return starts[columns];
  }

  /// The values themselves, column by column; a change is seen by the next update of a solver.
  public double[] values() {
    return values;
  }

  /// The place in [#values] of the entry at `row` and `column`, or -1 if none is stored there.
  public int place(int row, int column) {
    int place = Arrays.binarySearch(indices, starts[column], starts[column + 1], row);
    return place < 0 ? -1 : place;
  }
}
