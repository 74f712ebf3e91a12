package org.skerry.optimization;

/// How far a point is from the optimality conditions of a linear program, computed from the program
/// itself and not from what a solver says.
final class Residuals {
  private Residuals() {}

  /// The largest violation of a row or bound, relative to the largest right-hand side or 1.
  static double primal(Program program, Point point) {
    double worst = 0;
    double size = 1;
    for (int row = 0; row < program.rowCount(); row++) {
      double activity = 0;
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        activity += program.termCoefficient(k) * point.value(program.termColumn(k));
      }
      double lower = program.rowLower(row);
      double upper = program.rowUpper(row);
      if (!Double.isInfinite(lower) || !Double.isInfinite(upper)) {
        size = Math.max(size, Math.abs(program.rightSide(row)));
      }
      worst = Math.max(worst, Math.max(lower - activity, activity - upper));
    }
    for (int i = 0; i < program.variableCount(); i++) {
      double value = point.value(i);
      worst = Math.max(worst, Math.max(program.lower(i) - value, value - program.upper(i)));
    }
    return worst / size;
  }

  /// The largest entry of cost minus prices of the rows minus reduced cost, relative to the largest
  /// cost or 1; NaN without prices.
  static double dual(Program program, Point point) {
    int n = program.variableCount();
    double[] left = new double[n];
    double size = 1;
    for (int i = 0; i < n; i++) {
      left[i] = program.cost(i) - point.reducedCost(i);
      size = Math.max(size, Math.abs(program.cost(i)));
    }
    for (int row = 0; row < program.rowCount(); row++) {
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        left[program.termColumn(k)] -= program.termCoefficient(k) * point.dual(row);
      }
    }
    double worst = 0;
    for (double entry : left) {
      worst = Math.max(worst, Math.abs(entry));
    }
    return worst / size;
  }

  /// The difference between `objective` and the value of the dual, relative to the objective or 1.
  static double gap(Program program, Point point, double objective) {
    double dual = program.constantCost();
    for (int row = 0; row < program.rowCount(); row++) {
      dual += program.rightSide(row) * point.dual(row);
    }
    for (int i = 0; i < program.variableCount(); i++) {
      double price = point.reducedCost(i);
      double bound = price > 0 ? program.lower(i) : program.upper(i);
      dual += price == 0 || Double.isInfinite(bound) ? 0 : price * bound;
    }
    return Math.abs(objective - dual) / Math.max(1, Math.abs(objective));
  }
}
