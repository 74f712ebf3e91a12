package org.skerry.optimization.conic;

import java.util.Arrays;

/// A [ConicProblem] as the method works on it: rows sorted by what happens to them, then scaled.
///
/// Rows are renumbered into these groups, in this order:
///
/// 1. equations (zero cones);
/// 2. inequalities of two and more variables, and of none;
/// 3. second-order cones that stay rows of the linear system, `[kept cones]`;
/// 4. second-order cones that are eliminated from it, `[condensed cones]`: few rows, few variables;
/// 5. inequalities of one variable, the *bounds*.
///
/// Groups 1-3 are rows of the linear system; groups 4 and 5 only change its leading block, see
/// [Kkt]. The matrix of groups 1-4 is kept by columns, a bound as its variable and coefficient.
///
/// Scaling (equilibration): with diagonal D and E, positive, and numbers c and r the method solves
/// P^ = c r DPD, q^ = c Dq, A^ = EAD, b^ = Eb / r, so that x = r D x^, z = E z^ / c, s = r s^ / E,
/// and the objective is r / c times that of the scaled problem. E is constant on a second-order
/// cone.
///
/// D and E make the largest entries of rows and columns of [f P A'; A 0] equal to 1 (Ruiz), in ten
/// passes. The factor f brings the cost to size 1 anew in every pass, as Clarabel does: the unit of
/// money says nothing about the variables. With P at its own size, costs of thousands shrink the
/// columns of the generators and stretch their rows, and the homogeneous embedding, in which the
/// curvature x'Px / t is not linear, wanders: of 60 random optimal power flows with quadratic cost
/// 44 stalled so. Then r brings the largest right-hand side to size 1 and c the cost. Leaving r
/// out, as Clarabel does, takes as many steps or 5 % more on random flows, half as many refinements
/// again or more than twice as many, and loses digits where right-hand sides are far from 1.
///
/// Reference: D. Ruiz, "A scaling algorithm to equilibrate both rows and columns norms in
/// matrices", Rutherford Appleton Laboratory, RAL-TR-2001-034 (2001).
final class NormalForm {
  private static final int PASSES = 10;

  /// A limit of this size is none.
  static final double NO_BOUND = 1e20;

  private static final double LEAST_SCALE = 1e-5;
  private static final double LARGEST_SCALE = 1e5;

  /// Cones of more rows are spread by a rank-two expansion instead of kept as a dense block.
  static final int DENSE_SIZE = 6;

  final int n;
  final int m;
  final int zeros;
  final int inequalities;
  final int keptCones;
  final int cones;

  /// End of groups 1-3, of groups 1-4.
  final int kept;

  final int general;

  /// `[cones + 1]`: the first row of each second-order cone, kept ones first.
  final int[] coneStart;

  /// `[m]`: the row here of each row of the problem.
  final int[] rowPlace;

  /// The matrix of groups 1-4 by columns, and again by rows: where the values come from, and so on.
  final int[] aStarts;

  final int[] aRows;
  final double[] aValues;
  private final int[] aSource;
  private final int[] aColumns;
  private final int[] byRowRows;
  private final int[] byRowColumns;
  private final int[] byRowSource;
  private final double[] byRowValues;

  /// `[m - general]`: variable and coefficient of each bound.
  final int[] boundColumn;

  final double[] boundValue;
  private final int[] boundSource;

  final int[] pStarts;
  final int[] pRows;
  final double[] pValues;

  final double[] q;
  final double[] b;

  final double[] columnScale;
  final double[] rowScale;
  double costScale = 1;
  double rightScale = 1;

  /// `[m]`: inequalities whose right-hand side is [#NO_BOUND] or more and that hence do not limit.
  final boolean[] open;

  /// `[n]` and `[m]`: 1 / D and 1 / E.
  final double[] columnUnit;

  final double[] rowUnit;
  private final double[] columnNorm;
  private final double[] rowNorm;

