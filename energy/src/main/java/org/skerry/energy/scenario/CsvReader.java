package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.skerry.energy.scenario.Descriptor.Column;
import org.skerry.energy.scenario.Descriptor.CsvSource;
import org.skerry.energy.scenario.Descriptor.Gaps;
import org.skerry.energy.text.CsvLayout;
import org.skerry.energy.text.CsvTable;
import org.skerry.energy.text.Numerals;
import org.skerry.energy.text.TextException;
import org.skerry.energy.text.TextFile;

/// Reads the series of one CSV file and puts them on a regular clock. Nothing is repaired unless
/// the descriptor says how, and what was found or repaired is told in notes.
final class CsvReader {
  private static final String NEEDS_TWO =
      "%s: a register needs two readings at least. Give more rows, or another unit.";

  private final CsvSource source;
  private final String file;
  private final TextFile text;
  private final CsvTable table;
  private final Duration step;
  private final Stamps stamps;
  private final Numerals numerals;
  private final Problems problems;
  private final List<String> notes = new ArrayList<>();
  private final boolean reversed;
  private final int withoutValue;
  private boolean thousands;
  private int[] places = new int[0];

  private CsvReader(CsvSource source, Folder folder, ZoneId zone, Duration step) {
    this.source = source;
    this.step = step;
    this.problems = new Problems();
    this.file = folder.name(source.file());
    this.text = folder.file(source.file(), source.encoding());
    var wanted = new LinkedHashSet<>(source.clock().columns());
    source.clock().period().ifPresent(wanted::add);
    source.where().ifPresent(where -> wanted.add(where.column()));
    source.columns().values().forEach(column -> wanted.addAll(column.columns()));
    this.table =
        new CsvTable(
            file,
            text.text(),
            wanted,
            new CsvTable.Format(source.separator(), source.decimal(), source.header()),
            (line, column, sentence) ->
                problems.add(new Problems.Position(file, line, column), sentence));
    refuseEmptyLine();
    source.where().ifPresent(this::keep);
    this.numerals =
        source
            .decimal()
            .map(Numerals::new)
            .orElseGet(() ->
                table.numerals(
                    source.columns().values().stream()
                        .flatMap(column -> column.columns().stream())
                        .map(table::column)
                        .distinct()
                        .toList()));
    this.withoutValue = source.averaged() ? leaveOut() : 0;
    this.stamps = new Stamps(file, source, zone, step, table, problems);
    this.reversed = stamps.descending();
    if (reversed) {
      table.reverse();
    }
  }

  /// The series of a file on the clock of the file.
  ///
  /// @param zone the local clock of the data set
  /// @param step length of a step of the file
  /// @throws ScenarioException with all problems of the file
  static Dataset read(CsvSource source, Folder folder, ZoneId zone, Duration step) {
    try {
      return new CsvReader(source, folder, zone, step).dataset(zone);
    } catch (TextException broken) {
      throw new ScenarioException(String.valueOf(broken.getMessage()));
    }
  }

  /// Refuses an empty line between rows that are counted: it may be a step, or nothing.
  private void refuseEmptyLine() {
    if (source.clock().start().isPresent() && table.emptyLine() > 0) {
      problems.add(
          new Problems.Position(file, table.emptyLine(), 1),
          "the line is empty, but rows are counted from 'start'. Remove the line, or write '-' there if it is a step without a value.");
    }
  }

  private void keep(Descriptor.Where where) {
    int column = table.column(where.column());
    table.keep(row -> table.cell(row, column).equals(where.equal()));
    if (table.size() == 0) {
      throw new TextException(
          "%s: no row has '%s' in column '%s'. Correct 'where' in the descriptor."
              .formatted(file, where.equal(), where.column()));
    }
  }

  /// Leaves out the rows that have no value in any column, and says how many they are.
  private int leaveOut() {
    int all = table.size();
    int[] columns =
        source.columns().values().stream()
            .flatMap(column -> column.columns().stream())
            .mapToInt(table::column)
            .toArray();
    table.keep(row -> Arrays.stream(columns).anyMatch(column -> !missing(table.cell(row, column))));
    if (all > 0 && table.size() == 0) {
      throw new TextException(
          file + ": no row has a value. Correct the columns or 'missing' in the descriptor.");
    }
    return all - table.size();
  }

