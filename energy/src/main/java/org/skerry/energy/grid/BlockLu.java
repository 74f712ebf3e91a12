package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// LU factors of a sparse matrix of 2 × 2 blocks with symmetric pattern, eliminated block by block
/// in minimum-degree order.
///
/// The pattern of the factors is found once, and with it where every product of the elimination
/// lands, so that a factorisation is one walk over flat arrays. Within a block row the columns left
/// of the diagonal belong to L, the diagonal holds its inverse, the columns right of it belong to
/// U. There is no pivoting between blocks, which suits matrices whose diagonal blocks dominate. Not
/// for several threads.
final class BlockLu {
  private final int size;

  /// `position[i]` is the place of block row i in the order of elimination, `order` its inverse.
  private final int[] position;

  private final int[] order;

  /// Factor rows in elimination order: `start[k] .. start[k + 1]` in `column`, ascending;
  /// `diagonal[k]` is the place of the diagonal there.
  private final int[] start;

  private final int[] column;
  private final int[] diagonal;

  /// Blocks by rows, four numbers each.
  private final double[] value;

  /// Where the products of the elimination land, in the order in which they are formed.
  private final int[] target;

  /// Where each entry of the matrix lands in `value`.
  final int[] at;

  private final double[] work;
  private boolean positive;

  /// @param first `[size + 1]` of the rows in `columns`
  /// @param columns block columns of each row, in any order; pattern symmetric, diagonal included
  BlockLu(int size, int[] first, int[] columns) {
    this.size = size;
    position = new int[size];
    order = new int[size];
    diagonal = new int[size];
    start = new int[size + 1];
    work = new double[2 * size];
    var rows = layOut(eliminate(first, columns));
    for (int k = 0; k < size; k++) {
      start[k + 1] = start[k] + rows.get(k).size();
    }
    column = rows.stream().flatMap(Set::stream).mapToInt(Integer::intValue).toArray();
    for (int k = 0; k < size; k++) {
      diagonal[k] = place(k, k);
    }
    value = new double[4 * column.length];
    target = targets();
    at = new int[columns.length];
    for (int row = 0; row < size; row++) {
      for (int e = first[row]; e < first[row + 1]; e++) {
        at[e] = 4 * place(position[row], position[columns[e]]);
      }
    }
  }

  private int place(int row, int col) {
    return Arrays.binarySearch(column, start[row], start[row + 1], col);
  }

  /// The neighbours of every block row when its turn comes, in the order of elimination.
  private int[][] eliminate(int[] first, int[] columns) {
    List<Set<Integer>> neighbours = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      var set = new TreeSet<Integer>();
      for (int e = first[row]; e < first[row + 1]; e++) {
        if (columns[e] != row) {
          set.add(columns[e]);
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
    return upper;
  }

  private static long key(List<Set<Integer>> neighbours, int row) {
    return ((long) neighbours.get(row).size() << 31) + row;
  }

  private List<Set<Integer>> layOut(int[][] upper) {
    List<Set<Integer>> rows = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      rows.add(new TreeSet<>(List.of(k)));
    }
    for (int k = 0; k < size; k++) {
      for (int each : upper[k]) {
        rows.get(k).add(position[each]);
        rows.get(position[each]).add(k);
      }
    }
    return rows;
  }

  private int[] targets() {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < size; i++) {
      for (int l = start[i]; l < diagonal[i]; l++) {
        int k = column[l];
        for (int u = diagonal[k] + 1; u < start[k + 1]; u++) {
          places.add(4 * place(i, column[u]));
        }
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The blocks, for the caller to fill before [#factor]: entry e of the matrix at `at[e]`, by
  /// rows. All are zero.
  double[] cleared() {
    Arrays.fill(value, 0);
    return value;
  }

  /// Factors in place.
  ///
  /// @return whether no pivot is singular
  boolean factor() {
    double[] v = value;
    int[] to = target;
    int next = 0;
    boolean regular = true;
    positive = true;
    for (int i = 0; i < size; i++) {
      for (int l = start[i]; l < diagonal[i]; l++) {
        // L_ik = A_ik·U_kk⁻¹, then row i −= L_ik · row k of U
        int k = column[l];
        int own = 4 * l;
        int d = 4 * diagonal[k];
        double a = v[own] * v[d] + v[own + 1] * v[d + 2];
        double b = v[own] * v[d + 1] + v[own + 1] * v[d + 3];
        double c = v[own + 2] * v[d] + v[own + 3] * v[d + 2];
        double e = v[own + 2] * v[d + 1] + v[own + 3] * v[d + 3];
        v[own] = a;
        v[own + 1] = b;
        v[own + 2] = c;
        v[own + 3] = e;
        int end = 4 * start[k + 1];
        for (int u = d + 4; u < end; u += 4) {
          int t = to[next++];
          v[t] -= a * v[u] + b * v[u + 2];
          v[t + 1] -= a * v[u + 1] + b * v[u + 3];
          v[t + 2] -= c * v[u] + e * v[u + 2];
          v[t + 3] -= c * v[u + 1] + e * v[u + 3];
        }
      }
      regular &= invert(4 * diagonal[i]);
    }
    return regular;
  }

  private boolean invert(int d) {
    double a = value[d];
    double b = value[d + 1];
    double c = value[d + 2];
    double e = value[d + 3];
    double determinant = a * e - b * c;
    positive ^= determinant < 0;
    double inverse = 1 / determinant;
    value[d] = e * inverse;
    value[d + 1] = -b * inverse;
    value[d + 2] = -c * inverse;
    value[d + 3] = a * inverse;
    return determinant != 0 && !Double.isNaN(inverse);
  }

  /// Whether the determinant of the matrix factored last is positive.
  boolean isPositive() {
    return positive;
  }

  /// Solves in place.
  ///
  /// @param x right-hand side and solution `[2 · size]`, two numbers a block row
  void solve(double[] x) {
    double[] v = value;
    for (int i = 0; i < size; i++) {
      double first = x[2 * order[i]];
      double second = x[2 * order[i] + 1];
      for (int l = start[i]; l < diagonal[i]; l++) {
        int k = 2 * column[l];
        int own = 4 * l;
        first -= v[own] * work[k] + v[own + 1] * work[k + 1];
        second -= v[own + 2] * work[k] + v[own + 3] * work[k + 1];
      }
      work[2 * i] = first;
      work[2 * i + 1] = second;
    }
    for (int i = size - 1; i >= 0; i--) {
      double first = work[2 * i];
      double second = work[2 * i + 1];
      for (int u = diagonal[i] + 1; u < start[i + 1]; u++) {
        int k = 2 * column[u];
        int own = 4 * u;
        first -= v[own] * work[k] + v[own + 1] * work[k + 1];
        second -= v[own + 2] * work[k] + v[own + 3] * work[k + 1];
      }
      int d = 4 * diagonal[i];
      double one = v[d] * first + v[d + 1] * second;
      double other = v[d + 2] * first + v[d + 3] * second;
      work[2 * i] = one;
      work[2 * i + 1] = other;
      x[2 * order[i]] = one;
      x[2 * order[i] + 1] = other;
    }
  }
}
