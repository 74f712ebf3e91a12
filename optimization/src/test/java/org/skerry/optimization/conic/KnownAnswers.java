package org.skerry.optimization.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Random problems whose answer is built in: a primal and a dual point that satisfy the optimality
/// conditions, a certificate that no point is feasible, or a ray along which the cost falls.
///
/// Besides ordinary rows there are free, fixed and absent variables, doubled and empty rows, limits
/// of 1e20, degenerate pairs (slack and multiplier both 0), and cones of one row and more.
final class KnownAnswers {
  /// A problem, its status, and its optimal cost where it has one.
  record Known(String family, ConicProblem problem, Status status, double objective) {}

  private final SplittableRandom random;

  KnownAnswers(SplittableRandom random) {
    this.random = random;
  }

  /// The families: what is minimised over what, what the answer is, how it is scaled.
  Known next() {
    boolean quadratic = random.nextBoolean();
    boolean conic = random.nextBoolean();
    int kind = random.nextInt(4);
    Status status = kind == 0 ? Status.INFEASIBLE : kind == 1 ? Status.UNBOUNDED : Status.SOLVED;
    boolean scaled = random.nextInt(3) == 0;
    String family =
        (conic ? "SOCP" : quadratic ? "QP" : "LP") + " " + status + (scaled ? " scaled" : "");
    Known plain = build(family, quadratic, conic, status);
    return scaled
        ? new Known(
            family, RandomProblems.scaled(random, plain.problem, 1e6), status, plain.objective)
        : plain;
  }

  private Known build(String family, boolean quadratic, boolean conic, Status status) {
    int n = 2 + random.nextInt(30);
    List<Cone> cones = new ArrayList<>();
    cones.add(new Cone.Zero(random.nextInt(1 + n / 3)));
    cones.add(new Cone.Nonnegative(n + random.nextInt(2 * n)));
    for (int c = conic ? 1 + random.nextInt(6) : 0; c > 0; c--) {
      cones.add(new Cone.SecondOrder(1 + random.nextInt(random.nextBoolean() ? 4 : 12)));
    }
    if (status == Status.INFEASIBLE) {
      cones.add(new Cone.Nonnegative(1));
    }
    int m = cones.stream().mapToInt(Cone::size).sum();
    double[][] a = rows(n, m, status == Status.UNBOUNDED ? cones : List.of());
    double[][] p = quadratic ? curvature(n, status == Status.UNBOUNDED) : new double[n][n];
    double[] x = random.doubles(n, -2, 2).toArray();
    double[] s = new double[m];
    double[] z = new double[m];
    pairs(cones, s, z);
    double[] b = new double[m];
    double[] q = new double[n];
    for (int i = 0; i < m; i++) {
      b[i] = s[i] + dot(a[i], x);
    }
    double objective = Double.NaN;
    if (status == Status.INFEASIBLE) {
      contradict(a, b, z);
      pairs(cones, s, z); // others, so that the dual has a point and no ray lowers the cost
    }
    for (int j = 0; j < n; j++) {
      q[j] = -dot(p[j], x);
      for (int i = 0; i < m; i++) {
        q[j] -= a[i][j] * z[i];
      }
    }
    if (status != Status.INFEASIBLE) {
      objective = dot(q, x);
      for (int j = 0; j < n; j++) {
        objective += 0.5 * x[j] * dot(p[j], x);
      }
      if (status == Status.UNBOUNDED) {
        q[0] -= 1 + q[0] + q[1];
      }
    }
    return new Known(family, problem(a, p, q, b, cones), status, objective);
  }

  /// Rows of few entries, some of them empty or doubled or of one variable. Along the ray e0 + e1,
  /// if one is wanted, equations and cones stay as they are and inequalities never tighten.
  private double[][] rows(int n, int m, List<Cone> ray) {
    double[][] a = new double[m][n];
    for (int i = 0; i < m; i++) {
      int kind = random.nextInt(12);
      int entries = kind == 0 ? 0 : kind < 4 ? 1 : 2 + random.nextInt(3);
      for (int k = 0; k < entries; k++) {
        a[i][random.nextInt(n)] = random.nextDouble(-1, 1);
      }
      if (kind == 11 && i > 0) {
        a[i] = a[i - 1].clone();
      }
    }
    int row = 0;
    for (Cone cone : ray) {
      for (int i = row; i < row + cone.size(); i++) {
        double share =
            cone instanceof Cone.Nonnegative && random.nextBoolean() ? random.nextDouble() : 0;
        a[i][1] = -a[i][0] - share;
      }
      row += cone.size();
    }
    return a;
  }