  private Dataset dataset(ZoneId zone) {
    boolean mayMiss = source.gaps().fill() != Gaps.Fill.REFUSE;
    places = stamps.places(source.gaps().upTo(), mayMiss);
    int steps = places.length == 0 ? 0 : places[places.length - 1] + 1;
    Map<Column, double[]> values = new LinkedHashMap<>();
    for (Column column : source.columns().values()) {
      values.put(column, column(column, steps));
    }
    problems.throwIfAny();
    if (source.averaged() && values.keySet().stream().anyMatch(column -> !unit(column).total())) {
      tellAverage(steps);
    }
    boolean registers = values.keySet().stream().anyMatch(column -> unit(column).total());
    if (registers && (table.size() < 2 || (steps < 2 && endsWithStep(steps)))) {
      throw new TextException(NEEDS_TWO.formatted(file));
    }
    // A register says what passed between two readings, so that a last one has no step of its own.
    int from = registers && source.clock().ending() ? 1 : 0;
    int to = registers && !source.clock().ending() && endsWithStep(steps) ? steps - 1 : steps;
    Instant start = stamps.first().plus(step.multipliedBy(from));
    var series = new ArrayList<Series>();
    for (var each : values.entrySet()) {
      Column column = each.getKey();
      double[] filled = Arrays.copyOfRange(each.getValue(), from, to);
      fill(column.name(), column.columns().getFirst(), filled, source.gaps().fill(), from);
      raise(column, filled);
      refuseNegative(column, filled, from);
      each.setValue(filled);
    }
    problems.throwIfAny();
    values.forEach(
        (column, filled) -> series.add(new Series(column.name(), unit(column).ours(), filled)));
    var told = new ArrayList<>(found().stream().toList());
    if (!table.leftOut().isEmpty()) {
      told.add(
          "%s: %d lines, of which line %d is the first, are no rows and were left out."
              .formatted(file, table.leftOut().size(), table.leftOut().getFirst()));
    }
    told.addAll(notes);
    return new Dataset(file, "", start, zone, step, series, told);
  }

  /// Whether the last row comes at the very moment its step begins.
  private boolean endsWithStep(int steps) {
    long last = stamps.seconds()[table.size() - 1];
    return last == stamps.first().plus(step.multipliedBy(steps - 1L)).getEpochSecond();
  }

  private void tellAverage(int steps) {
    var rows = new int[steps];
    for (int place : places) {
      rows[place]++;
    }
    notes.add(
        "%s: the mean of %s was taken in %s of %s min, of at most %d in a step; steps without a row: %d, rows without a value: %d."
            .formatted(
                file,
                Numbers.counted(places.length, "row"),
                Numbers.counted(steps, "step"),
                Numbers.text(step.toSeconds() / 60.0),
                Arrays.stream(rows).max().orElse(0),
                Arrays.stream(rows).filter(count -> count == 0).count(),
                withoutValue));
  }

  private Unit unit(Column column) {
    return Unit.of(column.unit(), step).orElseThrow();
  }

  /// The sum of a series' columns in each step, NaN where one has no value.
  private double[] column(Column column, int steps) {
    Unit unit = unit(column);
    var sum = new double[steps];
    Arrays.fill(sum, column.offset());
    for (String name : column.columns()) {
      double[] cells = cells(name, column, steps);
      if (unit.total() && problems.count() == 0) {
        cells = passed(name, column, cells);
      }
      for (int place = 0; place < steps; place++) {
        sum[place] += column.scale() * unit.convert(cells[place]);
      }
    }
    return sum;
  }

  /// The numbers of one column of the file in each step, their mean if there are several, NaN where
  /// there is none.
  private double[] cells(String name, Column column, int steps) {
    var values = new double[steps];
    var count = new int[steps];
    int index = table.column(name);
    for (int row = 0; row < places.length; row++) {
      String cell = table.cell(row, index);
      Optional<Double> number = numerals.parse(cell);
      boolean missing = missing(cell);
      if (number.isPresent() && !missing) {
        values[places[row]] += number.get();
        count[places[row]]++;
        thousands |= cell.indexOf(numerals.decimal() == ',' ? '.' : ',') >= 0;
      } else if (!missing || !mayBeEmpty()) {
        problems.add(
            position(row, index),
            "column '%s' is '%s', but must be a number (%s). Correct the cell, or leave it empty and write 'gaps: {fill: interpolate, upTo: 3}' in the descriptor."
                .formatted(name, CsvTable.brief(cell), column.unit()));
      }
    }
    for (int place = 0; place < steps; place++) {
      values[place] = count[place] == 0 ? Double.NaN : values[place] / count[place];
    }
    return values;
  }

  /// Whether a cell may have no value: another row of its step may have one, or a gap is filled.
  private boolean mayBeEmpty() {
    return source.averaged() || source.gaps().fill() != Gaps.Fill.REFUSE;
  }

