package org.skerry.energy.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skerry.energy.text.TextException;

/// How the dates and times of a column are written, found from the column or said by a pattern.
///
/// Found are ISO dates and times with and without zone and fractions, `2024/01/31 13:00`,
/// `202401311300`, `31.01.2024 13:00`, `31/01/2024` and `1/31/2024 1:00 PM` where some day of the
/// column is past the 12th, a range of which the first time counts, and seconds, milliseconds,
/// microseconds or nanoseconds since 1970.
final class StampFormat {
  private static final String CLOCK_TIME =
      "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?";
  private static final String SHORT_TIME = "(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,]\\d{1,9})?)?()?";
  private static final String OFFSET =
      "\\s*(Z|z|UTC|GMT|[-+\u2212]\\d{1,2}(?::?\\d{2})?)?(?:\\[[^\\]]*\\])?";

  /// Groups: year, month, day; first, mark, second, year; hour, minute, second, half; offset.
  private static final Pattern PARTED =
      Pattern.compile(
          "(?:(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})|(\\d{1,2})([-/.])(\\d{1,2})\\5(\\d{4}|\\d{2}))"
              + "(?:(?:[T,]|\\s)\\s*"
              + CLOCK_TIME
              + ")?"
              + OFFSET);

  /// Groups: year, month, day; hour, minute, second, half; offset.
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T: ]?" + SHORT_TIME + ")?" + OFFSET);

  private static final Pattern EPOCH =
      Pattern.compile("\\d{10}(?:\\.\\d+)?|\\d{13}|\\d{16}|\\d{19}");

  /// Seconds since 1970 from here on may be meant as year, month, day and hour.
  private static final long LATEST = 1_900_000_000L;

  /// Which part of a date such as 03/04/2024 is the day.
  enum Order {
    /// Found from the column.
    FOUND,
    /// The first.
    DAY_FIRST,
    /// The second.
    MONTH_FIRST
  }

  /// A date or time as a file has it.
  ///
  /// @param offset from UTC, where the file says it
  record Stamp(LocalDateTime local, Optional<ZoneOffset> offset) {}

  private final Order order;
  private final Optional<DateTimeFormatter> pattern;

  private StampFormat(Order order, Optional<DateTimeFormatter> pattern) {
    this.order = order;
    this.pattern = pattern;
  }

  /// Found from the column.
  static StampFormat found() {
    return new StampFormat(Order.FOUND, Optional.empty());
  }

  /// A format by its word, `day-first` or `month-first`, or by a Java pattern.
  ///
  /// @throws IllegalArgumentException if it is none
  static StampFormat of(String text) {
    return switch (text) {
      case "day-first" -> new StampFormat(Order.DAY_FIRST, Optional.empty());
      case "month-first" -> new StampFormat(Order.MONTH_FIRST, Optional.empty());
      default -> new StampFormat(Order.FOUND, Optional.of(Patterns.strict(text)));
    };
  }

  /// This format with the order of day and month that a column shows.
  ///
  /// @param file how messages name it
  /// @param table whose cells are looked at
  /// @throws TextException if the column shows both orders, or neither where it matters
  StampFormat fitted(String file, StampColumn table) {
    if (order != Order.FOUND || pattern.isPresent()) {
      return this;
    }
    int day = -1;
    int month = -1;
    int either = -1;
    for (int row = 0; row < table.size(); row++) {
      Matcher matcher = PARTED.matcher(first(table.cell(row)));
      if (!matcher.matches() || matcher.group(4) == null || matcher.group(5).equals(".")) {
        continue;
      }
      if (matcher.group(7).length() == 2) {
        throw asked(file, table, row, "has a year of two digits and may be read in several ways");
      }
      day = day < 0 && Integer.parseInt(matcher.group(4)) > 12 ? row : day;
      month = month < 0 && Integer.parseInt(matcher.group(6)) > 12 ? row : month;
      either = either < 0 ? row : either;
    }
    if (day >= 0 && month >= 0) {
      throw asked(
          file,
          table,
          Math.max(day, month),
          "has day and month in another order than line " + table.line(Math.min(day, month)));
    }
    if (either >= 0 && day < 0 && month < 0) {
      throw asked(
          file,
          table,
          either,
          "may begin with the day or with the month, and no date of the file tells");
    }
    return new StampFormat(
        day >= 0 ? Order.DAY_FIRST : month >= 0 ? Order.MONTH_FIRST : Order.FOUND, pattern);
  }

  private static TextException asked(String file, StampColumn table, int row, String what) {
    return new TextException(
        "%s:%d: time '%s' %s. Write 'format: day-first', 'format: month-first' or a pattern such as 'format: dd/MM/yyyy HH:mm' under 'time' in the descriptor."
            .formatted(file, table.line(row), table.cell(row), what));
  }

  /// The cells that a format is found from.
  interface StampColumn {
    int size();

    String cell(int row);

    int line(int row);
  }

  /// The order of day and month that was found, in words; empty if it was said or does not matter.
  Optional<String> found(StampFormat said) {
    return said.order != order
        ? Optional.of(
            order == Order.DAY_FIRST ? "dates with the day first" : "dates with the month first")
        : Optional.empty();
  }

  /// Reads a cell.
  ///
  /// @throws DateTimeException if it is no date or time in this format
  Stamp parse(String text) {
    String cell = first(text);
    if (pattern.isPresent()) {
      return of(pattern.get().parse(cell));
    }
    if (EPOCH.matcher(cell).matches()) {
      return epoch(cell);
    }
    Matcher parted = PARTED.matcher(cell);
    if (parted.matches()) {
      return parted.group(1) != null
          ? stamp(parted, date(parted, 1, 2, 3), 8)
          : stamp(
              parted,
              order == Order.MONTH_FIRST ? date(parted, 7, 4, 6) : date(parted, 7, 6, 4),
              8);
    }
    Matcher compact = COMPACT.matcher(cell);
    if (compact.matches()) {
      return stamp(compact, date(compact, 1, 2, 3), 4);
    }
    throw new DateTimeException("such as 2024-01-31T13:00, 31.01.2024 13:00 or 1706706000");
  }

  /// The first time of a range such as `01.01.2024 00:00 - 01.01.2024 01:00`, or `… - 01:00`.
  private static String first(String text) {
    int dash = Math.max(text.indexOf(" - "), text.indexOf(" \u2013 "));
    String end = dash > 0 ? text.substring(dash + 3) : "";
    return PARTED.matcher(end).matches() || end.matches(CLOCK_TIME)
        ? text.substring(0, dash)
        : text;
  }

  private static Stamp epoch(String cell) {
    int digits = cell.indexOf('.') < 0 ? cell.length() : cell.indexOf('.');
    long number = Long.parseLong(cell.substring(0, digits));
    for (int excess = digits; excess > 10; excess -= 3) {
      number /= 1000;
    }
    if (number >= LATEST) {
      throw new DateTimeException("seconds since 1970 before 2030, or with a 'format'");
    }
    return new Stamp(
        LocalDateTime.ofInstant(Instant.ofEpochSecond(number), ZoneOffset.UTC),
        Optional.of(ZoneOffset.UTC));
  }

  private static LocalDate date(Matcher matcher, int year, int month, int day) {
    int shown = Integer.parseInt(matcher.group(year));
    return LocalDate.of(
        matcher.group(year).length() == 2 ? 2000 + shown : shown,
        Integer.parseInt(matcher.group(month)),
        Integer.parseInt(matcher.group(day)));
  }

  private static Stamp stamp(Matcher matcher, LocalDate date, int at) {
    var offset = Optional.ofNullable(matcher.group(at + 4)).map(StampFormat::offset);
    if (matcher.group(at) == null) {
      return new Stamp(date.atStartOfDay(), offset);
    }
    int hour = Integer.parseInt(matcher.group(at));
    int minute = Integer.parseInt(matcher.group(at + 1));
    int second = matcher.group(at + 2) == null ? 0 : Integer.parseInt(matcher.group(at + 2));
    String half = matcher.group(at + 3);
    if (half != null && !half.isEmpty()) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("an hour from 1 to 12 with AM or PM");
      }
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    boolean midnight = hour == 24 && minute == 0 && second == 0;
    LocalTime time = LocalTime.of(midnight ? 0 : hour, minute, second);
    return new Stamp((midnight ? date.plusDays(1) : date).atTime(time), offset);
  }

  private static ZoneOffset offset(String text) {
    if (text.length() < 2 || Character.isLetter(text.charAt(0))) {
      return ZoneOffset.UTC;
    }
    String digits = text.substring(1).replace(":", "");
    int hours =
        Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    int sign = text.charAt(0) == '+' ? 1 : -1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private static Stamp of(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)
        || parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return new Stamp(
          LocalDateTime.ofInstant(Instant.from(parsed), ZoneOffset.UTC),
          Optional.of(ZoneOffset.UTC));
    }
    if (parsed.get(ChronoField.YEAR) < 1 || parsed.get(ChronoField.YEAR) > 9999) {
      throw new DateTimeException("a year of four digits");
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDate date = LocalDate.from(parsed);
    return new Stamp(
        LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time), Optional.empty());
  }
}