  private double[][] curvature(int n, boolean ray) {
    double[][] p = new double[n][n];
    int rank = 1 + random.nextInt(n);
    double size = Math.pow(10, random.nextDouble(-2, 3));
    for (int k = 0; k < rank; k++) {
      double[] v = new double[n];
      for (int e = 0; e < 3; e++) {
        int j = random.nextInt(n);
        v[j] = ray && j < 2 ? 0 : random.nextDouble(-1, 1);
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          p[i][j] += size * v[i] * v[j];
        }
      }
    }
    return p;
  }

  /// Complementary slacks and multipliers.
  private void pairs(List<Cone> cones, double[] s, double[] z) {
    int row = 0;
    for (Cone cone : cones) {
      int end = row + cone.size();
      switch (cone) {
        case Cone.Zero _ -> {
          for (int i = row; i < end; i++) {
            z[i] = random.nextDouble(-1, 1);
          }
        }
        case Cone.Nonnegative _ -> {
          for (int i = row; i < end; i++) {
            int kind = random.nextInt(10);
            s[i] = kind < 5 ? random.nextDouble(0.1, 2) : 0;
            z[i] = kind > 5 ? random.nextDouble(0.1, 2) : 0;
          }
        }
        case Cone.SecondOrder _ -> cone(s, z, row, end);
      }
      row = end;
    }
  }

  /// One inside and the other 0, or both on the boundary and opposite.
  private void cone(double[] s, double[] z, int row, int end) {
    Arrays.fill(s, row, end, 0);
    Arrays.fill(z, row, end, 0);
    double norm = 0;
    for (int i = row + 1; i < end; i++) {
      s[i] = random.nextDouble(-1, 1);
      norm = Math.hypot(norm, s[i]);
    }
    switch (random.nextInt(3)) {
      case 0 -> s[row] = norm + random.nextDouble(0.1, 1);
      case 1 -> {
        z[row] = norm + random.nextDouble(0.1, 1);
        for (int i = row + 1; i < end; i++) {
          z[i] = s[i];
          s[i] = 0;
        }
      }
      default -> {
        double share = random.nextDouble(0.1, 2);
        s[row] = norm;
        z[row] = share * norm;
        for (int i = row + 1; i < end; i++) {
          z[i] = -share * s[i];
        }
      }
    }
  }

  /// Makes the last row contradict the others: with multiplier 1 all add up to 0'x <= -1.
  private static void contradict(double[][] a, double[] b, double[] z) {
    int last = b.length - 1;
    a[last] = new double[a[last].length];
    b[last] = -1;
    for (int i = 0; i < last; i++) {
      b[last] -= z[i] * b[i];
      for (int j = 0; j < a[last].length; j++) {
        a[last][j] -= z[i] * a[i][j];
      }
    }
  }

  private ConicProblem problem(
      double[][] a, double[][] p, double[] q, double[] b, List<Cone> cones) {
    Triplets rows = new Triplets();
    Triplets squares = new Triplets();
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < q.length; j++) {
        if (a[i][j] != 0) {
          rows.add(i, j, a[i][j]);
        }
      }
    }
    for (int i = 0; i < q.length; i++) {
      for (int j = i; j < q.length; j++) {
        if (p[i][j] != 0) {
          squares.add(i, j, p[i][j]);
        }
      }
    }
    List<Cone> all = new ArrayList<>(cones);
    int m = b.length;
    double[] right = b;
    if (random.nextBoolean()) { // a limit that is none
      rows.add(m, random.nextInt(q.length), random.nextBoolean() ? 1 : -1);
      all.add(new Cone.Nonnegative(1));
      right = Arrays.copyOf(b, m + 1);
      right[m++] = 1e30;
    }
    return new ConicProblem(
        squares.matrix(q.length, q.length), q, rows.matrix(m, q.length), right, all);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