  private boolean missing(String cell) {
    return numerals
        .parse(cell)
        .map(number -> absent(cell, number))
        .orElseGet(() -> CsvLayout.missing(cell));
  }

  /// Whether a number stands for a missing value, as -9999 of some loggers does.
  private boolean absent(String cell, double number) {
    return source.missing().stream()
        .anyMatch(
            mark -> mark.equals(cell) || Numerals.POINT.parse(mark).equals(Optional.of(number)));
  }

  /// What passed in each step by a register's readings.
  ///
  /// @param means of the readings of each step, `[step]`, NaN where there is none
  private double[] passed(String name, Column column, double[] means) {
    int[] read = IntStream.range(0, means.length).filter(i -> !Double.isNaN(means[i])).toArray();
    Gaps.Fill fill = source.gaps().fill();
    fill(name, name, means, fill == Gaps.Fill.REFUSE ? fill : Gaps.Fill.INTERPOLATE, 0);
    if (problems.count() > 0) {
      return means;
    }
    if (source.averaged()) {
      return interpolated(name, column, means.length);
    }
    // By the readings of the file alone: between those beside a gap the meter may begin anew.
    double[] readings = IntStream.of(read).mapToDouble(place -> means[place]).toArray();
    var times = new double[Math.max(0, read.length - 1)];
    Arrays.setAll(times, i -> read[i + 1] - read[i]);
    int[] rows = IntStream.of(read).map(this::rowOf).toArray();
    double[] passed = passed(name, rows, new Register(readings, times));
    var steps = new double[means.length];
    int first = source.clock().ending() ? 1 : 0;
    for (int i = 0; i < passed.length; i++) {
      Arrays.fill(steps, first + read[i], first + read[i + 1], passed[i] / times[i]);
    }
    return steps;
  }

  /// What passed in each step by the readings of a register that come at any time.
  private double[] interpolated(String name, Column column, int steps) {
    int index = table.column(name);
    int[] rows =
        IntStream.range(0, table.size()).filter(row -> !missing(table.cell(row, index))).toArray();
    long[] seconds = IntStream.of(rows).mapToLong(row -> stamps.seconds()[row]).toArray();
    double[] readings =
        IntStream.of(rows)
            .mapToDouble(row -> numerals.parse(table.cell(row, index)).orElseThrow())
            .toArray();
    if (rows.length < 2) {
      throw new TextException(NEEDS_TWO.formatted(file));
    }
    var times = new double[rows.length - 1];
    for (int i = 0; i < times.length; i++) {
      if (seconds[i + 1] < seconds[i]) {
        problems.add(
            position(rows[i + 1], index),
            "column '%s' is a register, but this reading is earlier than the one before. Sort the rows by time."
                .formatted(name));
      }
      times[i] = Math.max(60, seconds[i + 1] - seconds[i]); // a register counts in jumps
    }
    double[] passed = passed(name, rows, new Register(readings, times));
    if (problems.count() > 0) {
      return new double[steps];
    }
    notes.add(
        "%s: the register '%s' counts %s %s by %d readings from %s to %s and is interpolated where steps begin; rows without a reading: %d."
            .formatted(
                file,
                name,
                Numbers.text(Math.rint(Arrays.stream(passed).sum() * 1e6) / 1e6),
                column.unit().replace(" total", ""),
                rows.length,
                Instant.ofEpochSecond(seconds[0]),
                Instant.ofEpochSecond(seconds[seconds.length - 1]),
                table.size() + withoutValue - rows.length));
    return Register.inSteps(
        passed, seconds, stamps.first().getEpochSecond(), step.toSeconds(), steps);
  }

  /// What passed between the readings of some rows; with a problem where they fall for no reason.
  private double[] passed(String name, int[] rows, Register register) {
    double[] passed = register.passed();
    for (int i = 0; i < passed.length; i++) {
      if (Double.isNaN(passed[i]) && problems.count() == 0) {
        problems.add(
            position(rows[i + 1], table.column(name)),
            "column '%s' %s. Correct the readings, write 'missing: [...]' beside the name of the file with numbers that stand for no reading, or split the file where the meter was changed."
                .formatted(name, register.fault(i)));
      }
    }
    if (!register.restarts().isEmpty()) {
      notes.add("%s: the register '%s' %s.".formatted(file, name, register.restarts()));
    }
    return passed;
  }

  private Problems.Position position(int row, int column) {
    return new Problems.Position(file, table.line(row), column + 1);
  }

