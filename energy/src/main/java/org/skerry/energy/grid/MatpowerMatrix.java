package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The rows of a matrix literal `[ … ]` in a MATLAB file, each with its line.
///
/// Rows end with a semicolon or a line break, cells with white space or a comma; a cell may be an
/// expression. As in MATLAB, `1 -2` are two cells, `1 - 2` and `1-2` are one.
final class MatpowerMatrix {
  final List<double[]> rows = new ArrayList<>();
  final List<Integer> lines = new ArrayList<>();
  private final List<String> cellTexts = new ArrayList<>();

  /// @param literal with its brackets
  /// @param line of the opening bracket
  /// @param problem told of a cell that has no value, with its line
  static MatpowerMatrix of(
      String literal, int line, ToDoubleFunction<String> names, Problem problem) {
    var matrix = new MatpowerMatrix();
    int start = 1;
    int row = line;
    int next = line;
    for (int i = 1; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean last = i == literal.length() - 1;
      if (c == ';' || c == '\n' || last) {
        matrix.row(literal.substring(start, i), row, names, problem);
        start = i + 1;
        next += c == '\n' ? 1 : 0;
        row = next;
      } else if (c == MatpowerScanner.CONTINUED) {
        next++;
      }
    }
    return matrix;
  }

  /// Told of what is wrong on a line.
  @FunctionalInterface
  interface Problem {
    void at(int line, String sentence);
  }

  private void row(String text, int line, ToDoubleFunction<String> names, Problem problem) {
    cells(text);
    if (cellTexts.isEmpty()) {
      return;
    }
    var row = new double[cellTexts.size()];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = MatpowerExpression.value(cellTexts.get(i), names);
      } catch (MatpowerExpression.Refused refused) {
        problem.at(
            line,
            "cell %d is \"%s\", but must be a number or arithmetic such as 135/sqrt(3). Correct it."
                .formatted(i + 1, cellTexts.get(i)));
        row[i] = 0;
      }
    }
    rows.add(row);
    lines.add(line);
  }

  private void cells(String text) {
    cellTexts.clear();
    var cell = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && (c == ',' || (Character.isWhitespace(c) && endsCell(text, i, cell)))) {
        end(cell);
      } else if (!Character.isWhitespace(c) || !cell.isEmpty()) {
        cell.append(c);
      }
    }
    end(cell);
  }

  /// White space ends a cell unless an operator on either side holds it together.
  private static boolean endsCell(String text, int at, StringBuilder cell) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next == text.length() || cell.isEmpty()) {
      return true;
    }
    char before = cell.toString().strip().charAt(cell.toString().strip().length() - 1);
    if ("+-*/^".indexOf(before) >= 0) {
      return false;
    }
    char after = text.charAt(next);
    if ("*/^".indexOf(after) >= 0) {
      return false;
    }
    boolean sign = after == '+' || after == '-';
    return !(sign && next + 1 < text.length() && Character.isWhitespace(text.charAt(next + 1)));
  }

  private void end(StringBuilder cell) {
    var text = cell.toString().strip();
    cell.setLength(0);
    if (!text.isEmpty()) {
      cellTexts.add(text);
    }
  }
}