  NormalForm(ConicProblem problem) {
    n = problem.variables();
    m = problem.rows();
    int[] group = new int[m];
    int[] entries = entriesPerRow(problem.a);
    boolean[] condensable = new boolean[m];
    markCondensable(problem, condensable);
    int[] sizes = new int[5];
    int[] conesOf = new int[2];
    int row = 0;
    for (Cone cone : problem.cones) {
      for (int i = 0; i < cone.size(); i++) {
        int kind =
            switch (cone) {
              case Cone.Zero _ -> 0;
              case Cone.SecondOrder _ when cone.size() > 1 -> condensable[row] ? 3 : 2;
              case Cone.SecondOrder _, Cone.Nonnegative _ -> entries[row + i] == 1 ? 4 : 1;
            };
        group[row + i] = kind;
        sizes[kind]++;
      }
      if (cone instanceof Cone.SecondOrder && cone.size() > 1) {
        conesOf[condensable[row] ? 1 : 0]++;
      }
      row += cone.size();
    }
    zeros = sizes[0];
    inequalities = sizes[1];
    kept = zeros + inequalities + sizes[2];
    general = kept + sizes[3];
    keptCones = conesOf[0];
    cones = conesOf[0] + conesOf[1];
    coneStart = new int[cones + 1];
    rowPlace = new int[m];
    placeRows(problem, group, new int[] {0, zeros, zeros + inequalities, kept, general});

    pStarts = problem.p.starts;
    pRows = problem.p.indices;
    pValues = new double[problem.p.entries()];
    aStarts = new int[n + 1];
    int bounds = m - general;
    aRows = new int[problem.a.entries() - bounds];
    aValues = new double[aRows.length];
    aSource = new int[aRows.length];
    boundColumn = new int[bounds];
    boundValue = new double[bounds];
    boundSource = new int[bounds];
    placeEntries(problem.a);
    aColumns = new int[aRows.length];
    byRowRows = new int[aRows.length];
    byRowColumns = new int[aRows.length];
    byRowSource = new int[aRows.length];
    byRowValues = new double[aRows.length];
    sortByRows();

    q = new double[n];
    b = new double[m];
    columnScale = new double[n];
    rowScale = new double[m];
    open = new boolean[m];
    columnUnit = new double[n];
    rowUnit = new double[m];
    columnNorm = new double[n];
    rowNorm = new double[m];
  }

  private static int[] entriesPerRow(SparseMatrix a) {
    int[] entries = new int[a.rows];
    for (int k = 0; k < a.entries(); k++) {
      entries[a.indices[k]]++;
    }
    return entries;
  }

  /// A cone is worth condensing if the block that it makes has no more entries than the rows that
  /// it saves.
  private static void markCondensable(ConicProblem problem, boolean[] condensable) {
    int[] coneOf = new int[problem.rows()];
    int[] columns = new int[problem.rows()];
    int[] entries = new int[problem.rows()];
    int row = 0;
    for (Cone cone : problem.cones) {
      Arrays.fill(coneOf, row, row + cone.size(), row);
      row += cone.size();
    }
    int[] seen = new int[problem.rows()];
    Arrays.fill(seen, -1);
    SparseMatrix a = problem.a;
    for (int j = 0; j < a.columns; j++) {
      for (int k = a.starts[j]; k < a.starts[j + 1]; k++) {
        int cone = coneOf[a.indices[k]];
        entries[cone]++;
        if (seen[cone] != j) {
          seen[cone] = j;
          columns[cone]++;
        }
      }
    }
    row = 0;
    for (Cone cone : problem.cones) {
      if (cone instanceof Cone.SecondOrder && cone.size() <= 8) {
        int size = cone.size();
        long block = (long) columns[row] * (columns[row] + 1) / 2;
        condensable[row] = columns[row] > 0 && block <= entries[row] + size * (size + 1) / 2;
      }
      row += cone.size();
    }
  }

  private void placeRows(ConicProblem problem, int[] group, int[] next) {
    int row = 0;
    int keptCone = 0;
    int condensedCone = keptCones;
    for (Cone cone : problem.cones) {
      if (cone.size() > 0 && (group[row] == 2 || group[row] == 3)) {
        if (group[row] == 2) {
          coneStart[keptCone++] = next[2];
        } else {
          coneStart[condensedCone++] = next[3];
        }
      }
      for (int i = row; i < row + cone.size(); i++) {
        rowPlace[i] = next[group[i]]++;
      }
      row += cone.size();
    }
    coneStart[cones] = general;
  }

  private void placeEntries(SparseMatrix a) {
    int filled = 0;
    for (int j = 0; j < n; j++) {
      aStarts[j] = filled;
      for (int k = a.starts[j]; k < a.starts[j + 1]; k++) {
        int row = rowPlace[a.indices[k]];
        if (row < general) {
          aRows[filled] = row;
          aSource[filled++] = k;
        } else {
          boundColumn[row - general] = j;
          boundSource[row - general] = k;
        }
      }
    }
    aStarts[n] = filled;
  }