  /// The row of a step, or the one after its gap.
  private int rowOf(int place) {
    int found = Arrays.binarySearch(places, place);
    return found >= 0 ? found : Math.min(-found - 1, places.length - 1);
  }

  /// Fills runs of missing values as the descriptor says, or adds a problem.
  ///
  /// @param column of the file, for messages
  /// @param first place of the first value
  private void fill(String name, String column, double[] values, Gaps.Fill fill, int first) {
    int filled = 0;
    int longest = 0;
    for (int from = 0; from < values.length; from++) {
      if (!Double.isNaN(values[from])) {
        continue;
      }
      int to = from;
      while (to < values.length && Double.isNaN(values[to])) {
        to++;
      }
      boolean inside = from > 0 && (to < values.length || fill == Gaps.Fill.HOLD);
      if (!inside || to - from > source.gaps().upTo()) {
        problems.add(
            position(rowOf(first + from), table.column(column)),
            "series '%s' has no value for %s from %s on, but at most %d in a row are filled, between two values. Correct the file, or %s."
                .formatted(
                    name,
                    Numbers.counted(to - from, "step"),
                    stamps.first().plus(step.multipliedBy(first + from)),
                    source.gaps().upTo(),
                    fill == Gaps.Fill.REFUSE
                        ? "write 'gaps: {fill: interpolate, upTo: %d}' in the descriptor"
                            .formatted(to - from)
                        : "raise 'upTo' in its gaps"));
        return;
      }
      for (int i = from; i < to; i++) {
        double share = (i - from + 1.0) / (to - from + 1.0);
        values[i] =
            fill == Gaps.Fill.HOLD
                ? values[from - 1]
                : values[from - 1] + share * (values[to] - values[from - 1]);
      }
      filled += to - from;
      longest = Math.max(longest, to - from);
      from = to - 1;
    }
    if (filled > 0) {
      notes.add(
          "%s: %d of %d values of '%s' were missing and are %s (at most %d in a row)."
              .formatted(
                  file,
                  filled,
                  values.length,
                  name,
                  fill == Gaps.Fill.HOLD ? "held" : "interpolated",
                  longest));
    }
  }

  /// Raises what is below the least value that the descriptor allows.
  private void raise(Column column, double[] values) {
    if (column.minimum().isEmpty()) {
      return;
    }
    double least = column.minimum().get();
    int raised = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] < least) {
        values[i] = least;
        raised++;
      }
    }
    if (raised > 0) {
      notes.add(
          "%s: %d of %d values of '%s' were below %s and are that."
              .formatted(file, raised, values.length, column.name(), Numbers.text(least)));
    }
  }

  /// Refuses negative values where nothing can be negative.
  private void refuseNegative(Column column, double[] values, int first) {
    if (Unit.mayBeNegative(column.name())) {
      return;
    }
    int count = 0;
    int at = 0;
    for (int i = values.length - 1; i >= 0; i--) {
      if (values[i] < 0) {
        count++;
        at = i;
      }
    }
    if (count > 0) {
      problems.add(
          position(rowOf(first + at), table.column(column.columns().getFirst())),
          "series '%s' is %s here and negative in %d of %d steps, but it cannot be. Write 'scale: -1' if the file counts the other way, 'minimum: 0' beside the column's unit for noise around 0, or 'missing: [-9999]' beside the file's name if a number stands for no value."
              .formatted(column.name(), Numbers.text(values[at]), count, values.length));
    }
  }

  /// What was found in the file rather than said, if it is out of the ordinary.
  private Optional<String> found() {
    var parts = new ArrayList<String>();
    CsvLayout layout = table.layout();
    if (source.separator().isEmpty() && layout.separator() != ',') {
      parts.add("cells parted by " + layout.separatorName());
    }
    if (source.decimal().isEmpty() && numerals.decimal() == ',') {
      parts.add("a decimal comma");
    }
    if (thousands) {
      parts.add(
          numerals.decimal() == ',' ? "points between thousands" : "commas between thousands");
    }
    if (source.encoding().isEmpty() && !text.encoding().equals("UTF-8")) {
      parts.add(text.encoding() + " text");
    }
    if (source.header().isEmpty() && !layout.header()) {
      parts.add("no header");
    }
    stamps.order().ifPresent(parts::add);
    if (stamps.labelled()) {
      parts.add("stamps that are the local time of a step's beginning and the step");
    }
    if (reversed) {
      parts.add("the newest row first");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(file + " was found to have " + String.join(", ", parts) + ".");
  }
}
