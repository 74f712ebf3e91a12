package org.skerry.energy.grid;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// A matrix of numbers in a MATLAB file: a scalar is 1 × 1, a text a row of its characters. Each
/// row knows the line of the file that it comes from. Immutable but for [MatpowerMatrix#put].
final class MatpowerMatrix {
  final int rows;
  final int columns;

  /// By rows.
  final double[] at;

  /// The line of each row.
  final int[] line;

  /// Whether it is the outcome of a comparison, so that it selects as an index.
  final boolean logical;

  MatpowerMatrix(int rows, int columns, double[] at, int[] line, boolean logical) {
    this.rows = rows;
    this.columns = columns;
    this.at = at;
    this.line = line;
    this.logical = logical;
  }

  static MatpowerMatrix filled(int rows, int columns, double value, int fromLine) {
    double[] at = new double[rows * columns];
    int[] line = new int[rows];
    Arrays.fill(at, value);
    Arrays.fill(line, fromLine);
    return new MatpowerMatrix(rows, columns, at, line, false);
  }

  static MatpowerMatrix scalar(double value) {
    return new MatpowerMatrix(1, 1, new double[] {value}, new int[1], false);
  }

  static MatpowerMatrix row(double[] values) {
    return new MatpowerMatrix(1, values.length, values, new int[1], false);
  }

  static MatpowerMatrix column(double[] values) {
    return new MatpowerMatrix(values.length, 1, values, new int[values.length], false);
  }

  int size() {
    return at.length;
  }

  boolean isScalar() {
    return at.length == 1;
  }

  double get(int row, int column) {
    return at[row * columns + column];
  }

  /// The k-th element by columns, as MATLAB counts.
  double byColumns(int k) {
    return at[k % rows * columns + k / rows];
  }

  void put(int row, int column, double value) {
    at[row * columns + column] = value;
  }

  MatpowerMatrix each(DoubleUnaryOperator function) {
    return new MatpowerMatrix(
        rows, columns, Arrays.stream(at).map(function).toArray(), line, false);
  }

  MatpowerMatrix asLogical() {
    return new MatpowerMatrix(rows, columns, at, line, true);
  }

  /// Element by element; a scalar goes with every element, a row with every row, a column with
  /// every column.
  MatpowerMatrix with(MatpowerMatrix other, DoubleBinaryOperator function) {
    boolean fits =
        (rows == other.rows || rows == 1 || other.rows == 1)
            && (columns == other.columns || columns == 1 || other.columns == 1);
    if (!fits) {
      throw new MatpowerExpression.Refused(
          "joins a matrix of %d × %d with one of %d × %d"
              .formatted(rows, columns, other.rows, other.columns));
    }
    int r = rows == 1 ? other.rows : rows;
    int c = columns == 1 ? other.columns : columns;
    double[] result = new double[r * c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        double first = get(rows == 1 ? 0 : i, columns == 1 ? 0 : j);
        double second = other.get(other.rows == 1 ? 0 : i, other.columns == 1 ? 0 : j);
        result[i * c + j] = function.applyAsDouble(first, second);
      }
    }
    return new MatpowerMatrix(r, c, result, rows == r ? line : other.line, false);
  }

  MatpowerMatrix transposed() {
    var turned = filled(columns, rows, 0, rows == 0 ? 0 : line[0]);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned.put(j, i, get(i, j));
      }
    }
    return turned;
  }

  MatpowerMatrix times(MatpowerMatrix other) {
    if (isScalar() || other.isScalar()) {
      return with(other, (a, b) -> a * b);
    }
    if (columns != other.rows) {
      throw new MatpowerExpression.Refused(
          "multiplies a matrix of %d × %d by one of %d × %d"
              .formatted(rows, columns, other.rows, other.columns));
    }
    var product = filled(rows, other.columns, 0, rows == 0 ? 0 : line[0]);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        for (int j = 0; j < other.columns; j++) {
          product.put(i, j, product.get(i, j) + get(i, k) * other.get(k, j));
        }
      }
    }
    return product;
  }

  /// These rows and columns, counted from 0.
  MatpowerMatrix part(int[] chosenRows, int[] chosenColumns) {
    var part = filled(chosenRows.length, chosenColumns.length, 0, 0);
    for (int i = 0; i < chosenRows.length; i++) {
      part.line[i] = line[chosenRows[i]];
      for (int j = 0; j < chosenColumns.length; j++) {
        part.put(i, j, get(chosenRows[i], chosenColumns[j]));
      }
    }
    return logical ? part.asLogical() : part;
  }

  /// A copy, grown with zeros to at least this size.
  MatpowerMatrix grown(int toRows, int toColumns, int fromLine) {
    var grown = filled(Math.max(rows, toRows), Math.max(columns, toColumns), 0, fromLine);
    for (int i = 0; i < rows; i++) {
      grown.line[i] = line[i];
      System.arraycopy(at, i * columns, grown.at, i * grown.columns, columns);
    }
    return grown;
  }

  /// The text that the characters of a row make.
  String text() {
    var text = new StringBuilder();
    for (double c : at) {
      text.append((char) c);
    }
    return text.toString();
  }
}
