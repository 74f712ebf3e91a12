package org.skerry.optimization.conic;

import java.util.ArrayList;
import java.util.List;

/// Entries of a matrix in any order; entries in the same place are added.
final class Triplets {
  private final List<Integer> rows = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  void add(int row, int column, double value) {
    rows.add(row);
    columns.add(column);
    values.add(value);
  }

  SparseMatrix matrix(int m, int n) {
    return SparseMatrix.triplets(
        m,
        n,
        rows.size(),
        rows.stream().mapToInt(Integer::intValue).toArray(),
        columns.stream().mapToInt(Integer::intValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
