package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// LU factors of a sparse matrix of 2 × 2 blocks with symmetric pattern, eliminated block by block
/// in minimum-degree order.
///
/// The pattern of the factors is found once. Within a block row the columns left of the diagonal
/// belong to L, the diagonal holds its inverse, the columns right of it belong to U. There is no
/// pivoting between blocks, which suits matrices whose diagonal blocks dominate. Not for several
/// threads.
final class BlockLu {
  private final int size;

  /// `position[i]` is the place of block row i in the order of elimination, `order` its inverse.
  private final int[] position;

  private final int[] order;

  /// Factor rows in elimination order; ascending columns.
  private final int[][] pattern;

  private final double[][] value;
  private final int[] diagonal;

  /// Where each entry of the matrix lands: its factor row and the offset in it.
  private final int[] entryRow;

  private final int[] entryOffset;
  private final int[] offset;
  private final double[] work;

  /// @param start `[size + 1]` of the rows in `column`
  /// @param column block columns of each row, in any order; pattern symmetric, diagonal included
  BlockLu(int size, int[] start, int[] column) {
    this.size = size;
    position = new int[size];
    order = new int[size];
    pattern = new int[size][];
    value = new double[size][];
    diagonal = new int[size];
    offset = new int[size];
    work = new double[2 * size];
    eliminate(start, column);
    entryRow = new int[column.length];
    entryOffset = new int[column.length];
    for (int row = 0; row < size; row++) {
      for (int e = start[row]; e < start[row + 1]; e++) {
        entryRow[e] = position[row];
        entryOffset[e] = 4 * Arrays.binarySearch(pattern[position[row]], position[column[e]]);
      }
    }
  }

  private void eliminate(int[] start, int[] column) {
    List<Set<Integer>> neighbours = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      var set = new TreeSet<Integer>();
      for (int e = start[row]; e < start[row + 1]; e++) {
        if (column[e] != row) {
          set.add(column[e]);
        }
      }
      neighbours.add(set);
    }
    var byDegree = new TreeSet<Long>();
    for (int row = 0; row < size; row++) {
      byDegree.add(key(neighbours, row));
    }
    var upper = new int[size][];
    for (int k = 0; k < size; k++) {
      int row = (int) (byDegree.removeFirst() & Integer.MAX_VALUE);
      order[k] = row;
      position[row] = k;
      var around = neighbours.get(row);
      upper[k] = around.stream().mapToInt(Integer::intValue).toArray();
      for (int each : upper[k]) {
        byDegree.remove(key(neighbours, each));
        neighbours.get(each).addAll(around);
        neighbours.get(each).remove(each);
        neighbours.get(each).remove(row);
        byDegree.add(key(neighbours, each));
      }
    }
    layOut(upper);
  }

  private static long key(List<Set<Integer>> neighbours, int row) {
    return ((long) neighbours.get(row).size() << 31) + row;
  }

  private void layOut(int[][] upper) {
    List<TreeSet<Integer>> rows = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      rows.add(new TreeSet<>(List.of(k)));
    }
    for (int k = 0; k < size; k++) {
      for (int each : upper[k]) {
        rows.get(k).add(position[each]);
        rows.get(position[each]).add(k);
      }
    }
    for (int k = 0; k < size; k++) {
      pattern[k] = rows.get(k).stream().mapToInt(Integer::intValue).toArray();
      value[k] = new double[4 * pattern[k].length];
      diagonal[k] = Arrays.binarySearch(pattern[k], k);
    }
  }

  /// Sets all blocks to zero.
  void clear() {
    for (var row : value) {
      Arrays.fill(row, 0);
    }
  }

  /// Sets the block of entry `e` of the matrix, by rows.
  void set(int e, double a, double b, double c, double d) {
    double[] row = value[entryRow[e]];
    int at = entryOffset[e];
    row[at] = a;
    row[at + 1] = b;
    row[at + 2] = c;
    row[at + 3] = d;
  }

  /// Factors in place.
  void factor() {
    for (int i = 0; i < size; i++) {
      int[] columns = pattern[i];
      double[] row = value[i];
      for (int s = 0; s < columns.length; s++) {
        offset[columns[s]] = 4 * s;
      }
      for (int s = 0; s < diagonal[i]; s++) {
        subtract(row, 4 * s, columns[s]);
      }
      invert(row, 4 * diagonal[i]);
    }
  }

  /// L_ik = A_ik·U_kk⁻¹, then row i −= L_ik · row k of U.
  private void subtract(double[] row, int at, int k) {
    double[] pivot = value[k];
    int d = 4 * diagonal[k];
    double a = row[at] * pivot[d] + row[at + 1] * pivot[d + 2];
    double b = row[at] * pivot[d + 1] + row[at + 1] * pivot[d + 3];
    double c = row[at + 2] * pivot[d] + row[at + 3] * pivot[d + 2];
    double e = row[at + 2] * pivot[d + 1] + row[at + 3] * pivot[d + 3];
    row[at] = a;
    row[at + 1] = b;
    row[at + 2] = c;
    row[at + 3] = e;
    int[] columns = pattern[k];
    for (int s = diagonal[k] + 1; s < columns.length; s++) {
      int from = 4 * s;
      int to = offset[columns[s]];
      row[to] -= a * pivot[from] + b * pivot[from + 2];
      row[to + 1] -= a * pivot[from + 1] + b * pivot[from + 3];
      row[to + 2] -= c * pivot[from] + e * pivot[from + 2];
      row[to + 3] -= c * pivot[from + 1] + e * pivot[from + 3];
    }
  }

  private static void invert(double[] row, int at) {
    double a = row[at];
    double b = row[at + 1];
    double c = row[at + 2];
    double d = row[at + 3];
    double inverse = 1 / (a * d - b * c);
    row[at] = d * inverse;
    row[at + 1] = -b * inverse;
    row[at + 2] = -c * inverse;
    row[at + 3] = a * inverse;
  }

  /// Solves in place.
  ///
  /// @param x right-hand side and solution `[2 · size]`, two numbers a block row
  void solve(double[] x) {
    for (int i = 0; i < size; i++) {
      double first = x[2 * order[i]];
      double second = x[2 * order[i] + 1];
      double[] row = value[i];
      int[] columns = pattern[i];
      for (int s = 0; s < diagonal[i]; s++) {
        int k = 2 * columns[s];
        first -= row[4 * s] * work[k] + row[4 * s + 1] * work[k + 1];
        second -= row[4 * s + 2] * work[k] + row[4 * s + 3] * work[k + 1];
      }
      work[2 * i] = first;
      work[2 * i + 1] = second;
    }
    for (int i = size - 1; i >= 0; i--) {
      double first = work[2 * i];
      double second = work[2 * i + 1];
      double[] row = value[i];
      int[] columns = pattern[i];
      for (int s = diagonal[i] + 1; s < columns.length; s++) {
        int k = 2 * columns[s];
        first -= row[4 * s] * work[k] + row[4 * s + 1] * work[k + 1];
        second -= row[4 * s + 2] * work[k] + row[4 * s + 3] * work[k + 1];
      }
      int d = 4 * diagonal[i];
      work[2 * i] = row[d] * first + row[d + 1] * second;
      work[2 * i + 1] = row[d + 2] * first + row[d + 3] * second;
      x[2 * order[i]] = work[2 * i];
      x[2 * order[i] + 1] = work[2 * i + 1];
    }
  }
}