  private void sortByRows() {
    int[] next = new int[general + 1];
    for (int row : aRows) {
      next[row + 1]++;
    }
    for (int i = 0; i < general; i++) {
      next[i + 1] += next[i];
    }
    for (int j = 0; j < n; j++) {
      for (int k = aStarts[j]; k < aStarts[j + 1]; k++) {
        aColumns[k] = j;
        int to = next[aRows[k]]++;
        byRowRows[to] = aRows[k];
        byRowColumns[to] = j;
        byRowSource[to] = k;
      }
    }
  }

  /// Takes all numbers anew from the problem and scales them.
  void load(ConicProblem problem) {
    Arrays.fill(columnScale, 1);
    Arrays.fill(rowScale, 1);
    for (int pass = 0; pass < PASSES; pass++) {
      takeNorms(problem, costFactor(problem));
      for (int j = 0; j < n; j++) {
        columnScale[j] = limited(columnScale[j] * rootOf(columnNorm[j]));
      }
      for (int i = 0; i < m; i++) {
        rowScale[i] = limited(rowScale[i] * rootOf(rowNorm[i]));
      }
      for (int i = 0; i < m - general; i++) {
        double scaled = Math.abs(problem.a.values[boundSource[i]]) * columnScale[boundColumn[i]];
        rowScale[general + i] = scaled == 0 ? 1 : limited(1 / scaled);
      }
    }
    for (int j = 0; j < n; j++) {
      columnUnit[j] = 1 / columnScale[j];
    }
    for (int i = 0; i < m; i++) {
      rowUnit[i] = 1 / rowScale[i];
    }
    takeOpen(problem);
    loadMatrix(problem);
    loadVectors(problem);
  }

  private void loadMatrix(ConicProblem problem) {
    for (int j = 0; j < n; j++) {
      for (int k = aStarts[j]; k < aStarts[j + 1]; k++) {
        int row = aRows[k];
        aValues[k] = open[row] ? 0 : problem.a.values[aSource[k]] * rowScale[row] * columnScale[j];
      }
    }
    for (int k = 0; k < byRowValues.length; k++) {
      byRowValues[k] = aValues[byRowSource[k]];
    }
    for (int i = 0; i < boundColumn.length; i++) {
      int row = general + i;
      boundValue[i] =
          open[row]
              ? 0
              : problem.a.values[boundSource[i]] * rowScale[row] * columnScale[boundColumn[i]];
    }
  }

  /// Finds the rows that do not limit; tells whether they are others than before.
  private boolean takeOpen(ConicProblem problem) {
    boolean changed = false;
    for (int i = 0; i < m; i++) {
      int row = rowPlace[i];
      boolean now = isInequality(row) && problem.b[i] >= NO_BOUND;
      changed |= now != open[row];
      open[row] = now;
    }
    return changed;
  }

  private boolean isInequality(int row) {
    return row >= general || (row >= zeros && row < zeros + inequalities);
  }

  /// Takes only q and b anew; the scaling of rows and columns stays.
  void updateVectors(ConicProblem problem) {
    if (takeOpen(problem)) {
      loadMatrix(problem);
    }
    loadVectors(problem);
  }

  /// A row that does not limit becomes 0'x + s = 1, which holds of itself.
  private void loadVectors(ConicProblem problem) {
    double largestRight = 0;
    for (int i = 0; i < m; i++) {
      int row = rowPlace[i];
      b[row] = open[row] ? 0 : problem.b[i] * rowScale[row];
      largestRight = Math.max(largestRight, Math.abs(b[row]));
    }
    double largestCost = 0;
    for (int j = 0; j < n; j++) {
      q[j] = problem.q[j] * columnScale[j];
      largestCost = Math.max(largestCost, Math.abs(q[j]));
    }
    double pNorm = 0;
    for (int j = 0; j < n; j++) {
      for (int k = pStarts[j]; k < pStarts[j + 1]; k++) {
        double value = problem.p.values[k] * columnScale[j] * columnScale[pRows[k]];
        pValues[k] = value;
        pNorm = Math.max(pNorm, Math.abs(value));
      }
    }
    rightScale = sizeOr1(largestRight);
    costScale = 1 / sizeOr1(Math.max(largestCost, pNorm * rightScale));
    for (int i = 0; i < m; i++) {
      b[i] = open[i] ? 1 : b[i] / rightScale;
    }
    for (int j = 0; j < n; j++) {
      q[j] *= costScale;
    }
    for (int k = 0; k < pValues.length; k++) {
      pValues[k] *= costScale * rightScale;
    }
  }

