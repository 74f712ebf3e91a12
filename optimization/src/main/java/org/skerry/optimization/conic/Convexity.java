package org.skerry.optimization.conic;

import java.util.Arrays;

/// Refuses a quadratic cost that is not convex.
///
/// P is scaled to a unit diagonal and shifted by a little more than rounding; it then has a
/// factorisation with positive pivots if and only if it was positive semidefinite.
final class Convexity {
  private static final double SHIFT = 1e-10;

  private Convexity() {}

  static void require(SparseMatrix p) {
    double[] root = new double[p.columns];
    boolean diagonal = true;
    for (int j = 0; j < p.columns; j++) {
      for (int k = p.starts[j]; k < p.starts[j + 1]; k++) {
        boolean onDiagonal = p.indices[k] == j;
        diagonal &= onDiagonal || p.values[k] == 0;
        if (onDiagonal) {
          if (p.values[k] < 0) {
            refuse(
                "P[%d][%d] is %s, but the diagonal of a convex cost is never negative."
                    .formatted(j, j, p.values[k]));
          }
          root[j] = Math.sqrt(p.values[k]);
        }
      }
    }
    if (!diagonal) {
      requirePivots(p, root);
    }
  }

  private static void requirePivots(SparseMatrix p, double[] root) {
    int n = p.columns;
    Pattern pattern = new Pattern(n);
    for (int j = 0; j < n; j++) {
      pattern.add(j, j);
    }
    for (int j = 0; j < n; j++) {
      for (int k = p.starts[j]; k < p.starts[j + 1]; k++) {
        int i = p.indices[k];
        if (p.values[k] != 0 && (root[i] == 0 || root[j] == 0)) {
          refuse(
              "P[%d][%d] is %s although one of the variables has no square in the cost."
                  .formatted(i, j, p.values[k]));
        }
        pattern.add(i, j);
      }
    }
    int[] place = pattern.merge();
    int[] signs = new int[n];
    Arrays.fill(signs, 1);
    Ldl ldl = Ldl.plan(pattern.entries(), pattern.rows(), pattern.columns(), signs);
    for (int k = 0; k < place.length; k++) {
      place[k] = ldl.entryPlace[place[k]];
    }
    for (int j = 0; j < n; j++) {
      ldl.values[place[j]] = root[j] == 0 ? 1 : SHIFT;
    }
    int next = n;
    for (int j = 0; j < n; j++) {
      for (int k = p.starts[j]; k < p.starts[j + 1]; k++) {
        if (p.values[k] != 0) {
          ldl.values[place[next]] += p.values[k] / root[p.indices[k]] / root[j];
        }
        next++;
      }
    }
    ldl.factor();
    if (ldl.replaced() > 0) {
      refuse(
          "P is not positive semidefinite: the cost falls along a curve through variable %d."
              .formatted(ldl.firstReplaced()));
    }
  }

  private static void refuse(String what) {
    throw new IllegalArgumentException(
        what
            + " Check signs and sizes of the quadratic terms; only convex costs can be minimised.");
  }
}
