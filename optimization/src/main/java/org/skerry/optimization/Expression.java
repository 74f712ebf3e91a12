package org.skerry.optimization;

/// An affine expression: a sum of coefficient times [Variable], plus a constant.
///
/// Expressions are immutable and persistent: `a.plus(b)` shares `a` and `b` and costs one small
/// object whatever their length, so that long sums may be built term by term. A variable is itself
/// an expression.
///
/// ```java
/// program.equal(charge.times(0.95).minus(discharge.times(1 / 0.95)), stored.minus(before));
/// ```
public sealed interface Expression permits Variable, Sum, Constant {
  /// The expression that is 0.
  static Expression zero() {
    return Constant.ZERO;
  }

  /// The expression that is `value` whatever the variables are.
  static Expression constant(double value) {
    return new Constant(value);
  }

  /// `coefficient * expression`, the usual way to begin a sum.
  static Expression of(Expression expression, double coefficient) {
    return expression.times(coefficient);
  }

  /// The sum of `terms`; 0 for none.
  static Expression sum(Iterable<? extends Expression> terms) {
    Expression sum = zero();
    for (Expression term : terms) {
      sum = sum.plus(term);
    }
    return sum;
  }

  /// This expression plus `other`.
  default Expression plus(Expression other) {
    return plus(other, 1);
  }

  /// This expression plus `coefficient * other`.
  default Expression plus(Expression other, double coefficient) {
    return new Sum(this, other, coefficient);
  }

  /// This expression plus `constant`.
  default Expression plus(double constant) {
    return plus(new Constant(constant), 1);
  }

  /// This expression minus `other`.
  default Expression minus(Expression other) {
    return plus(other, -1);
  }

  /// This expression minus `constant`.
  default Expression minus(double constant) {
    return plus(-constant);
  }

  /// `coefficient` times this expression.
  default Expression times(double coefficient) {
    return zero().plus(this, coefficient);
  }
}
