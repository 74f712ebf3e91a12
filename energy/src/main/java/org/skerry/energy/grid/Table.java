package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small CSV table: a header, then one row a line, commas between cells, no quotes. Blank lines
/// and lines that begin with `#` are left out. Problems go to a [Draft].
final class Table {
  private final String name;
  private final Draft draft;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  /// @param name file name for messages
  /// @param required columns that must be there
  /// @param known further columns that may be there
  Table(String name, String text, Set<String> required, Set<String> known, Draft draft) {
    this.name = name;
    this.draft = draft;
    var lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var cells = Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
      if (columns.isEmpty()) {
        if (!header(i + 1, cells, required, known)) {
          return;
        }
      } else if (cells.length != columns.size()) {
        draft.problem(
            name + ":" + (i + 1),
            "the row has %d cells, but the header has %d. Add or remove cells."
                .formatted(cells.length, columns.size()));
      } else {
        rows.add(cells);
        numbers.add(i + 1);
      }
    }
  }

  private boolean header(int line, String[] cells, Set<String> required, Set<String> known) {
    var missing = new ArrayList<String>();
    for (int c = 0; c < cells.length; c++) {
      columns.put(cells[c], c);
    }
    for (var column : required) {
      if (!columns.containsKey(column)) {
        missing.add(column);
      }
    }
    var place = name + ":" + line;
    if (!missing.isEmpty()) {
      missing.sort(String::compareTo);
      draft.problem(
          place,
          "the header lacks %s. The first line must name the columns, at least %s."
              .formatted(String.join(", ", missing), String.join(", ", required)));
      return false;
    }
    var unknown = new HashSet<>(columns.keySet());
    unknown.removeAll(required);
    unknown.removeAll(known);
    for (var column : unknown.stream().sorted().toList()) {
      draft.problem(
          place,
          "the column \"%s\" is unknown. Known are %s, %s."
              .formatted(column, String.join(", ", required), String.join(", ", known)));
    }
    return unknown.isEmpty();
  }

  int size() {
    return rows.size();
  }

  String place(int row) {
    return name + ":" + numbers.get(row);
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  String text(int row, String column) {
    Integer at = columns.get(column);
    return at == null ? "" : rows.get(row)[at];
  }

  /// A finite number; `fallback` where the column or the cell is missing. A problem gives NaN.
  double number(int row, String column, double fallback) {
    var cell = text(row, column);
    if (cell.isEmpty() && !Double.isNaN(fallback)) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notNumber) {
      // said below
    }
    draft.problem(
        place(row),
        "%s is \"%s\", but must be a finite number. Correct the cell.".formatted(column, cell));
    return Double.NaN;
  }

  /// A number that must be there.
  double number(int row, String column) {
    return number(row, column, Double.NaN);
  }
}
