package org.skerry.energy.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skerry.energy.text.TextException;

/// How the dates and times of a column are written, found from the column or said by a pattern.
///
/// Found are ISO dates and times with and without zone and fractions, `2024/01/31 13:00`,
/// `202401311300`, `31.01.2024 13:00`, `31/01/2024` and `1/31/2024 1:00 PM` where some day of the
/// column is past the 12th, a range of which the first time counts, and seconds, milliseconds,
/// microseconds or nanoseconds since 1970. A time may end with the name that the clock of the file
/// has in winter or in summer, such as CET and CEST.
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

  /// Numbers of ten digits from here on may be meant as year, month, day and hour.
  private static final long LATEST = 1_900_000_000L;

  private static final DateTimeFormatter NUMERIC = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private static final Pattern CLOCK_NAME = Pattern.compile("(?<![A-Za-z])[A-Z]{3,5}(?![A-Za-z])");

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
  private final boolean epoch;
  private final Map<String, String> offsets;

  private StampFormat(
      Order order,
      Optional<DateTimeFormatter> pattern,
      boolean epoch,
      Map<String, String> offsets) {
    this.order = order;
    this.pattern = pattern;
    this.epoch = epoch;
    this.offsets = offsets;
  }

  private static StampFormat of(Order order) {
    return new StampFormat(order, Optional.empty(), false, Map.of());
  }

  /// Found from the column.
  static StampFormat found() {
    return of(Order.FOUND);
  }

  /// A format by its word, `day-first`, `month-first` or `epoch`, or by a Java pattern.
  ///
  /// @throws IllegalArgumentException if it is none
  static StampFormat of(String text) {
    return switch (text) {
      case "day-first" -> of(Order.DAY_FIRST);
      case "month-first" -> of(Order.MONTH_FIRST);
      case "epoch" -> new StampFormat(Order.FOUND, Optional.empty(), true, Map.of());
      default -> new StampFormat(Order.FOUND, Optional.of(Patterns.strict(text)), false, Map.of());
    };
  }

  /// This format with the order of day and month that a column shows.
  ///
  /// @param file how messages name it
  /// @param table whose cells are looked at
  /// @param zone whose clock is named in the cells, if one is
  /// @throws TextException if the column shows both orders, or neither where it matters
  StampFormat fitted(String file, StampColumn table, ZoneId zone) {
    boolean said = order != Order.FOUND || pattern.isPresent() || epoch;
    return new StampFormat(said ? order : order(file, table), pattern, epoch, offsets(zone));
  }

  /// The offsets that are meant by the names of a clock.
  private static Map<String, String> offsets(ZoneId zone) {
    TimeZone clock = TimeZone.getTimeZone(zone);
    var offsets = new HashMap<String, String>(Map.of("UTC", "+00:00", "GMT", "+00:00"));
    for (boolean summer : clock.useDaylightTime() ? List.of(false, true) : List.of(false)) {
      int millis = clock.getRawOffset() + (summer ? clock.getDSTSavings() : 0);
      offsets.put(
          clock.getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH),
          NUMERIC.format(ZoneOffset.ofTotalSeconds(millis / 1000)));
    }
    return offsets;
  }

  private static Order order(String file, StampColumn table) {
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
    return day >= 0 ? Order.DAY_FIRST : month >= 0 ? Order.MONTH_FIRST : Order.FOUND;
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
    String cell = numeric(first(text));
    if (pattern.isPresent()) {
      return of(pattern.get().parse(cell));
    }
    if (epoch || EPOCH.matcher(cell).matches()) {
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

  /// A time with the offset in place of the name of a clock.
  private String numeric(String cell) {
    Matcher name = CLOCK_NAME.matcher(cell);
    while (name.find()) {
      String offset = offsets.get(name.group());
      if (offset != null) {
        return cell.substring(0, name.start()) + offset + cell.substring(name.end());
      }
    }
    return cell;
  }

  /// Whether a cell says when a step begins and when it ends.
  static boolean range(String text) {
    return !first(text).equals(text);
  }

  /// The first time of a range such as `01.01.2024 00:00 - 01.01.2024 01:00`, or `… - 01:00`.
  private static String first(String text) {
    int dash = Math.max(text.indexOf(" - "), text.indexOf(" \u2013 "));
    String end = dash > 0 ? text.substring(dash + 3) : "";
    return PARTED.matcher(end).matches() || end.matches(CLOCK_TIME)
        ? text.substring(0, dash)
        : text;
  }

  private Stamp epoch(String cell) {
    if (!cell.matches("\\d{1,19}(?:\\.\\d+)?")) {
      throw new DateTimeException("seconds, milliseconds, microseconds or nanoseconds since 1970");
    }
    int digits = cell.indexOf('.') < 0 ? cell.length() : cell.indexOf('.');
    long number = Long.parseLong(cell.substring(0, digits));
    if (!epoch && digits == 10 && number >= LATEST) {
      throw new DateTimeException(
          "seconds since 1970, which are 'format: epoch', or 'format: yyyyMMddHH'");
    }
    while (number >= 100_000_000_000L) { // seconds of the year 5138
      number /= 1000;
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
    if (date.getYear() < 1900 || date.getYear() > 2299) {
      throw new DateTimeException(
          "a year from 1900 to 2299, or with 'format: epoch' a count since 1970");
    }
    if (matcher.group(at) == null) {
      if (offset.isPresent() && matcher.group(at + 4).matches(".\\d+")) {
        throw new DateTimeException("an offset only after a time of day");
      }
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
