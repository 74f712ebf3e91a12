package org.skerry.optimization.conic;

import java.util.Arrays;

/// The linear system of one iteration: [P A'; A -W^2] [dx; dz] = [right; rightRows].
///
/// It is factored in reduced and regularised form. Bounds and small second-order cones are
/// eliminated beforehand: a row a x_j with scaling W^2 = s / z adds a^2 z / s to the diagonal, a
/// cone adds A_c' (W^2 + d I)^-1 A_c to the block of its few variables. A large cone is spread out
/// by two further unknowns, W^2 = e^2 (D + u u' - v v'), which keeps the matrix sparse. Static
/// regularisation +-d makes the rest quasi-definite with pivots far from zero, so that one order of
/// elimination serves for ever. What both distort is made good by iterative refinement against the
/// full, unregularised system.
///
/// References: A. Domahidi, E. Chu, S. Boyd, "ECOS: An SOCP solver for embedded systems", European
/// Control Conference (2013); P. Goulart, Y. Chen, "Clarabel: An interior-point solver for conic
/// programs with quadratic objectives" (2024).
final class Kkt {
  private static final int REFINEMENTS = 8;

  private final NormalForm form;
  private final SecondOrderCones cones;
  private final double[] square;
  private final Ldl ldl;
  private final int size;

  /// Which entry of the factorisation each contribution goes to, by kind.
  private final int[] diagonalEntry;

  private final int[] pEntry;
  private final int[] aEntry;
  private final int[] coneEntry;

  /// Where the entries of each kept cone begin in [#coneEntry].
  private final int[] coneEntryStart;

  private final Condensed condensed;
  private final double[] fixed;

  private final double[] right;

  /// 1 / W^2 of the bounds.
  private final double[] boundWeight;

  private final double[] errorColumns;
  private final double[] errorRows;
  private final double[] stepColumns;
  private final double[] stepRows;
  private final Progress progress;
  private double enoughColumns;
  private double enoughRows;
  private double regularisation;
  private long refinements;

  Kkt(NormalForm form, SecondOrderCones cones, double[] square, Progress progress) {
    this.progress = progress;
    this.form = form;
    this.cones = cones;
    this.square = square;
    int expanded = 0;
    for (int c = 0; c < form.keptCones; c++) {
      expanded += isExpanded(c) ? 1 : 0;
    }
    size = form.n + form.kept + 2 * expanded;
    Pattern pattern = new Pattern(size);
    diagonalEntry = new int[size];
    int[] signs = new int[size];
    for (int i = 0; i < size; i++) {
      diagonalEntry[i] = pattern.add(i, i);
      signs[i] = i < form.n ? 1 : -1;
    }
    pEntry = new int[form.pValues.length];
    aEntry = new int[form.aValues.length];
    for (int j = 0; j < form.n; j++) {
      for (int k = form.pStarts[j]; k < form.pStarts[j + 1]; k++) {
        pEntry[k] = pattern.add(form.pRows[k], j);
      }
      for (int k = form.aStarts[j]; k < form.aStarts[j + 1]; k++) {
        aEntry[k] = form.aRows[k] < form.kept ? pattern.add(form.n + form.aRows[k], j) : -1;
      }
    }
    coneEntryStart = new int[form.keptCones + 1];
    int[] entries = new int[16];
    int filled = 0;
    int extra = form.n + form.kept;
    for (int c = 0; c < form.keptCones; c++) {
      int a = form.n + form.coneStart[c];
      int end = form.n + form.coneStart[c + 1];
      int needed = filled + (isExpanded(c) ? 2 * (end - a) : (end - a) * (end - a));
      entries = needed > entries.length ? Arrays.copyOf(entries, 2 * needed) : entries;
      coneEntryStart[c] = filled;
      if (isExpanded(c)) {
        for (int i = a; i < end; i++) {
          entries[filled++] = pattern.add(i, extra);
          entries[filled++] = pattern.add(i, extra + 1);
        }
        signs[extra + 1] = 1;
        extra += 2;
      } else {
        for (int i = a; i < end; i++) {
          for (int j = a; j < i; j++) {
            entries[filled++] = pattern.add(i, j);
          }
        }
      }
    }
    coneEntryStart[form.keptCones] = filled;
    coneEntry = Arrays.copyOf(entries, filled);
    condensed = new Condensed(form, cones, pattern);

    int[] places = pattern.merge();
    ldl = Ldl.plan(pattern.entries(), pattern.rows(), pattern.columns(), signs);
    for (int k = 0; k < places.length; k++) {
      places[k] = ldl.entryPlace[places[k]];
    }
    translate(diagonalEntry, places);
    translate(pEntry, places);
    translate(aEntry, places);
    translate(coneEntry, places);
    condensed.translate(places);

    fixed = new double[ldl.values.length];
    right = new double[size];
    boundWeight = new double[form.boundColumn.length];
    errorColumns = new double[form.n];
    errorRows = new double[form.m];
    stepColumns = new double[form.n];
    stepRows = new double[form.m];
  }

