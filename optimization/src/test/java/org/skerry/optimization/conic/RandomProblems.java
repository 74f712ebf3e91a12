package org.skerry.optimization.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Problems with a strictly feasible primal and dual point, hence with an optimum.
final class RandomProblems {
  private RandomProblems() {}

  /// Equations, inequalities and a convex quadratic cost over `n` variables.
  static ConicProblem quadratic(SplittableRandom random, int n) {
    List<Cone> cones = List.of(new Cone.Zero(n / 4), new Cone.Nonnegative(n));
    return build(random, n, cones, 1);
  }

  /// `count` cones of dimension `size`, some inequalities, and bounds that keep all compact.
  static ConicProblem cones(SplittableRandom random, int n, int count, int size) {
    List<Cone> cones = new ArrayList<>();
    cones.add(new Cone.Zero(n / 5));
    for (int c = 0; c < count; c++) {
      cones.add(new Cone.SecondOrder(size));
      cones.add(new Cone.Nonnegative(1));
    }
    cones.add(new Cone.Nonnegative(n));
    return build(random, n, cones, 0);
  }

  private static ConicProblem build(
      SplittableRandom random, int n, List<Cone> cones, double curvature) {
    int m = cones.stream().mapToInt(Cone::size).sum();
    Triplets a = new Triplets();
    double[] x = new double[n];
    for (int j = 0; j < n; j++) {
      x[j] = random.nextDouble() * 4 - 2;
    }
    double[] b = new double[m];
    double[] q = new double[n];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < 3; k++) {
        int j = (i * 7 + k * 3 + random.nextInt(2)) % n;
        double value = random.nextDouble() * 2 - 1;
        a.add(i, j, value);
      }
    }
    SparseMatrix matrix = a.matrix(m, n);
    double[] z = new double[m];
    int row = 0;
    for (Cone cone : cones) {
      for (int i = row; i < row + cone.size(); i++) {
        boolean head = cone instanceof Cone.SecondOrder && i == row;
        z[i] =
            cone instanceof Cone.Nonnegative
                ? 0.1 + random.nextDouble()
                : random.nextDouble() - 0.5;
        b[i] =
            cone instanceof Cone.Zero
                ? 0
                : cone instanceof Cone.Nonnegative
                    ? random.nextDouble()
                    : 0.1 * random.nextDouble();
        if (head) {
          z[i] = 0.6 * cone.size();
          b[i] = 0.2 * cone.size();
        }
      }
      row += cone.size();
    }
    Triplets p = new Triplets();
    if (curvature > 0) {
      for (int j = 0; j < n; j++) {
        p.add(j, j, curvature * (1 + random.nextDouble()));
        if (j > 0 && j % 2 == 0) {
          p.add(j - 1, j, curvature * (random.nextDouble() - 0.5));
        }
      }
    }
    SparseMatrix quadratic = p.matrix(n, n);
    double[] gradient = new double[n];
    for (int j = 0; j < n; j++) {
      for (int k = quadratic.starts[j]; k < quadratic.starts[j + 1]; k++) {
        int i = quadratic.indices[k];
        gradient[j] += quadratic.values[k] * x[i];
        gradient[i] += i == j ? 0 : quadratic.values[k] * x[j];
      }
      for (int k = matrix.starts[j]; k < matrix.starts[j + 1]; k++) {
        b[matrix.indices[k]] += matrix.values[k] * x[j];
        gradient[j] += matrix.values[k] * z[matrix.indices[k]];
      }
      q[j] = -gradient[j];
    }
    return new ConicProblem(quadratic, q, matrix, b, cones);
  }

  /// The same problem with rows and columns multiplied by powers of two, up to a factor `size`
  /// apart, cones as a whole; the objective stays the same, and what cancels still does.
  static ConicProblem scaled(SplittableRandom random, ConicProblem problem, double size) {
    int n = problem.variables();
    int reach = (int) Math.round(0.5 * Math.log(size) / Math.log(2));
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      column[j] = Math.scalb(1.0, random.nextInt(-reach, reach + 1));
    }
    double[] row = new double[problem.rows()];
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.scalb(1.0, random.nextInt(-reach, reach + 1));
    }
    int first = 0;
    for (Cone cone : problem.cones()) {
      if (cone instanceof Cone.SecondOrder) {
        Arrays.fill(row, first, first + cone.size(), row[first]);
      }
      first += cone.size();
    }
    Triplets a = new Triplets();
    Triplets p = new Triplets();
    double[] q = problem.q().clone();
    double[] b = problem.b().clone();
    for (int j = 0; j < n; j++) {
      q[j] *= column[j];
      for (int k = problem.a.starts[j]; k < problem.a.starts[j + 1]; k++) {
        int i = problem.a.indices[k];
        a.add(i, j, problem.a.values[k] * row[i] * column[j]);
      }
      for (int k = problem.p.starts[j]; k < problem.p.starts[j + 1]; k++) {
        int i = problem.p.indices[k];
        p.add(i, j, problem.p.values[k] * column[i] * column[j]);
      }
    }
    for (int i = 0; i < b.length; i++) {
      b[i] *= row[i];
    }
    return new ConicProblem(p.matrix(n, n), q, a.matrix(b.length, n), b, problem.cones());
  }
}
