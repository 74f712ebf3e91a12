package org.skerry.optimization;

import java.util.Arrays;

/// The coefficients of all rows in flat arrays, and the walk that collects an [Expression] into
/// them. Variables that occur more than once in an expression are merged.
final class Terms {
  private int size;
  private int[] columns = new int[64];
  private double[] coefficients = new double[64];

  /// Where each variable was last written; a place before the present row does not count.
  private int[] places = new int[0];

  private Expression[] pending = new Expression[16];
  private double[] factors = new double[16];

  int size() {
    return size;
  }

  int column(int term) {
    return columns[term];
  }

  double coefficient(int term) {
    return coefficients[term];
  }

  void truncate(int size) {
    this.size = size;
  }

  /// Appends the terms of `expression` and returns its constant.
  double collect(Program program, Expression expression, String place) {
    int begin = size;
    if (places.length < program.variableCount()) {
      int known = places.length;
      places = Arrays.copyOf(places, Growth.capacity(known, program.variableCount()));
      Arrays.fill(places, known, places.length, -1);
    }
    double constant = 0;
    int depth = 0;
    Expression node = expression;
    double factor = 1;
    while (true) {
      while (node instanceof Sum sum) {
        if (depth == pending.length) {
          pending = Arrays.copyOf(pending, 2 * depth);
          factors = Arrays.copyOf(factors, 2 * depth);
        }
        pending[depth] = sum.right();
        factors[depth++] = factor * sum.coefficient();
        node = sum.left();
      }
      if (node instanceof Variable variable) {
        add(program, variable, factor, begin, place);
      } else if (node instanceof Constant fixed) {
        constant += factor * fixed.value();
      }
      if (depth == 0) {
        break;
      }
      node = pending[--depth];
      factor = factors[depth];
    }
    Program.requireFinite(constant, "the constant of " + place);
    return constant;
  }

  void coefficient(int term, double coefficient) {
    coefficients[term] = coefficient;
  }

  private void add(Program program, Variable variable, double factor, int begin, String place) {
    int column = program.own(variable);
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "the coefficient of %s in %s is %s, but must be a finite number."
              .formatted(variable, place, factor));
    }
    int known = places[column];
    if (known >= begin && known < size && columns[known] == column) {
      coefficients[known] += factor;
      return;
    }
    if (size == columns.length) {
      int capacity = Growth.capacity(size, size + 1);
      columns = Arrays.copyOf(columns, capacity);
      coefficients = Arrays.copyOf(coefficients, capacity);
    }
    places[column] = size;
    columns[size] = column;
    coefficients[size++] = factor;
  }
}
