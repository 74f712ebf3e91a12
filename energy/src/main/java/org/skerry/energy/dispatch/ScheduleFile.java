package org.skerry.energy.dispatch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.skerry.energy.text.CsvTable;
import org.skerry.energy.text.Numerals;
import org.skerry.energy.text.TextFile;

/// A schedule as a CSV file: the column `start` with local times such as `2016-07-01T00:00`, then
/// one column per set-point in kW or kvar, named as [Schedule#columns()] says. Numbers are written
/// with all their digits, so that a schedule replays to the same cost.
public final class ScheduleFile {
  private static final int MOST_ERRORS = 20;

  private final String place;
  private final CsvTable table;
  private final List<Integer> columns;
  private final Numerals numerals;
  private final List<String> problems;

  private ScheduleFile(String place, CsvTable table, List<String> problems) {
    this.place = place;
    this.table = table;
    this.problems = problems;
    this.columns =
        IntStream.range(0, table.header().size())
            .filter(column -> column != table.column("start"))
            .boxed()
            .toList();
    this.numerals = table.numerals(columns);
  }

  /// Reads a schedule; its name is the file's name.
  ///
  /// @throws IllegalArgumentException if it is not a schedule, with every problem by file and line
  public static Schedule read(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "There is no schedule file '%s'. Give the path of a CSV file.".formatted(file));
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "");
    String text = TextFile.read(file).text();
    if (text.lines().limit(10).noneMatch(line -> line.contains("start") && line.contains("/"))) {
      throw new IllegalArgumentException(
          "%s:1: this is a CSV file without 'start' and set-points such as 'harbour/battery', so it is no schedule. Series are read through a descriptor (YAML) that names the file and its columns, a network through its folder."
              .formatted(file));
    }
    return parse(name, file.toString(), text);
  }

  /// Reads a schedule from text.
  ///
  /// @param name of the schedule
  /// @param place how messages name the text
  /// @throws IllegalArgumentException if it is not a schedule, with every problem by line
  public static Schedule parse(String name, String place, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "%s is empty, but a schedule begins with a line such as 'start,harbour/battery'."
              .formatted(place));
    }
    List<String> problems = new ArrayList<>();
    CsvTable table =
        new CsvTable(
            place,
            text,
            List.of("start"),
            CsvTable.Format.FOUND,
            (line, column, sentence) -> problems.add(place + ":" + line + ": " + sentence));
    return new ScheduleFile(place, table, problems).schedule(name);
  }

  private Schedule schedule(String name) {
    List<String> names = columns.stream().map(table.header()::get).toList();
    checkHeader(names);
    List<Schedule.Row> rows = new ArrayList<>();
    for (int row = 0; row < table.size() && problems.size() < MOST_ERRORS; row++) {
      Optional<LocalDateTime> start = start(row);
      List<Double> setpoints = setpoints(row);
      start.ifPresent(time -> rows.add(new Schedule.Row(time, setpoints)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(
              System.lineSeparator(), problems.subList(0, Math.min(MOST_ERRORS, problems.size()))));
    }
    return new Schedule(name, names, rows);
  }

  private void checkHeader(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String column : names) {
      if (!seen.add(column)) {
        problems.add(
            "%s: the column '%s' is there twice. Remove one."
                .formatted(place, CsvTable.brief(column)));
      }
    }
    if (names.isEmpty()) {
      problems.add(
          "%s: the header has only 'start', but a schedule has one column per set-point, such as 'start,harbour/battery'. Add one."
              .formatted(place));
    }
  }

  private Optional<LocalDateTime> start(int row) {
    String cell = table.cell(row, table.column("start"));
    try {
      return Optional.of(LocalDateTime.parse(cell.replace(' ', 'T')));
    } catch (DateTimeParseException wrong) {
      problems.add(
          "%s:%d: start is '%s', but must be a local time such as 2016-07-01T00:00."
              .formatted(place, table.line(row), CsvTable.brief(cell)));
      return Optional.empty();
    }
  }

  private List<Double> setpoints(int row) {
    List<Double> setpoints = new ArrayList<>();
    for (int column : columns) {
      String cell = table.cell(row, column);
      Optional<Double> number = numerals.parse(cell);
      if (number.isEmpty()) {
        problems.add(
            "%s:%d: %s is '%s', but must be a finite number in kW or kvar."
                .formatted(
                    place, table.line(row), table.header().get(column), CsvTable.brief(cell)));
      }
      setpoints.add(number.orElse(0.0));
    }
    return setpoints;
  }

  /// Writes a schedule, replacing the file.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public static void write(Schedule schedule, Path file) {
    StringWriter text = new StringWriter();
    CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    List<String> cells = new ArrayList<>(List.of("start"));
    cells.addAll(schedule.columns());
    writer.writeRecord(cells);
    for (Schedule.Row row : schedule.rows()) {
      cells.clear();
      cells.add(row.start().toString());
      row.setpoints().forEach(setpoint -> cells.add(setpoint.toString()));
      writer.writeRecord(cells);
    }
    try {
      writer.flush();
      Files.writeString(file, text.toString());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
