package org.skerry.energy.grid;

import java.util.Arrays;

/// A strictly convex quadratic program of few variables, solved exactly:
///
///     minimise ½·x'Hx + g'x   subject to   low ≤ x ≤ high,   a_j'x ≥ b_j.
///
/// D. Goldfarb, A. Idnani, A numerically stable dual method for solving strictly convex quadratic programs,
/// 1983. The method begins at the unconstrained minimum and takes in violated constraints one after another,
/// each time with all multipliers non-negative, so it ends after finitely many steps, either at the optimum
/// or with a constraint that no point satisfies together with the active ones. With H = LL' it keeps
/// J = L'⁻¹Q, whose first columns span the active normals, and the triangle R of these.
///
/// Constraint i < n is the lower bound of x_i, n ≤ i < 2n the upper bound of x_(i−n), 2n + j is row j.
final class DualActiveSet {
  private static final int ROUNDS = 20;

  private final int capacity;
  private int n;

  /// H by rows, g and the bounds: filled by the caller before every solve.
  final double[] hessian;

  final double[] gradient;
  final double[] low;
  final double[] high;

  /// Rows a_j of unit length or so, right-hand sides b_j, and how many there are.
  final double[] row;

  final double[] bound;
  int rows;

  /// The solution, and the multipliers of bounds and rows (0 if inactive).
  final double[] x;

  final double[] multiplier;

  private final double[] factor;
  private final double[] j;
  private final double[] triangle;
  private final int[] active;
  private final boolean[] isActive;
  private final double[] u;
  private final double[] d;
  private final double[] z;
  private final double[] r;
  private final double[] normal;
  private int count;

  /// @param variables at most
  /// @param rows at most
  DualActiveSet(int variables, int rows) {
    capacity = variables;
    hessian = new double[variables * variables];
    gradient = new double[variables];
    low = new double[variables];
    high = new double[variables];
    row = new double[rows * variables];
    bound = new double[rows];
    x = new double[variables];
    multiplier = new double[2 * variables + rows];
    factor = new double[variables * variables];
    j = new double[variables * variables];
    triangle = new double[variables * variables];
    active = new int[variables + 1];
    isActive = new boolean[2 * variables + rows];
    u = new double[variables + 1];
    d = new double[variables];
    z = new double[variables];
    r = new double[variables];
    normal = new double[variables];
  }

  /// Whether a constraint was active when the last solve ended.
  boolean isActive(int constraint) {
    return isActive[constraint];
  }

  /// Solves for the first `variables` variables; matrices have that many columns.
  ///
  /// @return false if no point satisfies the constraints
  boolean solve(int variables) {
    n = variables;
    factorHessian();
    Arrays.fill(isActive, false);
    Arrays.fill(multiplier, 0);
    count = 0;
    for (int round = 0; round < ROUNDS * (n + rows + 1); round++) {
      int violated = mostViolated();
      if (violated < 0) {
        finish();
        return true;
      }
      if (!take(violated)) {
        return false;
      }
    }
    return false;
  }

  /// H = LL'; J = L'⁻¹ by columns; x = −H⁻¹g.
  private void factorHessian() {
    for (int i = 0; i < n; i++) {
      double own = Math.abs(hessian[i * n + i]);
      for (int k = 0; k <= i; k++) {
        double sum = hessian[i * n + k];
        for (int l = 0; l < k; l++) {
          sum -= factor[i * n + l] * factor[k * n + l];
        }
        factor[i * n + k] = i == k ? Math.sqrt(pivot(sum, own)) : sum / factor[k * n + k];
      }
    }
    for (int c = 0; c < n; c++) {
      // column c of L'⁻¹ is row c of L⁻¹: solve L'y = e_c
      for (int i = n - 1; i >= 0; i--) {
        double sum = i == c ? 1 : 0;
        for (int l = i + 1; l <= c; l++) {
          sum -= factor[l * n + i] * j[c * n + l];
        }
        j[c * n + i] = i > c ? 0 : sum / factor[i * n + i];
      }
    }
    Arrays.fill(x, 0, n, 0);
    for (int c = 0; c < n; c++) {
      double sum = 0;
      for (int i = 0; i <= c; i++) {
        sum += j[c * n + i] * gradient[i];
      }
      for (int i = 0; i <= c; i++) {
        x[i] -= sum * j[c * n + i];
      }
    }
  }

  /// A pivot that is not clearly positive is made so: the program then has more curvature than the
  /// problem behind it, and the steps are shorter.
  private static double pivot(double sum, double own) {
    return sum > 1e-12 * own ? Math.max(sum, 1e-300) : Math.max(Math.abs(sum), 1e-6 * own + 1e-12);
  }

  private double slack(int constraint) {
    if (constraint < n) {
      return x[constraint] - low[constraint];
    }
    if (constraint < 2 * n) {
      return high[constraint - n] - x[constraint - n];
    }
    int at = (constraint - 2 * n) * n;
    double sum = -bound[constraint - 2 * n];
    for (int i = 0; i < n; i++) {
      sum += row[at + i] * x[i];
    }
    return sum;
  }

