package org.skerry.energy.grid;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.skerry.energy.text.CsvTable;
import org.skerry.energy.text.Numerals;
import org.skerry.energy.text.TextException;

/// A table of a network. Problems go to a [Draft].
final class Table {
  private static final Set<String> WORDS = Set.of("bus", "from", "to", "name");

  private final String name;
  private final Draft draft;
  private Optional<CsvTable> table = Optional.empty();
  private Numerals numerals = Numerals.POINT;

  /// @param name file name for messages
  /// @param text blank for a table without rows
  /// @param required columns that must be there
  /// @param known further columns that may be there
  Table(String name, String text, Set<String> required, Set<String> known, Draft draft) {
    this.name = name;
    this.draft = draft;
    if (text.isBlank()) {
      return;
    }
    try {
      CsvTable read =
          new CsvTable(
              name,
              text,
              required,
              CsvTable.Format.FOUND,
              (line, column, sentence) -> draft.problem(name + ":" + line, sentence));
      if (headerFits(read, required, known)) {
        numerals =
            read.numerals(
                IntStream.range(0, read.header().size())
                    .filter(column -> !WORDS.contains(read.header().get(column)))
                    .boxed()
                    .toList());
        table = Optional.of(read);
      }
    } catch (TextException broken) {
      draft.refused(String.valueOf(broken.getMessage()));
    }
  }

  private boolean headerFits(CsvTable read, Set<String> required, Set<String> known) {
    String place = name + ":" + read.layout().headerLine();
    Set<String> seen = new HashSet<>();
    boolean sound = true;
    for (String column : read.header()) {
      if (column.isEmpty()) {
        continue;
      }
      if (!seen.add(column)) {
        draft.problem(place, "the column \"%s\" is there twice. Remove one.".formatted(column));
        sound = false;
      } else if (!required.contains(column) && !known.contains(column)) {
        draft.problem(
            place,
            "the column \"%s\" is unknown. Known are %s, %s."
                .formatted(
                    CsvTable.brief(column), String.join(", ", required), String.join(", ", known)));
        sound = false;
      }
    }
    return sound;
  }

  int size() {
    return table.map(CsvTable::size).orElse(0);
  }

  String place(int row) {
    return name + ":" + table.map(read -> read.line(row)).orElse(1);
  }

  boolean has(String column) {
    return table.isPresent() && table.get().column(column) >= 0;
  }

  String text(int row, String column) {
    return has(column) ? table.orElseThrow().cell(row, table.get().column(column)) : "";
  }

  /// A finite number, if the cell is one.
  Optional<Double> find(int row, String column) {
    return numerals.parse(text(row, column));
  }

  /// A finite number; `fallback` where the column or the cell is missing. A problem gives NaN.
  double number(int row, String column, double fallback) {
    String cell = text(row, column);
    if (cell.isEmpty() && !Double.isNaN(fallback)) {
      return fallback;
    }
    Optional<Double> number = find(row, column);
    if (number.isEmpty()) {
      draft.problem(
          place(row),
          "%s is \"%s\", but must be a finite number. Correct the cell."
              .formatted(column, CsvTable.brief(cell)));
    }
    return number.orElse(Double.NaN);
  }

  /// A number that must be there.
  double number(int row, String column) {
    return number(row, column, Double.NaN);
  }
}