  /// The factor that brings the cost to size 1: the largest entry of q, or the mean of the largest
  /// entries of the columns of P where that is more.
  private double costFactor(ConicProblem problem) {
    Arrays.fill(columnNorm, 0);
    double largest = 0;
    for (int j = 0; j < n; j++) {
      largest = Math.max(largest, Math.abs(problem.q[j] * columnScale[j]));
      takeQuadraticNorms(problem, j, 1);
    }
    double mean = 0;
    for (int j = 0; j < n; j++) {
      mean += columnNorm[j] / n;
    }
    return 1 / sizeOr1(Math.max(largest, mean));
  }

  private void takeQuadraticNorms(ConicProblem problem, int j, double factor) {
    for (int k = pStarts[j]; k < pStarts[j + 1]; k++) {
      int i = pRows[k];
      double value = factor * Math.abs(problem.p.values[k]) * columnScale[i] * columnScale[j];
      columnNorm[j] = Math.max(columnNorm[j], value);
      columnNorm[i] = Math.max(columnNorm[i], value);
    }
  }

  private void takeNorms(ConicProblem problem, double cost) {
    Arrays.fill(columnNorm, 0);
    Arrays.fill(rowNorm, 0);
    for (int j = 0; j < n; j++) {
      double largest = 0;
      for (int k = aStarts[j]; k < aStarts[j + 1]; k++) {
        int i = aRows[k];
        double value = Math.abs(problem.a.values[aSource[k]]) * rowScale[i] * columnScale[j];
        largest = Math.max(largest, value);
        rowNorm[i] = Math.max(rowNorm[i], value);
      }
      columnNorm[j] = Math.max(columnNorm[j], largest);
      takeQuadraticNorms(problem, j, cost);
    }
    for (int c = 0; c < cones; c++) {
      double largest = 0;
      for (int i = coneStart[c]; i < coneStart[c + 1]; i++) {
        largest = Math.max(largest, rowNorm[i]);
      }
      Arrays.fill(rowNorm, coneStart[c], coneStart[c + 1], largest);
    }
    Arrays.fill(rowNorm, general, m, 1);
    for (int i = 0; i < boundColumn.length; i++) {
      if (columnNorm[boundColumn[i]] == 0) {
        columnNorm[boundColumn[i]] =
            Math.abs(problem.a.values[boundSource[i]])
                * rowScale[general + i]
                * columnScale[boundColumn[i]];
      }
    }
  }

  private static double rootOf(double norm) {
    return norm == 0 ? 1 : 1 / Math.sqrt(norm);
  }

  private static double limited(double scale) {
    return Math.max(LEAST_SCALE, Math.min(LARGEST_SCALE, scale));
  }

  private static double sizeOr1(double size) {
    return size == 0 ? 1 : size;
  }

  /// Adds `factor * P x` to `out`.
  void addP(double factor, double[] x, double[] out) {
    if (pValues.length == 0) {
      return;
    }
    for (int j = 0; j < n; j++) {
      double xj = factor * x[j];
      double sum = 0;
      for (int k = pStarts[j]; k < pStarts[j + 1]; k++) {
        int i = pRows[k];
        if (i == j) {
          sum += pValues[k] * xj;
        } else {
          out[i] += pValues[k] * xj;
          sum += factor * pValues[k] * x[i];
        }
      }
      out[j] += sum;
    }
  }

  /// Adds `factor * A x` to `outRows` and `factor * A' z` to `outColumns`. Two long loops, the
  /// first by columns and the second by rows, so that no two neighbouring steps add to the same
  /// sum.
  void addBoth(double factor, double[] x, double[] z, double[] outColumns, double[] outRows) {
    int entries = aValues.length;
    for (int k = 0; k < entries; k++) {
      outRows[aRows[k]] += factor * aValues[k] * x[aColumns[k]];
    }
    for (int k = 0; k < entries; k++) {
      outColumns[byRowColumns[k]] += factor * byRowValues[k] * z[byRowRows[k]];
    }
    for (int i = 0; i < boundColumn.length; i++) {
      int j = boundColumn[i];
      double value = factor * boundValue[i];
      outRows[general + i] += value * x[j];
      outColumns[j] += value * z[general + i];
    }
  }
}
