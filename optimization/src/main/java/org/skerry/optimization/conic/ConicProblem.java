package org.skerry.optimization.conic;

import java.util.List;

/// The data of: minimise 1/2 x'Px + q'x subject to Ax + s = b, s in a product of [Cone]s.
///
/// The arrays are held, not copied: numbers may be changed in place and become known to a solver
/// with its next update, see [ConicSolver#update].
public final class ConicProblem {
  final SparseMatrix p;
  final double[] q;
  final SparseMatrix a;
  final double[] b;
  final List<Cone> cones;

  /// A problem from its data.
  ///
  /// @param p `[n][n]`, the upper triangle with the diagonal of a positive semidefinite matrix
  /// @param q `[n]`
  /// @param a `[m][n]`
  /// @param b `[m]`
  /// @param cones in the order of the rows; their sizes add up to m
  /// @throws IllegalArgumentException if sizes contradict each other, a number is not finite, or
  ///   `p` has an entry below its diagonal
  public ConicProblem(SparseMatrix p, double[] q, SparseMatrix a, double[] b, List<Cone> cones) {
    this.p = p;
    this.q = q;
    this.a = a;
    this.b = b;
    this.cones = List.copyOf(cones);
    int n = q.length;
    int m = b.length;
    if (p.rows != n || p.columns != n || a.rows != m || a.columns != n) {
      throw new IllegalArgumentException(
          "q has %d and b %d entries, so P must be %d x %d and A %d x %d, but they are %d x %d and %d x %d."
              .formatted(n, m, n, n, m, n, p.rows, p.columns, a.rows, a.columns));
    }
    long sum = this.cones.stream().mapToLong(Cone::size).sum();
    if (sum != m) {
      throw new IllegalArgumentException(
          "The cones have %d rows in all, but b has %d. Give every row to one cone."
              .formatted(sum, m));
    }
    for (int j = 0; j < n; j++) {
      if (p.starts[j + 1] > p.starts[j] && p.indices[p.starts[j + 1] - 1] > j) {
        throw new IllegalArgumentException(
            "P has an entry at (%d, %d) below its diagonal. Give the upper triangle only."
                .formatted(p.indices[p.starts[j + 1] - 1], j));
      }
    }
    requireFinite();
  }

  /// The number of variables.
  public int variables() {
    return q.length;
  }

  /// The number of rows.
  public int rows() {
    return b.length;
  }

  /// The quadratic term, upper triangle.
  public SparseMatrix p() {
    return p;
  }

  /// The linear term itself, `[n]`.
  public double[] q() {
    return q;
  }

  /// The rows.
  public SparseMatrix a() {
    return a;
  }

  /// The right-hand sides themselves, `[m]`.
  public double[] b() {
    return b;
  }

  /// The cones in the order of the rows.
  public List<Cone> cones() {
    return cones;
  }

  void requireFinite() {
    requireFinite("P", p.values, p.entries());
    requireFinite("q", q, q.length);
    requireFinite("A", a.values, a.entries());
    requireFinite("b", b, b.length);
  }

  private static void requireFinite(String name, double[] values, int size) {
    for (int k = 0; k < size; k++) {
      if (!Double.isFinite(values[k])) {
        throw new IllegalArgumentException(
            "%s[%d] is %s, but must be a finite number. Leave out rows that do not limit."
                .formatted(name, k, values[k]));
      }
    }
  }
}
