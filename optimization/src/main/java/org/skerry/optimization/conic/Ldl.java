package org.skerry.optimization.conic;

/// The numeric factorisation K = L D L' of a quasi-definite matrix and the solution with it.
///
/// A quasi-definite matrix has such a factorisation for every symmetric permutation, so no pivoting
/// is needed; the signs of D are known beforehand. A pivot that comes out too small or with the
/// wrong sign is replaced by a small one of the right sign (dynamic regularisation). Nothing is
/// allocated after construction. There are two ways to do it: by scalars where columns stay short,
/// by dense fronts where the matrix fills in.
///
/// Reference: R. Vanderbei, "Symmetric quasidefinite matrices", SIAM Journal on Optimization 5
/// (1995).
abstract class Ldl {
  private static final double SMALLEST_PIVOT = 1e-13;
  private static final double REPLACEMENT = 2e-7;

  /// Multiplications per entry of the factor above which fronts are faster.
  private static final double FRONTAL_DENSITY = 10;

  /// Multiplications whose places are planned one by one, 4 bytes each.
  private static final double LARGEST_PLAN = 3e7;

  /// The values of the matrix, in a place of each entry's own; overwritten by the factor.
  final double[] values;

  /// `[entries]`: where in [#values] each entry belongs; everything else must be 0.
  final int[] entryPlace;

  private final int[] place;
  private final boolean[] positive;
  private final double[] work;
  private int replaced;
  private int firstReplaced = -1;

  Ldl(Elimination elimination, int[] signs, int[] entryPlace, int size) {
    place = elimination.place;
    this.entryPlace = entryPlace;
    positive = new boolean[signs.length];
    for (int i = 0; i < signs.length; i++) {
      positive[place[i]] = signs[i] > 0;
    }
    values = new double[size];
    work = new double[signs.length];
  }

  /// Plans the factorisation of a matrix in the way that suits it.
  ///
  /// @param row `[entries]`, of one triangle or both mixed, without duplicates
  /// @param column `[entries]`
  /// @param signs `[n]`, of the pivots
  static Ldl plan(int entries, int[] row, int[] column, int[] signs) {
    Elimination elimination = new Elimination(signs.length, entries, row, column);
    return elimination.work > FRONTAL_DENSITY * elimination.fill || elimination.work > LARGEST_PLAN
        ? new FrontalLdl(elimination, new Supernodes(elimination, entries, row, column), signs)
        : new ScalarLdl(elimination, entries, row, column, signs);
  }

  /// Factors the matrix whose values are in [#values].
  final void factor() {
    replaced = 0;
    factorValues();
  }

  abstract void factorValues();

  /// Solves L D y' = y in place.
  abstract void forward(double[] y);

  /// Solves L' y' = y in place.
  abstract void backward(double[] y);

  /// Replaces `x` by the solution of K x = right.
  ///
  /// @param right `[n]` in the given order
  /// @param x `[n]`, overwritten; may be `right`
  final void solve(double[] right, double[] x) {
    double[] y = work;
    int[] to = place;
    for (int i = 0; i < to.length; i++) {
      y[to[i]] = right[i];
    }
    forward(y);
    backward(y);
    for (int i = 0; i < to.length; i++) {
      x[i] = y[to[i]];
    }
  }

  /// The pivot itself or, if it is too small or has the wrong sign, its replacement.
  final double checked(double pivot, int row) {
    boolean sign = positive[row];
    if (sign ? pivot > SMALLEST_PIVOT : pivot < -SMALLEST_PIVOT) {
      return pivot;
    }
    firstReplaced = replaced == 0 ? row : firstReplaced;
    replaced++;
    return sign ? REPLACEMENT : -REPLACEMENT;
  }

  /// How many pivots the last factorisation replaced.
  final int replaced() {
    return replaced;
  }

  /// The row, in the given order, of the first pivot that was replaced, or -1.
  final int firstReplaced() {
    for (int i = 0; i < place.length; i++) {
      if (place[i] == firstReplaced) {
        return i;
      }
    }
    return -1;
  }
}
