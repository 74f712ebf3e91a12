package org.skerry.energy.text;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What parts the cells of a table, where it begins, and what its columns are called.
///
/// Every separator is tried on the first lines; the mark that is said to begin decimals only if no
/// other gives values, for it may part quoted cells. The one by which the most rows have a number
/// or a time in each wanted column is taken, then the one with the most rows of one length, then
/// the one with more columns under a header. Two that give other values are asked about.
///
/// @param separator between cells
/// @param header whether the columns are named in the text
/// @param headerLine the line of the names, or of the first row
/// @param firstLine the line of the first row, or the one after the header
/// @param columns names; numbers from 1 where there is no header
public record CsvLayout(
    char separator, boolean header, int headerLine, int firstLine, List<String> columns) {
  /// The comma last: it parts numbers too, and there may be as many of it as of separators.
  private static final List<Character> SEPARATORS = List.of(';', '\t', '|', ',');

  /// In how many lines the header is searched for.
  private static final int HEADER_WITHIN = 60;

  private static final int SAMPLE = 1 << 16;

  private static final Set<String> MISSING =
      Set.of("", "nan", "na", "n/a", "#n/a", "null", "none", "-", "--", "unavailable", "unknown");

  /// A line of a text, or several where a quoted cell has line ends.
  ///
  /// @param number of the line, from 1
  record Line(int number, List<String> cells) {
    boolean blank() {
      return cells.stream().allMatch(String::isEmpty);
    }

    /// Whether it has as many cells, those that are empty and trail left aside.
    boolean fits(int width) {
      return cells.size() >= width
          && cells.subList(width, cells.size()).stream().allMatch(String::isEmpty);
    }

    /// A spreadsheet's `#N/A` is a cell.
    boolean comment() {
      return cells.getFirst().startsWith("#") && !missing(cells.getFirst());
    }
  }

  /// Whether a cell says that there is no value.
  public static boolean missing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /// The position of a column, by name or else by number from 1; -1 if there is none.
  int column(String name) {
    return index(columns, name);
  }

  /// Whether columns are wanted by number alone, so that no names tell the header from other lines.
  boolean byNumber(Collection<String> wanted) {
    return !header || wanted.stream().allMatch(CsvLayout::number);
  }

  /// What parts the cells, in words.
  public String separatorName() {
    return separator == '\t' ? "tabs" : "'" + separator + "'";
  }

  /// Finds the layout of a text.
  ///
  /// @throws TextException if no line has all wanted columns, one is there twice, or a separator is
  ///   said that no line has
  static CsvLayout find(
      String file, String text, Collection<String> wanted, CsvTable.Format format) {
    Optional<Character> said = format.separator().or(() -> preset(text));
    String sample = sample(text);
    Optional<Candidate> best = Optional.empty();
    boolean unquoted = false;
    for (char separator : said.map(List::of).orElse(SEPARATORS)) {
      boolean decimal = format.decimal().equals(Optional.of(separator));
      if (!decimal || best.filter(other -> !other.values.isEmpty()).isEmpty()) {
        Optional<Candidate> next = candidate(sample, separator, wanted, format.header());
        unquoted = decimal && next.filter(each -> !each.quotes(separator)).isPresent();
        if (next.isPresent() && !unquoted) {
          best = best.map(before -> before.or(next.get(), file)).or(() -> next);
        }
      }
    }
    if (best.isEmpty() && unquoted) {
      throw new TextException(
          "%s: '%s' begins decimals, so it parts cells only beside cells in quotes such as \"1%s5\", but there are none. Correct 'decimal', or quote the numbers."
              .formatted(file, format.decimal().orElseThrow(), format.decimal().orElseThrow()));
    }
    Candidate taken =
        best.orElseThrow(() ->
            said.map(separator -> missing(file, sample, wanted, separator))
                .orElseGet(() -> nearest(file, sample, wanted)));
    CsvLayout found = taken.layout;
    if (format.header().isEmpty() && taken.numbersHeader(wanted)) {
      throw new TextException(
          "%s:%d: this line may be a header of numbers or the first row. Write 'header: true' or 'header: false' beside the name of the file in the descriptor."
              .formatted(file, found.headerLine));
    }
    found.checkDoubled(file, wanted);
    return found;
  }

  private static String sample(String text) {
    int end = text.length() <= SAMPLE ? text.length() : text.lastIndexOf('\n', SAMPLE) + 1;
    String sample = text.substring(0, end);
    return sample.isBlank() ? text : sample;
  }

  /// The separator that a spreadsheet's first line `sep=;` gives.
  private static Optional<Character> preset(String text) {
    return text.length() > 5 && text.startsWith("sep=") && "\r\n".indexOf(text.charAt(5)) >= 0
        ? Optional.of(text.charAt(4))
        : Optional.empty();
  }

  /// A layout and what it makes of the first lines.
  ///
  /// @param values the wanted cells of the rows that have a number or a time in each of them
  /// @param rows lines with as many cells as there are columns
  /// @param top all cells of the header, or of the first row
  private record Candidate(
      CsvLayout layout, List<List<String>> values, int rows, List<String> top) {

    /// Whether some wanted cell has the separator within.
    boolean quotes(char separator) {
      return values.stream().flatMap(List::stream).anyMatch(cell -> cell.indexOf(separator) >= 0);
    }

    /// Whether the first row may be a header: it has the numbers by which columns are wanted, or
    /// numbers unlike those below.
    boolean numbersHeader(Collection<String> wanted) {
      return !layout.header
          && (top.containsAll(wanted)
              || (values.size() > 1
                  && values.getFirst().stream().noneMatch(CsvLayout::time)
                  && IntStream.range(0, wanted.size()).anyMatch(this::unlikeThoseBelow)));
    }

    private boolean unlikeThoseBelow(int column) {
      String first = values.getFirst().get(column);
      List<String> below =
          values.stream()
              .skip(1)
              .map(row -> row.get(column))
              .filter(cell -> !missing(cell))
              .toList();
      return first.matches("\\d+")
          && !below.isEmpty()
          && (below.stream().noneMatch(cell -> cell.matches("[-+]?\\d+"))
              || below.stream().allMatch(cell -> 3 * Math.abs(number(cell)) < number(first)));
    }

    private static double number(String cell) {
      return Numerals.POINT.parse(cell).or(() -> Numerals.COMMA.parse(cell)).orElse(Double.NaN);
    }

    /// The better of two.
    ///
    /// @throws TextException if they give other values, and neither is better
    Candidate or(Candidate other, String file) {
      if (values.size() != other.values.size() || rows != other.rows) {
        boolean before =
            values.size() != other.values.size()
                ? values.size() > other.values.size()
                : rows > other.rows;
        return before ? this : other;
      }
      boolean wider = other.layout.columns.size() > layout.columns.size();
      List<String> first = values.isEmpty() ? List.of() : values.getFirst();
      List<String> others = values.isEmpty() ? List.of() : other.values.getFirst();
      if (!first.equals(others) && !(wider && other.layout.header)) {
        throw new TextException(
            "%s:%d: cells may be parted by %s, which gives %s, or by %s, which gives %s. Write 'separator: \"%s\"' or 'separator: \"%s\"' beside the name of the file in the descriptor, or its 'decimal'."
                .formatted(
                    file,
                    layout.firstLine,
                    layout.separatorName(),
                    CsvTable.brief(String.join(" and ", first)),
                    other.layout.separatorName(),
                    CsvTable.brief(String.join(" and ", others)),
                    layout.separator == '\t' ? "\\t" : layout.separator,
                    other.layout.separator));
      }
      return wider ? other : this;
    }
  }

  private static Optional<Candidate> candidate(
      String sample, char separator, Collection<String> wanted, Optional<Boolean> header) {
    Optional<List<Line>> lines = parsed(sample, separator, true);
    return lines
        .flatMap(all -> layout(all, separator, wanted, header))
        .map(layout -> {
          int width = layout.columns.size();
          List<Line> rows =
              lines.get().stream()
                  .filter(line -> line.number >= layout.firstLine && line.fits(width))
                  .toList();
          List<List<String>> cells =
              rows.stream()
                  .filter(line -> line.cells.stream().noneMatch(CsvLayout::parted))
                  .map(line ->
                      wanted.stream().map(name -> line.cells.get(layout.column(name))).toList())
                  .filter(values -> values.stream().allMatch(CsvLayout::valueAlone))
                  .toList();
          List<String> top =
              lines.get().stream()
                  .filter(line -> line.number == layout.headerLine)
                  .map(Line::cells)
                  .findFirst()
                  .orElseThrow();
          return new Candidate(layout, cells, rows.size(), top);
        });
  }

  /// Whether a cell has a mark that parts cells but no numbers.
  private static boolean parted(String cell) {
    return cell.indexOf(';') >= 0 || cell.indexOf('\t') >= 0 || cell.indexOf('|') >= 0;
  }

  /// Whether a cell is one number or time, and not two beside each other.
  private static boolean valueAlone(String cell) {
    return missing(cell)
        || Numerals.POINT.parse(cell).isPresent()
        || Numerals.COMMA.parse(cell).isPresent()
        || (value(cell) && cell.indexOf(',') < 0);
  }

  private static Optional<CsvLayout> layout(
      List<Line> lines, char separator, Collection<String> wanted, Optional<Boolean> header) {
    if (wanted.isEmpty()) {
      return lines.stream()
          .filter(line -> !line.blank() && !line.comment())
          .findFirst()
          .map(
              line -> new CsvLayout(separator, true, line.number, line.number + 1, names(line, 1)));
    }
    boolean named = wanted.stream().anyMatch(column -> !number(column));
    return named && !header.equals(Optional.of(false))
        ? byName(lines, separator, wanted)
        : byNumber(lines, separator, wanted, header);
  }

  private static Optional<CsvLayout> byName(
      List<Line> lines, char separator, Collection<String> wanted) {
    for (Line line : lines.subList(0, Math.min(lines.size(), HEADER_WITHIN))) {
      List<String> names = names(line, 1);
      boolean some = wanted.stream().anyMatch(names::contains);
      if (some && wanted.stream().allMatch(column -> index(names, column) >= 0)) {
        return Optional.of(new CsvLayout(separator, true, line.number, line.number + 1, names));
      }
    }
    return Optional.empty();
  }

  private static Optional<CsvLayout> byNumber(
      List<Line> lines, char separator, Collection<String> wanted, Optional<Boolean> said) {
    int last =
        wanted.stream()
            .mapToInt(column -> number(column) ? Integer.parseInt(column) : 9999)
            .max()
            .orElse(1);
    Map<Integer, Integer> count = new HashMap<>();
    lines.stream()
        .filter(line -> !line.blank() && !line.comment() && line.cells.size() >= last)
        .forEach(line -> count.merge(line.cells.size(), 1, Integer::sum));
    Optional<Integer> width =
        count.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey);
    Optional<Line> first =
        width.flatMap(cells ->
            lines.stream()
                .filter(line -> !line.blank() && !line.comment() && line.cells.size() == cells)
                .findFirst());
    return first.map(line -> {
      boolean row =
          wanted.stream().allMatch(column -> value(line.cells.get(Integer.parseInt(column) - 1)))
              || wanted.stream()
                  .anyMatch(column -> time(line.cells.get(Integer.parseInt(column) - 1)));
      return said.orElse(!row)
          ? new CsvLayout(separator, true, line.number, line.number + 1, names(line, last))
          : new CsvLayout(separator, false, line.number, line.number, numbers(line.cells.size()));
    });
  }

  /// Whether a cell may be a value or a time rather than the name of a column.
  static boolean value(String cell) {
    String bare = cell.replaceFirst("(?i)\\s*([ap]\\.?m\\.?|utc|gmt)$", "");
    return missing(cell)
        || (bare.matches("[-+\u2212]?[.,]?\\d.*") && !bare.matches(".*[a-df-su-yA-DF-SU-Y].*"));
  }

  /// Whether a cell is a date or time, which no column is called.
  private static boolean time(String cell) {
    return value(cell) && cell.matches("\\d+([-/.])\\d+\\1\\d+.*");
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }

  /// The cells of a header, which may begin with a `#`; separators may trail.
  ///
  /// @param least how many names there are at least
  private static List<String> names(Line line, int least) {
    int width = line.cells.size();
    while (width > least && line.cells.get(width - 1).isEmpty()) {
      width--;
    }
    var names = new ArrayList<>(line.cells.subList(0, width));
    names.set(0, names.getFirst().replaceFirst("^#\\s*", ""));
    return List.copyOf(names);
  }

  private static boolean number(String column) {
    return column.matches("[1-9]\\d{0,3}");
  }

  private static int index(List<String> names, String column) {
    int named = names.indexOf(column);
    if (named < 0 && number(column)) {
      int number = Integer.parseInt(column);
      return number <= names.size() ? number - 1 : -1;
    }
    return named;
  }

  private void checkDoubled(String file, Collection<String> wanted) {
    for (String column : wanted) {
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw new TextException(
            "%s:%d: column '%s' is there twice. Rename one, or name the column by its number from 1."
                .formatted(file, headerLine, CsvTable.brief(column)));
      }
    }
  }

  /// Says which columns are missing, as the separator sees it that finds the most of them.
  private static TextException nearest(String file, String text, Collection<String> wanted) {
    return SEPARATORS.stream()
        .filter(separator -> parsed(text, separator, true).isPresent())
        .max(
            Comparator.comparingLong(
                    (Character separator) -> found(best(text, wanted, separator), wanted))
                .thenComparingInt(separator -> best(text, wanted, separator).cells.size()))
        .map(separator -> missing(file, text, wanted, separator))
        .orElseGet(() -> broken(file, text, ','));
  }

  private static TextException missing(
      String file, String text, Collection<String> wanted, char separator) {
    if (parsed(text, separator, true).isEmpty()) {
      return broken(file, text, separator);
    }
    Line line = best(text, wanted, separator);
    List<String> missing =
        wanted.stream().filter(column -> index(line.cells, column) < 0).distinct().toList();
    List<String> shown = line.cells.stream().map(CsvTable::brief).toList();
    return new TextException(
        "%s:%d: there is no column %s.%s The columns are: %s.%s"
            .formatted(
                file,
                line.number,
                String.join(", ", missing.stream().map(column -> "'" + column + "'").toList()),
                missing.isEmpty() ? "" : Nearest.question(missing.getFirst(), shown),
                CsvTable.brief(String.join(", ", line.cells)),
                line.cells.stream().anyMatch(cell -> value(cell) && !missing(cell))
                    ? " If the file has no header, write 'header: false' beside its name in the descriptor, and name columns by number from 1."
                    : ""));
  }

  private static Line best(String text, Collection<String> wanted, char separator) {
    var lines = parsed(text, separator, true).orElseThrow();
    return lines.stream()
        .limit(HEADER_WITHIN)
        .max(Comparator.comparingLong(line -> found(line, wanted)))
        .map(line -> best(lines, line, wanted))
        .orElseThrow();
  }

  /// The first line that has as many of the wanted columns as another.
  private static Line best(List<Line> lines, Line like, Collection<String> wanted) {
    return lines.stream()
        .filter(line -> found(line, wanted) == found(like, wanted))
        .findFirst()
        .orElse(like);
  }

  private static long found(Line line, Collection<String> wanted) {
    return wanted.stream().filter(column -> index(line.cells, column) >= 0).count();
  }

  /// All lines of a text.
  ///
  /// @throws TextException if a quote is not closed, or something follows one that is
  static List<Line> records(String file, String text, CsvLayout layout) {
    return parsed(text, layout.separator, false)
        .orElseThrow(() -> broken(file, text, layout.separator));
  }

  private static TextException broken(String file, String text, char separator) {
    String reason = "";
    try {
      lines(text, separator, false);
    } catch (CsvParseException | UncheckedIOException fault) {
      reason = " (" + CsvTable.brief(String.valueOf(fault.getMessage())) + ")";
    }
    return new TextException(
        "%s: the quotes do not fit together%s. Quote a whole cell, and double a quote within it."
            .formatted(file, reason));
  }

  private static Optional<List<Line>> parsed(String text, char separator, boolean sample) {
    try {
      return Optional.of(lines(text, separator, sample));
    } catch (CsvParseException | UncheckedIOException broken) {
      return Optional.empty();
    }
  }

  private static List<Line> lines(String text, char separator, boolean sample) {
    var lines = new ArrayList<Line>();
    var reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .trimWhitespacesAroundQuotes(true)
            .allowUnclosedQuote(sample)
            .ofCsvRecord(text);
    boolean preset = preset(text).isPresent();
    for (CsvRecord record : reader) {
      int number = Math.toIntExact(record.getStartingLineNumber());
      if (number > 1 || !preset) {
        String[] cells = new String[record.getFieldCount()];
        for (int cell = 0; cell < cells.length; cell++) {
          cells[cell] = record.getField(cell).strip();
        }
        lines.add(new Line(number, List.of(cells)));
      }
    }
    return lines;
  }
}