  private int mostViolated() {
    int worst = -1;
    double least = 0;
    for (int c = 0; c < 2 * n + rows; c++) {
      if (isActive[c] || isHeld(c)) {
        continue;
      }
      double slack = slack(c);
      if (slack < least && slack < -tolerance(c)) {
        least = slack;
        worst = c;
      }
    }
    return worst;
  }

  /// Whether the other bound of the same variable is active: what is left there is rounding.
  private boolean isHeld(int constraint) {
    return constraint < 2 * n && isActive[constraint < n ? constraint + n : constraint - n];
  }

  private double tolerance(int constraint) {
    double size =
        constraint < n
            ? low[constraint]
            : constraint < 2 * n ? high[constraint - n] : bound[constraint - 2 * n];
    return 1e-13 * (1 + Math.abs(size));
  }

  private void loadNormal(int constraint) {
    if (constraint < 2 * n) {
      Arrays.fill(normal, 0, n, 0);
      normal[constraint < n ? constraint : constraint - n] = constraint < n ? 1 : -1;
    } else {
      System.arraycopy(row, (constraint - 2 * n) * n, normal, 0, n);
    }
  }

  /// Takes in one violated constraint, dropping active ones whose multiplier would turn negative.
  private boolean take(int constraint) {
    loadNormal(constraint);
    double own = 0;
    while (true) {
      double along = directions();
      int drop = -1;
      double dual = Double.POSITIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        if (r[k] > 0 && u[k] / r[k] < dual) {
          dual = u[k] / r[k];
          drop = k;
        }
      }
      double primal = along > 0 ? -slack(constraint) / along : Double.POSITIVE_INFINITY;
      double step = Math.min(dual, primal);
      if (Double.isInfinite(step)) {
        return false;
      }
      if (along > 0) {
        for (int i = 0; i < n; i++) {
          x[i] += step * z[i];
        }
      }
      for (int k = 0; k < count; k++) {
        u[k] -= step * r[k];
      }
      own += step;
      if (step == primal) {
        u[count] = own;
        add(constraint);
        return true;
      }
      drop(drop);
    }
  }

  /// d = J'·normal, z = J₂d₂, r = R⁻¹d₁. Returns normal'z, 0 if the normal depends on the active
  /// ones.
  private double directions() {
    double all = 0;
    double free = 0;
    for (int c = 0; c < n; c++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += j[c * n + i] * normal[i];
      }
      d[c] = sum;
      all += sum * sum;
      free += c >= count ? sum * sum : 0;
    }
    Arrays.fill(z, 0, n, 0);
    for (int c = count; c < n; c++) {
      for (int i = 0; i < n; i++) {
        z[i] += j[c * n + i] * d[c];
      }
    }
    for (int k = count - 1; k >= 0; k--) {
      double sum = d[k];
      for (int l = k + 1; l < count; l++) {
        sum -= triangle[l * capacity + k] * r[l];
      }
      r[k] = sum / triangle[k * capacity + k];
    }
    return free > 1e-20 * all ? free : 0;
  }

  /// Rotates d₂ onto its first entry, which becomes the next diagonal of R.
  private void add(int constraint) {
    for (int c = n - 1; c > count; c--) {
      double h = length(d[c - 1], d[c]);
      if (h == 0) {
        continue;
      }
      double cos = d[c - 1] / h;
      double sin = d[c] / h;
      d[c - 1] = h;
      d[c] = 0;
      rotate(c - 1, cos, sin);
    }
    for (int k = 0; k <= count; k++) {
      triangle[count * capacity + k] = d[k];
    }
    active[count++] = constraint;
    isActive[constraint] = true;
  }

  /// Of a pair, without the care of Math.hypot for sizes that do not occur here.
  private static double length(double a, double b) {
    return Math.sqrt(a * a + b * b);
  }

  private void rotate(int c, double cos, double sin) {
    int first = c * n;
    int second = first + n;
    for (int i = 0; i < n; i++) {
      double a = j[first + i];
      double b = j[second + i];
      j[first + i] = cos * a + sin * b;
      j[second + i] = cos * b - sin * a;
    }
  }

  /// Removes an active constraint and rotates R back to a triangle.
  private void drop(int k) {
    isActive[active[k]] = false;
    count--;
    for (int l = k; l < count; l++) {
      active[l] = active[l + 1];
      u[l] = u[l + 1];
      System.arraycopy(triangle, (l + 1) * capacity, triangle, l * capacity, capacity);
    }
    for (int l = k; l < count; l++) {
      double a = triangle[l * capacity + l];
      double b = triangle[l * capacity + l + 1];
      double h = length(a, b);
      if (h == 0) {
        continue;
      }
      double cos = a / h;
      double sin = b / h;
      for (int c = l; c < count; c++) {
        double top = triangle[c * capacity + l];
        double bottom = triangle[c * capacity + l + 1];
        triangle[c * capacity + l] = cos * top + sin * bottom;
        triangle[c * capacity + l + 1] = cos * bottom - sin * top;
      }
      rotate(l, cos, sin);
    }
  }

  /// Writes the multipliers and puts variables at active bounds exactly there.
  private void finish() {
    for (int k = 0; k < count; k++) {
      int constraint = active[k];
      multiplier[constraint] = u[k];
      if (constraint < n) {
        x[constraint] = low[constraint];
      } else if (constraint < 2 * n) {
        x[constraint - n] = high[constraint - n];
      }
    }
  }
}
