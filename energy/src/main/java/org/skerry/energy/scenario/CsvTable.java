package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// A table of text cells from CSV: the header is the first line that has all the wanted columns,
/// the rows follow until the first empty line. What stands before the header and after the empty
/// line is left out, unless it looks like more rows.
final class CsvTable {
  /// In how many lines the header is searched for.
  private static final int HEADER_WITHIN = 60;

  private final String file;
  private final List<String> header;
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> lineOf = new ArrayList<>();

  /// @param file how messages name it
  /// @param wanted columns by name, or by number from 1 where no name fits
  /// @param separator between cells
  /// @throws ScenarioException if no line has all wanted columns; ragged rows are added to the
  ///   problems
  CsvTable(String file, String text, Collection<String> wanted, char separator, Problems problems) {
    this.file = file;
    var lines = text.lines().toList();
    int at = header(lines, wanted, separator);
    header = split(lines.get(at), separator);
    boolean ended = false;
    for (int i = at + 1; i < lines.size() && problems.count() < 1000; i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        ended = true;
        continue;
      }
      var cells = split(line, separator);
      if (ended) {
        if (cells.size() == header.size()) {
          problems.add(
              new Problems.Position(file, i + 1, 1),
              "a row stands after an empty line. Remove the empty line.");
        }
      } else if (cells.size() != header.size()) {
        problems.add(
            new Problems.Position(file, i + 1, 1),
            "the row has %d cells, but the header has %d columns. Correct the row."
                .formatted(cells.size(), header.size()));
      } else {
        rows.add(cells.toArray(String[]::new));
        lineOf.add(i + 1);
      }
    }
    if (rows.isEmpty()) {
      problems.add(
          new Problems.Position(file, at + 1, 1),
          "no rows follow the header. Give at least two steps.");
    }
  }

  private int header(List<String> lines, Collection<String> wanted, char separator) {
    int best = 0;
    int most = -1;
    for (int i = 0; i < Math.min(lines.size(), HEADER_WITHIN); i++) {
      var cells = split(lines.get(i), separator);
      int found = (int) wanted.stream().filter(column -> index(cells, column) >= 0).count();
      int named = (int) wanted.stream().filter(cells::contains).count();
      if (found == wanted.size() && (named > 0 || cells.size() > 1)) {
        return i;
      }
      if (found > most) {
        most = found;
        best = i;
      }
    }
    var cells = split(lines.get(best), separator);
    var missing = wanted.stream().filter(column -> index(cells, column) < 0).toList();
    throw new ScenarioException(
        "%s:%d: there is no column %s.%s The columns are: %s."
            .formatted(
                file,
                best + 1,
                String.join(", ", missing.stream().map(column -> "'" + column + "'").toList()),
                missing.isEmpty() ? "" : Nearest.question(missing.getFirst(), cells),
                brief(String.join(", ", cells))));
  }

  /// The header's columns.
  List<String> header() {
    return header;
  }

  /// How many rows there are.
  int size() {
    return rows.size();
  }

  /// The position of a column, by name or else by number from 1.
  int column(String name) {
    return index(header, name);
  }

  /// A cell without surrounding space.
  String cell(int row, int column) {
    return rows.get(row)[column];
  }

  /// Where a cell stands.
  Problems.Position position(int row, int column) {
    return new Problems.Position(file, lineOf.get(row), column + 1);
  }

  private static int index(List<String> cells, String column) {
    int named = cells.indexOf(column);
    if (named < 0 && column.matches("\\d{1,4}")) {
      int number = Integer.parseInt(column);
      return number >= 1 && number <= cells.size() ? number - 1 : -1;
    }
    return named;
  }

  /// Cells of a line; quotes may enclose separators, a doubled quote is a quote.
  static List<String> split(String line, char separator) {
    var cells = new ArrayList<String>();
    if (line.indexOf('"') < 0) {
      int from = 0;
      for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
        cells.add(line.substring(from, to).strip());
        from = to + 1;
      }
      cells.add(line.substring(from).strip());
      return cells;
    }
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /// Text as a message can show it.
  static String brief(String text) {
    String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    var clean = new StringBuilder();
    IntStream.range(0, shown.length())
        .map(shown::charAt)
        .forEach(c -> clean.append(Character.isISOControl(c) ? '?' : (char) c));
    return clean.toString();
  }
}