  private boolean isExpanded(int cone) {
    return form.coneStart[cone + 1] - form.coneStart[cone] > NormalForm.DENSE_SIZE;
  }

  static void translate(int[] contributions, int[] places) {
    for (int k = 0; k < contributions.length; k++) {
      if (contributions[k] >= 0) {
        contributions[k] = places[contributions[k]];
      }
    }
  }

  /// Refinement steps since the count was last set to 0.
  long refinements() {
    return refinements;
  }

  void resetRefinements() {
    refinements = 0;
  }

  /// Takes over the numbers of the scaled problem, with `regularisation` on the diagonal.
  void load(double regularisation) {
    this.regularisation = regularisation;
    Arrays.fill(fixed, 0);
    for (int i = 0; i < size; i++) {
      fixed[diagonalEntry[i]] += i < form.n ? regularisation : -regularisation;
    }
    for (int k = 0; k < pEntry.length; k++) {
      fixed[pEntry[k]] += form.pValues[k];
    }
    for (int k = 0; k < aEntry.length; k++) {
      if (aEntry[k] >= 0) {
        fixed[aEntry[k]] += form.aValues[k];
      }
    }
    condensed.load();
  }

  /// Factors the system at the present scaling.
  void factor() {
    double[] e = ldl.values;
    System.arraycopy(fixed, 0, e, 0, fixed.length);
    int begin = form.zeros;
    for (int i = begin; i < begin + form.inequalities; i++) {
      e[diagonalEntry[form.n + i]] -= square[i];
    }
    for (int i = 0; i < boundWeight.length; i++) {
      boundWeight[i] = 1 / square[form.general + i];
    }
    for (int i = 0; i < boundWeight.length; i++) {
      double a = form.boundValue[i];
      e[diagonalEntry[form.boundColumn[i]]] += a * a * boundWeight[i];
    }
    int extra = form.n + form.kept;
    for (int c = 0; c < form.keptCones; c++) {
      if (isExpanded(c)) {
        expand(c, extra, e);
        extra += 2;
      } else {
        block(c, e);
      }
    }
    condensed.fill(e, regularisation);
    ldl.factor();
  }

  private void block(int c, double[] e) {
    int a = form.coneStart[c];
    double eta = cones.etaSquared[c];
    double[] w = cones.w;
    int k = coneEntryStart[c];
    for (int i = a; i < form.coneStart[c + 1]; i++) {
      double twice = -2 * eta * w[i];
      for (int j = a; j < i; j++) {
        e[coneEntry[k++]] = twice * w[j];
      }
      e[diagonalEntry[form.n + i]] += twice * w[i] + (i == a ? eta : -eta);
    }
  }

  private void expand(int c, int extra, double[] e) {
    int a = form.coneStart[c];
    double etaSquared = cones.etaSquared[c];
    double eta = Math.sqrt(etaSquared);
    double[] w = cones.w;
    double g = cones.spread[c];
    double excess = (g - 1) * (g + 1);
    double u = eta * Math.sqrt(0.5 * excess);
    double v = u / g;
    double unit = cones.tail[c] > 0 ? 1 / cones.tail[c] : 0;
    int k = coneEntryStart[c];
    for (int i = a; i < form.coneStart[c + 1]; i++) {
      e[diagonalEntry[form.n + i]] -= etaSquared;
      double along = i == a ? 1 : w[i] * unit;
      e[coneEntry[k++]] = i == a ? -v : v * along;
      e[coneEntry[k++]] = -u * along;
    }
    e[diagonalEntry[extra]] -= 1;
    e[diagonalEntry[extra + 1]] += 1 + 2 * regularisation;
  }

