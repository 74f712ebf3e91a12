package org.skerry.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table for people: the first column to the left, figures to the right.
///
/// A table wider than [Terminal#COLUMNS] is printed in blocks of columns one below the other, each
/// with the first column repeated.
final class TextTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this.header = List.of(header);
  }

  /// Adds a row with as many cells as the header has.
  TextTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  /// Adds a row with as many cells as the header has.
  TextTable row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row has " + cells.size() + " cells, but the table " + header.size() + " columns.");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /// Adds a rule between rows.
  TextTable rule() {
    rows.add(List.of());
    return this;
  }

  /// Prints the table.
  void print(PrintStream out) {
    var widths = widths();
    var from = 1;
    do {
      var to = from;
      var width = widths[0];
      while (to < widths.length && (to == from || width + 2 + widths[to] <= Terminal.COLUMNS)) {
        width += 2 + widths[to++];
      }
      printBlock(out, widths, from, to, width);
      from = to;
    } while (from < widths.length);
  }

  private void printBlock(PrintStream out, int[] widths, int from, int to, int width) {
    if (from > 1) {
      out.println();
    }
    out.println(line(header, widths, from, to));
    out.println("-".repeat(width));
    for (var row : rows) {
      out.println(row.isEmpty() ? "-".repeat(width) : line(row, widths, from, to));
    }
  }

  private int[] widths() {
    var widths = new int[header.size()];
    for (var column = 0; column < widths.length; column++) {
      widths[column] = header.get(column).length();
      for (var row : rows) {
        widths[column] = Math.max(widths[column], row.isEmpty() ? 0 : row.get(column).length());
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths, int from, int to) {
    var text = new StringBuilder(cells.get(0));
    text.repeat(' ', widths[0] - cells.get(0).length());
    for (var column = from; column < to; column++) {
      var cell = cells.get(column);
      text.repeat(' ', 2 + widths[column] - cell.length()).append(cell);
    }
    return text.toString().stripTrailing();
  }
}
