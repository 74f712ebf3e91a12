package org.skerry.optimization;

import java.util.ArrayDeque;
import java.util.Deque;

/// Values of the variables and multipliers of the constraints of one program: a copy, immutable.
public final class Point {
  private final Program program;
  private final double[] values;
  private final double[] duals;
  private final double[] reducedCosts;

  Point(Program program, double[] values, double[] duals, double[] reducedCosts) {
    this.program = program;
    this.values = values;
    this.duals = duals;
    this.reducedCosts = reducedCosts;
  }

  /// The value of `variable`; NaN where a certificate has no primal part.
  public double value(Variable variable) {
    return at(values, program.own(variable));
  }

  /// The value of `expression` with this point's values.
  public double value(Expression expression) {
    double value = 0;
    Deque<Sum> open = new ArrayDeque<>();
    Deque<Double> factors = new ArrayDeque<>();
    Expression node = expression;
    double factor = 1;
    while (true) {
      while (node instanceof Sum sum) {
        open.push(sum);
        factors.push(factor);
        node = sum.left();
      }
      if (node instanceof Variable variable) {
        value += factor * value(variable);
      } else if (node instanceof Constant fixed) {
        value += factor * fixed.value();
      }
      if (open.isEmpty()) {
        return value;
      }
      Sum sum = open.pop();
      factor = factors.pop() * sum.coefficient();
      node = sum.right();
    }
  }

  /// The change of the optimal cost per unit of the right-hand side of `constraint`, the shadow
  /// price: of either sign for an equality, at most 0 for an upper limit, at least 0 for a lower
  /// one. For a cone the multiplier of its bound. NaN for a mixed-integer program.
  public double dual(Constraint constraint) {
    return at(duals, program.own(constraint));
  }

  /// The multiplier of row `part` of a cone: 0 is its bound.
  public double dual(Constraint constraint, int part) {
    if (part < 0 || part >= constraint.size()) {
      throw new IndexOutOfBoundsException(
          "%s has no row %d, only 0 to %d.".formatted(constraint, part, constraint.size() - 1));
    }
    return at(duals, program.own(constraint) + part);
  }

  /// The change of the optimal cost per unit by which the active bound of `variable` is raised: at
  /// least 0 at a lower bound, at most 0 at an upper one.
  public double reducedCost(Variable variable) {
    return at(reducedCosts, program.own(variable));
  }

  double value(int variable) {
    return at(values, variable);
  }

  double dual(int row) {
    return at(duals, row);
  }

  double reducedCost(int variable) {
    return at(reducedCosts, variable);
  }

  private static double at(double[] array, int index) {
    return array.length == 0 ? Double.NaN : array[index];
  }
}
