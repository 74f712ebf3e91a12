package org.skerry.optimization.conic;

import java.util.Arrays;

/// The factorisation entry by entry, for matrices whose factor has short columns.
///
/// The values are the diagonal, `[n]`, and then the entries of L by columns. What each elimination
/// changes is planned once: eliminating column k with the entries l_1 … l_c below its pivot changes
/// the c (c + 1) / 2 places of their products, listed row by row of that triangle. The loops over
/// short columns of varying length that this would otherwise take cost more than their arithmetic;
/// so the plan makes them a few long loops without branches. The backward solution runs over the
/// entries by rows, so that no two neighbouring steps change the same number. [Ldl#plan] takes this
/// way only up to 3e7 products, so that their number fits an int.
final class ScalarLdl extends Ldl {
  private final int n;

  /// `[n + 1]`: where the entries of each column begin, after the diagonal.
  private final int[] starts;

  /// Row and column of the entries, by columns.
  private final int[] row;

  private final int[] column;

  /// Row, column and place in the values of the entries, by falling rows.
  private final int[] backRow;

  private final int[] backColumn;
  private final int[] backPlace;

  /// Place of each product, and how the products of any column are numbered.
  private final int[] target;

  private final int[] triangleRow;
  private final int[] triangleColumn;
  private final double[] scaled;
  private final double[] inverse;

  ScalarLdl(Elimination elimination, int entries, int[] row, int[] column, int[] signs) {
    this(elimination, entries, row, column, signs, pattern(elimination));
  }

  private ScalarLdl(
      Elimination elimination, int entries, int[] row, int[] column, int[] signs, int[] rows) {
    super(elimination, signs, new int[entries], elimination.n + rows.length);
    n = elimination.n;
    starts = starts(elimination);
    this.row = rows;
    int size = rows.length;
    this.column = new int[size];
    int longest = 0;
    int products = 0;
    for (int j = 0; j < n; j++) {
      int length = starts[j + 1] - starts[j];
      Arrays.fill(this.column, starts[j] - n, starts[j + 1] - n, j);
      longest = Math.max(longest, length);
      products += length * (length + 1) / 2;
    }
    backRow = new int[size];
    backColumn = new int[size];
    backPlace = new int[size];
    planBackward();
    triangleRow = new int[longest * (longest + 1) / 2];
    triangleColumn = new int[triangleRow.length];
    int k = 0;
    for (int i = 0; i < longest; i++) {
      for (int j = 0; j <= i; j++) {
        triangleRow[k] = i;
        triangleColumn[k++] = j;
      }
    }
    target = new int[products];
    planProducts();
    scaled = new double[longest];
    inverse = new double[n];
    for (int e = 0; e < entries; e++) {
      int a = elimination.place[row[e]];
      int b = elimination.place[column[e]];
      entryPlace[e] = a == b ? a : find(Math.min(a, b), Math.max(a, b));
    }
  }

  private static int[] starts(Elimination elimination) {
    int[] starts = new int[elimination.n + 1];
    starts[0] = elimination.n;
    for (int j = 0; j < elimination.n; j++) {
      starts[j + 1] = starts[j] + elimination.counts[j] - 1;
    }
    return starts;
  }

  /// The rows of the entries of L below the diagonal, by columns, ascending.
  private static int[] pattern(Elimination elimination) {
    int n = elimination.n;
    int[] next = starts(elimination);
    int[] rows = new int[next[n] - n];
    int[] seen = new int[n];
    Arrays.fill(seen, -1);
    for (int i = 0; i < n; i++) {
      seen[i] = i;
      int old = elimination.order[i];
      for (int k = elimination.starts[old]; k < elimination.starts[old + 1]; k++) {
        int j = elimination.place[elimination.pattern[k]];
        while (j < i && seen[j] != i) {
          rows[next[j]++ - n] = i;
          seen[j] = i;
          j = elimination.tree[j];
        }
      }
    }
    return rows;
  }

  private void planBackward() {
    int[] next = new int[n + 1];
    for (int i : row) {
      next[n - 1 - i + 1]++;
    }
    for (int i = 0; i < n; i++) {
      next[i + 1] += next[i];
    }
    for (int p = 0; p < row.length; p++) {
      int to = next[n - 1 - row[p]]++;
      backRow[to] = row[p];
      backColumn[to] = column[p];
      backPlace[to] = n + p;
    }
  }

  private void planProducts() {
    int filled = 0;
    for (int k = 0; k < n; k++) {
      int length = starts[k + 1] - starts[k];
      int first = starts[k] - n;
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < i; j++) {
          target[filled++] = find(row[first + j], row[first + i]);
        }
        target[filled++] = row[first + i];
      }
    }
  }

  private int find(int j, int i) {
    return n + Arrays.binarySearch(row, starts[j] - n, starts[j + 1] - n, i);
  }

  @Override
  void factorValues() {
    double[] v = values;
    double[] w = scaled;
    int product = 0;
    for (int k = 0; k < n; k++) {
      int first = starts[k];
      int length = starts[k + 1] - first;
      double reciprocal = 1 / checked(v[k], k);
      inverse[k] = reciprocal;
      for (int i = 0; i < length; i++) {
        w[i] = v[first + i] * reciprocal;
      }
      int products = length * (length + 1) / 2;
      for (int q = 0; q < products; q++) {
        v[target[product + q]] -= v[first + triangleRow[q]] * w[triangleColumn[q]];
      }
      product += products;
      for (int i = 0; i < length; i++) {
        v[first + i] = w[i];
      }
    }
  }

  @Override
  void forward(double[] y) {
    double[] v = values;
    for (int p = 0; p < row.length; p++) {
      y[row[p]] -= v[n + p] * y[column[p]];
    }
    for (int i = 0; i < n; i++) {
      y[i] *= inverse[i];
    }
  }

  @Override
  void backward(double[] y) {
    double[] v = values;
    for (int p = 0; p < backRow.length; p++) {
      y[backColumn[p]] -= v[backPlace[p]] * y[backRow[p]];
    }
  }
}
