package org.skerry.optimization;

/// The expression that depends on no variable.
record Constant(double value) implements Expression {
  static final Constant ZERO = new Constant(0);
}
