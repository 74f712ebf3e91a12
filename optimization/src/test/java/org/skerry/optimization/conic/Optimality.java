package org.skerry.optimization.conic;

import static org.assertj.core.api.Assertions.assertThat;

/// Checks the optimality conditions of a solved problem from its data, not from what the solver
/// says.
final class Optimality {
  private Optimality() {}

  static void require(String name, ConicProblem problem, ConicSolver solver) {
    double[] x = solver.x();
    double[] z = solver.z();
    double[] s = solver.s();
    double[] column = problem.q().clone();
    double[] row = new double[problem.rows()];
    double[] columnSize = new double[problem.variables()];
    double[] rowSize = new double[problem.rows()];
    for (int j = 0; j < problem.variables(); j++) {
      columnSize[j] = Math.max(columnSize[j], Math.abs(column[j]));
      for (int k = problem.p.starts[j]; k < problem.p.starts[j + 1]; k++) {
        int i = problem.p.indices[k];
        add(column, columnSize, j, problem.p.values[k] * x[i]);
        if (i != j) {
          add(column, columnSize, i, problem.p.values[k] * x[j]);
        }
      }
      for (int k = problem.a.starts[j]; k < problem.a.starts[j + 1]; k++) {
        int i = problem.a.indices[k];
        add(row, rowSize, i, problem.a.values[k] * x[j]);
        add(column, columnSize, j, problem.a.values[k] * z[i]);
      }
    }
    double worstColumn = 1;
    double worstRow = 1;
    for (int i = 0; i < row.length; i++) {
      add(row, rowSize, i, s[i]);
      add(row, rowSize, i, -problem.b()[i]);
      worstRow = Math.max(worstRow, rowSize[i]);
    }
    for (double size : columnSize) {
      worstColumn = Math.max(worstColumn, size);
    }
    for (double r : row) {
      assertThat(Math.abs(r)).as(name + " primal").isLessThanOrEqualTo(1e-7 * worstRow);
    }
    for (double c : column) {
      assertThat(Math.abs(c)).as(name + " dual").isLessThanOrEqualTo(1e-7 * worstColumn);
    }
    requireCones(name, problem, s, z);
  }

  private static void add(double[] sum, double[] size, int i, double term) {
    sum[i] += term;
    size[i] = Math.max(size[i], Math.abs(term));
  }

  private static void requireCones(String name, ConicProblem problem, double[] s, double[] z) {
    int row = 0;
    for (Cone cone : problem.cones()) {
      for (int i = row; i < row + cone.size(); i++) {
        if (cone instanceof Cone.Zero) {
          assertThat(s[i]).as(name + " equation").isZero();
        } else if (cone instanceof Cone.Nonnegative || i == row) {
          assertThat(s[i]).as(name + " slack").isNotNegative();
          assertThat(z[i]).as(name + " multiplier").isNotNegative();
        }
      }
      if (cone instanceof Cone.SecondOrder) {
        assertThat(tail(s, row, cone)).as(name + " slack").isLessThanOrEqualTo(s[row] * (1 + 1e-9));
        assertThat(tail(z, row, cone)).as(name + " dual").isLessThanOrEqualTo(z[row] * (1 + 1e-9));
      }
      row += cone.size();
    }
  }

  private static double tail(double[] v, int row, Cone cone) {
    double sum = 0;
    for (int i = row + 1; i < row + cone.size(); i++) {
      sum += v[i] * v[i];
    }
    return Math.sqrt(sum);
  }
}
