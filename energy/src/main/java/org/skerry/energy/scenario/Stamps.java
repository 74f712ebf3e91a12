package org.skerry.energy.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.scenario.Descriptor.Clock;

/// Turns the stamps of a file into instants, and instants into places on a regular clock.
final class Stamps {
  private final Clock clock;
  private final ZoneId zone;
  private final Duration step;
  private final CsvTable table;
  private final Problems problems;
  private @Nullable Instant first;

  /// @param zone of the data set, for stamps that say nothing of theirs
  Stamps(Clock clock, ZoneId zone, Duration step, CsvTable table, Problems problems) {
    this.clock = clock;
    this.zone = clock.zone().orElse(zone);
    this.step = step;
    this.table = table;
    this.problems = problems;
  }

  /// When the first row begins; after [#places].
  Instant first() {
    if (first == null) {
      throw new IllegalStateException("No row has a stamp.");
    }
    return first;
  }

  /// The step of each row, counted from the first row, `[row]`, never falling; without meaning
  /// where a problem was added.
  ///
  /// @param gap the most steps that may be missing in a row
  /// @param mayMiss whether steps may be missing at all
  int[] places(int gap, boolean mayMiss) {
    var places = new int[table.size()];
    long previous = Long.MIN_VALUE;
    int place = 0;
    for (int row = 0; row < places.length && problems.count() < 1000; row++) {
      Optional<Instant> start = start(row, previous);
      places[row] = place;
      if (start.isEmpty()) {
        continue;
      }
      long seconds = start.get().getEpochSecond();
      if (first == null) {
        first = start.get();
      } else {
        long passed = seconds - previous;
        place += check(row, passed, gap, mayMiss) ? (int) (passed / step.toSeconds()) : 0;
      }
      places[row] = place;
      previous = Math.max(previous, seconds);
    }
    return places;
  }

  /// Whether a row follows the one before by whole steps, without a gap that nobody allowed.
  private boolean check(int row, long passed, int gap, boolean mayMiss) {
    long length = step.toSeconds();
    String rule;
    if (passed == 0) {
      rule = "repeats the time of the row before. Remove one of the two";
    } else if (passed < 0) {
      rule = "is earlier than the row before. Sort the rows by time";
    } else if (passed % length != 0) {
      rule =
          "is %s min after the row before, but steps are %s min. Correct the time or the 'step' of the descriptor"
              .formatted(Numbers.text(passed / 60.0), Numbers.text(length / 60.0));
    } else if (passed > length && (!mayMiss || passed / length - 1 > gap)) {
      rule =
          "follows after %d missing steps. Add the rows, or write 'gaps: {fill: interpolate, upTo: %d}' in the descriptor"
              .formatted(passed / length - 1, passed / length - 1);
    } else {
      return true;
    }
    int column = clock.column().map(table::column).orElse(0);
    problems.add(
        table.position(row, column), "time " + CsvTable.brief(stamp(row)) + " " + rule + ".");
    return false;
  }

  private String stamp(int row) {
    String period =
        clock.period().map(column -> " " + table.cell(row, table.column(column))).orElse("");
    return clock.column().map(column -> table.cell(row, table.column(column))).orElse("") + period;
  }

  private Optional<Instant> start(int row, long previous) {
    if (clock.start().isPresent()) {
      return Optional.of(clock.start().get().atZone(zone).toInstant().plus(step.multipliedBy(row)));
    }
    int column = table.column(clock.column().orElseThrow());
    String cell = table.cell(row, column);
    try {
      TemporalAccessor stamp = clock.format().parse(cell);
      Instant instant = clock.period().isPresent() ? inDay(row, stamp) : instant(stamp, previous);
      Instant shifted = instant.plus(clock.shift());
      return Optional.of(clock.ending() ? shifted.minus(step) : shifted);
    } catch (DateTimeException broken) {
      problems.add(
          table.position(row, column),
          "time is '%s', but must be written as the format of the descriptor says (%s). Correct the cell or the format."
              .formatted(CsvTable.brief(cell), reason(broken)));
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      problems.add(table.position(row, column), String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private static String reason(DateTimeException broken) {
    return CsvTable.brief(String.valueOf(broken.getMessage()));
  }

  /// The start of a numbered step of a local day: steps are counted in elapsed time from midnight.
  private Instant inDay(int row, TemporalAccessor stamp) {
    String column = clock.period().orElseThrow();
    String cell = table.cell(row, table.column(column));
    if (!cell.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "column '%s' is '%s', but must be the number of a step within the day, from %d on. Correct the cell."
              .formatted(column, CsvTable.brief(cell), clock.firstPeriod()));
    }
    ZonedDateTime midnight = LocalDate.from(stamp).atStartOfDay(zone);
    long steps =
        Duration.between(midnight, LocalDate.from(stamp).plusDays(1).atStartOfDay(zone))
            .dividedBy(step);
    int period = Integer.parseInt(cell) - clock.firstPeriod();
    if (period < 0 || period >= steps) {
      throw new IllegalArgumentException(
          "column '%s' is %s, but %s has the steps %d to %d in %s. Correct the number, 'firstPeriod', or the zone."
              .formatted(
                  column,
                  cell,
                  LocalDate.from(stamp),
                  clock.firstPeriod(),
                  clock.firstPeriod() + steps - 1,
                  zone));
    }
    return midnight.toInstant().plus(step.multipliedBy(period));
  }

  private Instant instant(TemporalAccessor stamp, long previous) {
    if (stamp.isSupported(ChronoField.OFFSET_SECONDS)) {
      return Instant.from(stamp);
    }
    LocalTime time = stamp.query(TemporalQueries.localTime());
    LocalDateTime local =
        LocalDateTime.of(LocalDate.from(stamp), time == null ? LocalTime.MIDNIGHT : time);
    var offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new IllegalArgumentException(
          "time %s does not exist in %s, because the clock goes forward there. If the file keeps one clock all year, give its fixed offset as the zone of its time."
              .formatted(local, zone));
    }
    Instant earlier = local.toInstant(offsets.getFirst());
    ZoneOffset last = offsets.getLast();
    long end = clock.ending() ? previous + step.toSeconds() : previous;
    boolean comesAgain = earlier.plus(clock.shift()).getEpochSecond() <= end;
    return comesAgain ? local.toInstant(last) : earlier;
  }
}
