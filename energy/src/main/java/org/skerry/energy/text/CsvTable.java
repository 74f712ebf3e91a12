package org.skerry.energy.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A table of text cells from CSV. What parts the cells and whether there is a header is found from
/// the text, unless it is said.
///
/// The header is the first line that has all the wanted columns; where all of them are wanted by
/// number, the first line may be a row already. Lines before the table, lines that begin with `#`,
/// and what follows an empty line and is no row are left out; a line with a value in each wanted
/// column is a row wherever it stands. Separators that trail are left out too.
public final class CsvTable {
  private final String file;
  private final CsvLayout layout;
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> lineOf = new ArrayList<>();
  private final List<Integer> leftOut = new ArrayList<>();
  private final List<String> wanted;
  private int emptyLine;

  /// Where the problems of a table go.
  @FunctionalInterface
  public interface Faults {
    /// Takes a problem.
    ///
    /// @param line of the file, from 1
    /// @param column from 1
    /// @param sentence what was found, what is allowed, the way out
    void add(int line, int column, String sentence);
  }

  /// What is said about a table rather than found.
  ///
  /// @param separator between cells
  /// @param decimal the mark that begins decimals, which then parts cells only beside quotes
  /// @param header whether there is one
  public record Format(
      Optional<Character> separator, Optional<Character> decimal, Optional<Boolean> header) {
    /// Everything is found from the text.
    public static final Format FOUND =
        new Format(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Reads a table.
  ///
  /// @param file how messages name it
  /// @param wanted columns by name, or by number from 1 where no name fits
  /// @param faults takes rows of another length than the header
  /// @throws TextException if no line has all wanted columns, or quotes are broken
  public CsvTable(
      String file, String text, Collection<String> wanted, Format format, Faults faults) {
    this.file = file;
    this.wanted = List.copyOf(wanted);
    this.layout = CsvLayout.find(file, text, wanted, format);
    boolean ragged = rows(CsvLayout.records(file, text, layout), faults);
    if (rows.isEmpty() && !ragged) {
      faults.add(
          layout.headerLine(),
          1,
          layout.header()
              ? "no rows follow the header. Give at least two steps."
              : "there are no rows. Give at least two steps.");
    }
  }

  /// Whether a row has another length than the header.
  private boolean rows(List<CsvLayout.Line> lines, Faults faults) {
    int width = layout.columns().size();
    int empty = 0;
    boolean ended = false;
    int wrong = 0;
    for (CsvLayout.Line line : lines) {
      boolean below = line.number() >= layout.firstLine();
      if (line.comment() || (layout.header() && line.number() == layout.headerLine())) {
        continue;
      }
      if (line.blank()) {
        empty = rows.isEmpty() ? 0 : line.number();
        continue;
      }
      String[] cells = fitted(line.cells());
      if (below && cells.length == width && !ended) {
        emptyLine = emptyLine == 0 ? empty : emptyLine;
        rows.add(cells);
        lineOf.add(line.number());
      } else if (below && cells.length == width) {
        faults.add(
            line.number(), 1, "a row stands after the end of the table. Remove the empty line.");
      } else if (below ? empty == 0 || row(line) : layout.byNumber(wanted) && row(line)) {
        if (++wrong <= 1000) {
          faults.add(line.number(), 1, otherLength(line.cells().size(), width));
        }
      } else if (below || !layout.header()) {
        ended = below;
        leftOut.add(line.number());
      }
    }
    return wrong > 0;
  }

  private String otherLength(int cells, int width) {
    return "the row has %d cell%s, but %s. Correct the row."
        .formatted(
            cells,
            cells == 1 ? "" : "s",
            layout.header() ? "the header has " + width + " columns" : "most rows have " + width);
  }

  /// Whether a line of another length than the rows has values where they have them.
  private boolean row(CsvLayout.Line line) {
    List<String> values =
        wanted.stream()
            .mapToInt(layout::column)
            .filter(column -> column < line.cells().size())
            .mapToObj(line.cells()::get)
            .toList();
    return values.size() >= Math.min(2, wanted.size())
        && values.stream().allMatch(cell -> CsvLayout.value(cell) && !CsvLayout.missing(cell));
  }

  /// The cells of a row without empty ones that trail.
  private String[] fitted(List<String> cells) {
    int length = cells.size();
    while (length > layout.columns().size() && cells.get(length - 1).isEmpty()) {
      length--;
    }
    return cells.subList(0, length).toArray(String[]::new);
  }

  /// The header's columns; numbers from 1 where there is no header.
  public List<String> header() {
    return layout.columns();
  }

  /// What parts the cells, and whether there is a header.
  public CsvLayout layout() {
    return layout;
  }

  /// The lines that were left out after the rows, or before them where there is no header.
  public List<Integer> leftOut() {
    return List.copyOf(leftOut);
  }

  /// The first empty line between two rows, from 1; 0 if there is none.
  public int emptyLine() {
    return emptyLine;
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  /// The position of a column, by name or else by number from 1; -1 if there is none.
  public int column(String name) {
    return layout.column(name);
  }

  /// A cell without surrounding space.
  public String cell(int row, int column) {
    return rows.get(row)[column];
  }

  /// The line of the file that a row begins in.
  public int line(int row) {
    return lineOf.get(row);
  }

  /// How the numbers in some columns are written.
  ///
  /// @param columns positions
  /// @throws TextException if the numbers contradict each other, or may be read in two ways
  public Numerals numerals(Collection<Integer> columns) {
    List<Numerals.Sample> samples = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column : columns) {
        samples.add(new Numerals.Sample(line(row), cell(row, column)));
      }
    }
    return Numerals.of(file, samples, layout.separator());
  }

  /// Leaves only the rows that pass a test of their number.
  public void keep(IntPredicate test) {
    int kept = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (test.test(row)) {
        rows.set(kept, rows.get(row));
        lineOf.set(kept, lineOf.get(row));
        kept++;
      }
    }
    rows.subList(kept, rows.size()).clear();
    lineOf.subList(kept, lineOf.size()).clear();
  }

  /// Turns the order of the rows round.
  public void reverse() {
    Collections.reverse(rows);
    Collections.reverse(lineOf);
  }

  /// Text as a message can show it.
  public static String brief(String text) {
    String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    var clean = new StringBuilder();
    IntStream.range(0, shown.length())
        .map(shown::charAt)
        .forEach(c -> clean.append(Character.isISOControl(c) ? '?' : (char) c));
    return clean.toString();
  }
}