  /// Improves a solution by refinement until no equation is off by more than `columns` or `rows`,
  /// in the weights that the end of the method is judged by.
  ///
  /// @param r `[n]`, the right-hand side
  /// @param rRows `[m]`
  /// @param x `[n]`
  /// @param z `[m]`
  /// @param columns largest weighted error of a column that is good enough
  /// @param rows largest weighted error of a row that is good enough
  /// @return how many refinements it took
  int refine(double[] r, double[] rRows, double[] x, double[] z, double columns, double rows) {
    enoughColumns = columns;
    enoughRows = rows;
    double error = residual(r, rRows, x, z);
    int passes = 0;
    while (passes < REFINEMENTS && !(error <= 1)) {
      passes++;
      solve(errorColumns, errorRows, stepColumns, stepRows);
      add(1, stepColumns, x);
      add(1, stepRows, z);
      double now = residual(r, rRows, x, z);
      if (!(now <= error)) {
        add(-1, stepColumns, x);
        add(-1, stepRows, z);
        error = residual(r, rRows, x, z);
        break;
      }
      boolean slow = now > 0.5 * error;
      error = now;
      if (slow) {
        break;
      }
    }
    refinements += passes;
    return error <= 1 ? passes : REFINEMENTS;
  }

  /// Adds what the last refinement left of the rows, equations excepted, to `rows`.
  void addRowErrors(double[] rows) {
    for (int i = form.zeros; i < form.m; i++) {
      rows[i] += errorRows[i];
    }
  }

  private static void add(double factor, double[] step, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * step[i];
    }
  }

  /// Sets the error fields to what is left of the right-hand side; returns the largest entry
  /// relative to what is good enough.
  private double residual(double[] r, double[] rRows, double[] x, double[] z) {
    System.arraycopy(r, 0, errorColumns, 0, form.n);
    System.arraycopy(rRows, 0, errorRows, 0, form.m);
    form.addP(-1, x, errorColumns);
    form.addBoth(-1, x, z, errorColumns, errorRows);
    for (int i = form.zeros; i < form.zeros + form.inequalities; i++) {
      errorRows[i] += square[i] * z[i];
    }
    for (int i = form.general; i < form.m; i++) {
      errorRows[i] += square[i] * z[i];
    }
    cones.addSquare(1, z, errorRows);
    return Math.max(
        Vectors.largest(errorColumns, progress.columnWeight) / enoughColumns,
        Vectors.largest(errorRows, progress.rowWeight) / enoughRows);
  }

  /// Solves once, as exactly as the regularised factorisation allows.
  ///
  /// @param r `[n]`, the right-hand side
  /// @param rRows `[m]`
  /// @param x `[n]`, overwritten
  /// @param z `[m]`, overwritten
  void solve(double[] r, double[] rRows, double[] x, double[] z) {
    int n = form.n;
    int kept = form.kept;
    System.arraycopy(r, 0, right, 0, n);
    System.arraycopy(rRows, 0, right, n, kept);
    Arrays.fill(right, n + kept, size, 0);
    condensed.reduce(rRows, right);
    for (int i = 0; i < boundWeight.length; i++) {
      right[form.boundColumn[i]] += form.boundValue[i] * rRows[form.general + i] * boundWeight[i];
    }
    ldl.solve(right, right);
    System.arraycopy(right, 0, x, 0, n);
    System.arraycopy(right, n, z, 0, kept);
    condensed.recover(x, rRows, z);
    for (int i = 0; i < boundWeight.length; i++) {
      int row = form.general + i;
      z[row] = (form.boundValue[i] * x[form.boundColumn[i]] - rRows[row]) * boundWeight[i];
    }
  }
}
