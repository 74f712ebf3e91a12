package org.skerry.energy.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// A schedule as a CSV file: the column `start` with local times such as `2016-07-01T00:00`, then
/// one column per set-point in kW or kvar, named as [Schedule#columns()] says, in quotes where a
/// name holds a comma or quotes (RFC 4180). Numbers are written with all their digits, so that a
/// schedule replays to the same cost.
public final class ScheduleFile {
  private static final int MOST_ERRORS = 20;

  private ScheduleFile() {}

  /// Reads a schedule; its name is the file's name.
  ///
  /// @throws IllegalArgumentException if it is not a schedule, with every problem by file and line
  /// @throws UncheckedIOException if it cannot be read
  public static Schedule read(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "");
    return parse(name, file.toString(), text(file));
  }

  /// Reads a schedule from text.
  ///
  /// @param name of the schedule
  /// @param place how messages name the text
  /// @throws IllegalArgumentException if it is not a schedule, with every problem by line
  public static Schedule parse(String name, String place, String text) {
    List<String> lines = text.lines().toList();
    List<String> problems = new ArrayList<>();
    if (lines.isEmpty() || lines.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "%s is empty, but a schedule begins with a line such as 'start,harbour/battery'."
              .formatted(place));
    }
    List<String> header = split(lines.getFirst());
    if (!header.getFirst().equals("start") || header.size() < 2) {
      throw new IllegalArgumentException(
          "%s:1: the header is '%s', but must be 'start' and then one column per set-point, such as 'start,harbour/battery'."
              .formatted(place, abbreviated(lines.getFirst())));
    }
    List<Schedule.Row> rows = new ArrayList<>();
    for (int line = 1; line < lines.size() && problems.size() < MOST_ERRORS; line++) {
      if (!lines.get(line).isBlank()) {
        readRow(place + ":" + (line + 1), lines.get(line), header, rows, problems);
      }
    }
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(place + " has a header but no rows. Write one row per step.");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    return new Schedule(name, header.subList(1, header.size()), rows);
  }

  /// Writes a schedule, replacing the file.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public static void write(Schedule schedule, Path file) {
    StringBuilder text = new StringBuilder("start");
    schedule.columns().forEach(column -> text.append(',').append(quoted(column)));
    text.append('\n');
    for (Schedule.Row row : schedule.rows()) {
      text.append(row.start());
      row.setpoints().forEach(setpoint -> text.append(',').append(setpoint.doubleValue()));
      text.append('\n');
    }
    try {
      Files.writeString(file, text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(
          "There is no schedule file '%s'. Give the path of a CSV file.".formatted(file), missing);
    } catch (MalformedInputException binary) {
      throw new IllegalArgumentException(
          "%s is not text in UTF-8, but a schedule is a CSV file.".formatted(file), binary);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static void readRow(
      String place,
      String line,
      List<String> header,
      List<Schedule.Row> rows,
      List<String> problems) {
    List<String> cells = split(line);
    if (cells.size() != header.size()) {
      problems.add(
          "%s: the row has %d cells, but the header has %d. Write one number per column."
              .formatted(place, cells.size(), header.size()));
      return;
    }
    try {
      LocalDateTime start = LocalDateTime.parse(cells.getFirst());
      List<Double> setpoints = new ArrayList<>();
      for (int cell = 1; cell < cells.size(); cell++) {
        setpoints.add(number(place, header.get(cell), cells.get(cell)));
      }
      rows.add(new Schedule.Row(start, setpoints));
    } catch (DateTimeParseException wrong) {
      problems.add(
          "%s: start is '%s', but must be a local time such as 2016-07-01T00:00."
              .formatted(place, abbreviated(cells.getFirst())));
    } catch (IllegalArgumentException wrong) {
      problems.add(String.valueOf(wrong.getMessage()));
    }
  }

  private static double number(String place, String column, String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s is '%s', but must be a finite number in kW or kvar."
              .formatted(place, column, abbreviated(text)));
    }
    return value;
  }

  private static String quoted(String name) {
    boolean plain = name.equals(name.strip()) && name.chars().noneMatch(c -> c == ',' || c == '"');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    boolean quotes = false;
    for (int at = 0; at <= line.length(); at++) {
      if (at == line.length() || (line.charAt(at) == ',' && !quotes)) {
        cells.add(unquoted(line.substring(from, at).strip()));
        from = at + 1;
      } else if (line.charAt(at) == '"') {
        quotes = !quotes;
      }
    }
    return cells;
  }

  private static String unquoted(String cell) {
    boolean whole = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return whole ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
