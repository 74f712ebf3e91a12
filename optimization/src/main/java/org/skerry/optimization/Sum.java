package org.skerry.optimization;

/// The expression `left + coefficient * right`.
record Sum(Expression left, Expression right, double coefficient) implements Expression {}
