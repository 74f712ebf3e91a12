package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;

/// A matrix literal while it is read, element by element.
final class MatpowerLiteral {
  private final List<MatpowerMatrix> blocks = new ArrayList<>();
  private final List<MatpowerMatrix> row = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private int line;

  /// Puts an element beside the last one.
  void add(MatpowerMatrix element, int atLine) {
    if (row.isEmpty()) {
      line = atLine;
    }
    row.add(element);
  }

  /// Ends a row of elements; where it has several rows of numbers, these stand beside each other.
  void endRow() {
    if (row.isEmpty()) {
      return;
    }
    var filled = row.stream().filter(element -> element.size() > 0).toList();
    int rows = filled.isEmpty() ? 0 : filled.getFirst().rows;
    int columns = 0;
    for (var element : filled) {
      if (element.rows != rows) {
        throw new MatpowerExpression.Refused(
            "puts %d rows beside %d".formatted(element.rows, rows));
      }
      columns += element.columns;
    }
    var block = MatpowerMatrix.filled(rows, columns, 0, line);
    int offset = 0;
    for (var element : filled) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(
            element.at, i * element.columns, block.at, i * columns + offset, element.columns);
      }
      offset += element.columns;
    }
    if (row.size() == 1 && rows > 1) {
      System.arraycopy(row.getFirst().line, 0, block.line, 0, rows);
    }
    if (rows > 0) {
      blocks.add(block);
      lines.add(line);
    }
    row.clear();
  }

  /// The whole matrix.
  ///
  /// @param problem told of rows that are not as long as the first
  MatpowerMatrix value(MatpowerExpression.Problem problem) {
    endRow();
    int rows = blocks.stream().mapToInt(block -> block.rows).sum();
    int columns = blocks.isEmpty() ? 0 : blocks.getFirst().columns;
    var value = MatpowerMatrix.filled(rows, columns, 0, line);
    int place = 0;
    for (int b = 0; b < blocks.size(); b++) {
      var block = blocks.get(b);
      if (block.columns != columns) {
        problem.at(
            lines.get(b),
            "the row has %d cells, but needs as many as the first row, %d. Complete the row."
                .formatted(block.columns, columns));
        continue;
      }
      System.arraycopy(block.at, 0, value.at, place * columns, block.size());
      System.arraycopy(block.line, 0, value.line, place, block.rows);
      place += block.rows;
    }
    return value;
  }
}
