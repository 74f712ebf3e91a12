package org.skerry.energy.scenario;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.scenario.Descriptor.Clock;
import org.skerry.energy.scenario.Descriptor.CsvSource;
import org.skerry.energy.scenario.StampFormat.Stamp;
import org.skerry.energy.text.CsvTable;
import org.skerry.energy.text.TextException;

/// Turns the stamps of a file into instants, and instants into places on a regular clock.
final class Stamps implements StampFormat.StampColumn {
  private final Clock clock;
  private final ZoneId zone;
  private final Duration step;
  private final boolean averaged;
  private final CsvTable table;
  private final String file;
  private final Problems problems;
  private final List<Integer> columns;
  private final StampFormat format;
  private final boolean energies;
  private boolean local = true;
  private boolean labelled;
  private long[] seconds = new long[0];
  private @Nullable Instant first;

  /// @param file how messages name it
  /// @param zone of the data set, for stamps that say nothing of theirs
  /// @throws org.skerry.energy.text.TextException if the column may be read in several ways
  Stamps(
      String file,
      CsvSource source,
      ZoneId zone,
      Duration step,
      CsvTable table,
      Problems problems) {
    this.file = file;
    this.clock = source.clock();
    this.averaged = source.averaged();
    this.energies =
        source.columns().values().stream().anyMatch(column -> Unit.inSteps(column.unit()));
    this.zone = clock.zone().orElse(zone);
    this.step = step;
    this.table = table;
    this.problems = problems;
    this.columns = clock.columns().stream().map(table::column).toList();
    this.format = clock.format().fitted(file, this, this.zone);
    if (clock.ending() && size() > 0 && StampFormat.range(cell(0))) {
      throw new TextException(
          "%s:%d: time '%s' says when its step begins, but 'stamp: ending' is written under 'time'. Remove 'stamp'."
              .formatted(file, line(0), CsvTable.brief(cell(0))));
    }
    clock
        .start()
        .filter(start -> this.zone.getRules().getValidOffsets(start).isEmpty())
        .ifPresent(start -> {
          throw new TextException(
              "%s: 'start' is %s, but the clock of %s goes forward there. Write the time after it."
                  .formatted(file, start, this.zone));
        });
  }

  /// When the step of the first row begins; after [#places].
  Instant first() {
    if (first == null) {
      throw new IllegalStateException("No row has a stamp.");
    }
    return first;
  }

  /// The moment of each row in seconds since 1970, `[row]`; owned by this, after [#places].
  long[] seconds() {
    return seconds;
  }

  /// The order of day and month that was found, in words; empty if it was said or does not matter.
  Optional<String> order() {
    return format.found(clock.format());
  }

  /// Whether stamps that end their step were found to be the local time of its beginning and the
  /// step, which differs where the clock changes; after [#places].
  boolean labelled() {
    return labelled;
  }

  @Override
  public int size() {
    return clock.start().isPresent() ? 0 : table.size();
  }

  @Override
  public String cell(int row) {
    String cell = table.cell(row, columns.getFirst());
    for (int i = 1; i < columns.size(); i++) {
      cell += " " + table.cell(row, columns.get(i));
    }
    return cell;
  }

  @Override
  public int line(int row) {
    return table.line(row);
  }

  /// Whether the second row and the last are earlier than the first, as where the newest comes
  /// first.
  boolean descending() {
    if (size() < 2 || clock.period().isPresent()) {
      return false;
    }
    try {
      LocalDateTime top = moment(format.parse(cell(0)));
      return moment(format.parse(cell(1))).isBefore(top)
          && moment(format.parse(cell(size() - 1))).isBefore(top);
    } catch (DateTimeException broken) {
      return false;
    }
  }

  private static LocalDateTime moment(Stamp stamp) {
    return stamp.offset().isPresent()
        ? stamp.local().minusSeconds(stamp.offset().get().getTotalSeconds())
        : stamp.local();
  }

  /// The step of each row, counted from the first row, `[row]`, never falling; without meaning
  /// where a problem was added.
  ///
  /// @param gap the most steps that may be missing in a row
  /// @param mayMiss whether steps may be missing at all
  int[] places(int gap, boolean mayMiss) {
    var places = new int[table.size()];
    seconds = new long[table.size()];
    labelled = clock.ending() && !follow() && labelsFollow();
    long previous = Long.MIN_VALUE;
    int place = 0;
    for (int row = 0; row < places.length && problems.count() < 1000; row++) {
      Optional<Instant> start = start(row, previous);
      places[row] = place;
      if (start.isEmpty()) {
        continue;
      }
      long moment = start.get().getEpochSecond();
      seconds[row] = moment;
      if (first == null) {
        first = averaged ? wholeStep(start.get()) : start.get();
      } else {
        long before = begin(previous);
        long passed = begin(moment) - before;
        place += check(row, before, passed, gap, mayMiss) ? (int) (passed / step.toSeconds()) : 0;
      }
      places[row] = place;
      previous = Math.max(previous, moment);
    }
    return places;
  }

  private boolean labelsFollow() {
    labelled = true;
    return follow();
  }

  /// Whether every row has a time, and one after that of the row before.
  private boolean follow() {
    long previous = Long.MIN_VALUE;
    for (int row = 0; row < size(); row++) {
      try {
        long begin = beginning(row, previous).getEpochSecond();
        if (begin <= previous) {
          return false;
        }
        previous = begin;
      } catch (DateTimeException | ArithmeticException | IllegalArgumentException broken) {
        return false;
      }
    }
    return true;
  }

  /// The start of the step that a moment is in, where steps begin with the hours of the local
  /// clock.
  private Instant wholeStep(Instant moment) {
    long offset = zone.getRules().getStandardOffset(moment).getTotalSeconds();
    long local = moment.getEpochSecond() + offset;
    return Instant.ofEpochSecond(local - Math.floorMod(local, step.toSeconds()) - offset);
  }

  /// When the row of a stamp begins: at the stamp, or with its step where rows are averaged.
  private long begin(long seconds) {
    return averaged
        ? seconds - Math.floorMod(seconds - first().getEpochSecond(), step.toSeconds())
        : seconds;
  }

  /// Whether a row follows the one before by whole steps, without a gap that nobody allowed.
  private boolean check(int row, long previous, long passed, int gap, boolean mayMiss) {
    long length = step.toSeconds();
    String rule;
    if (averaged && passed == 0) {
      return true;
    } else if (passed == 0) {
      rule = "repeats the time of the row before. Remove one of the two";
    } else if (passed < 0) {
      rule = "is earlier than the row before. Sort the rows by time";
    } else if (passed % length != 0) {
      rule =
          "is %s after the row before, but steps are %s min. Correct the time or the 'step' of the descriptor; or, if rows come at any time, %s"
              .formatted(
                  passed % 60 == 0 ? Numbers.text(passed / 60.0) + " min" : passed + " s",
                  Numbers.text(length / 60.0),
                  energies
                      ? "give energies as the readings of a register, 'kWh total', and write 'resample: mean' beside the name of the file"
                      : "write 'resample: mean' beside the name of the file, which averages those of a step and interpolates registers");
    } else if (passed > length && skipsRepeatedHour(previous, passed)) {
      rule =
          "follows without the hour that the clock of %s shows twice. If the file keeps one clock all year, write 'zone: \"%s\"' under 'time'; if an hour is missing, write 'zone: %s' there and fill the gap"
              .formatted(zone, fixed(Instant.ofEpochSecond(previous)), zone);
    } else if (passed > length && (!mayMiss || passed / length - 1 > gap)) {
      rule =
          "follows after %s. Add the rows, or write 'gaps: {fill: interpolate, upTo: %d}' in the descriptor"
              .formatted(Numbers.counted(passed / length - 1, "missing step"), passed / length - 1);
    } else {
      return true;
    }
    problems.add(position(row), "time " + CsvTable.brief(stamp(row)) + " " + rule + ".");
    return false;
  }

  /// Whether just the hour is missing that comes twice in autumn, which a clock without summer time
  /// does not have.
  private boolean skipsRepeatedHour(long previous, long passed) {
    if (!local || clock.zone().isPresent() || clock.start().isPresent()) {
      return false;
    }
    Instant last =
        Instant.ofEpochSecond(previous + (clock.ending() ? step.toSeconds() : 0))
            .minus(clock.shift());
    ZoneOffsetTransition change = zone.getRules().nextTransition(last);
    return change != null
        && change.isOverlap()
        && change.getInstant().equals(last.plus(step))
        && passed - step.toSeconds() == -change.getDuration().toSeconds();
  }

  /// The offset that a clock without summer time has, as a descriptor writes it.
  private String fixed(Instant at) {
    ZoneOffset standard = zone.getRules().getStandardOffset(at);
    return standard.equals(ZoneOffset.UTC) ? "UTC" : standard.toString();
  }

  Problems.Position position(int row) {
    return new Problems.Position(
        file, table.line(row), columns.isEmpty() ? 1 : columns.getFirst() + 1);
  }

  private String stamp(int row) {
    if (columns.isEmpty()) {
      return "";
    }
    String period =
        clock.period().map(column -> " " + table.cell(row, table.column(column))).orElse("");
    return cell(row) + period;
  }

  private Optional<Instant> start(int row, long previous) {
    if (clock.start().isPresent()) {
      return Optional.of(clock.start().get().atZone(zone).toInstant().plus(step.multipliedBy(row)));
    }
    try {
      return Optional.of(beginning(row, previous));
    } catch (DateTimeException | ArithmeticException broken) {
      problems.add(
          position(row),
          "time is '%s', but must be a date or time (%s). Correct the cell, or write its 'format' under 'time' in the descriptor."
              .formatted(CsvTable.brief(cell(row)), reason(broken)));
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      problems.add(position(row), String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private Instant beginning(int row, long previous) {
    Stamp stamp = format.parse(cell(row));
    local = stamp.offset().isEmpty();
    if (labelled && local) {
      Stamp label = new Stamp(stamp.local().minus(step), stamp.offset());
      return instant(label, previous).plus(clock.shift());
    }
    Instant instant =
        clock.period().isPresent()
            ? inDay(row, stamp)
            : instant(stamp, clock.ending() ? previous + step.toSeconds() : previous);
    Instant shifted = instant.plus(clock.shift());
    return clock.ending() ? shifted.minus(step) : shifted;
  }

  private static String reason(RuntimeException broken) {
    return CsvTable.brief(String.valueOf(broken.getMessage()));
  }

  /// The start of a numbered step of a local day: steps are counted in elapsed time from midnight.
  private Instant inDay(int row, Stamp stamp) {
    String column = clock.period().orElseThrow();
    String cell = table.cell(row, table.column(column));
    if (!cell.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "column '%s' is '%s', but must be the number of a step within the day, from %d on. Correct the cell."
              .formatted(column, CsvTable.brief(cell), clock.firstPeriod()));
    }
    LocalDate day = stamp.local().toLocalDate();
    ZonedDateTime midnight = day.atStartOfDay(zone);
    long steps = Duration.between(midnight, day.plusDays(1).atStartOfDay(zone)).dividedBy(step);
    int period = Integer.parseInt(cell) - clock.firstPeriod();
    if (period < 0 || period >= steps) {
      throw new IllegalArgumentException(
          "column '%s' is %s, but %s has the steps %d to %d in %s. Correct the number, 'firstPeriod', or the zone."
              .formatted(
                  column, cell, day, clock.firstPeriod(), clock.firstPeriod() + steps - 1, zone));
    }
    return midnight.toInstant().plus(step.multipliedBy(period));
  }

  /// @param end of the step before in the seconds of stamps
  private Instant instant(Stamp stamp, long end) {
    if (stamp.offset().isPresent()) {
      return stamp.local().toInstant(stamp.offset().get());
    }
    LocalDateTime time = stamp.local();
    var offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      throw new IllegalArgumentException(
          "time %s does not exist in %s, because the clock goes forward there. If the file keeps one clock all year, write 'zone: \"%s\"' under 'time' in the descriptor."
              .formatted(time, zone, fixed(time.toInstant(ZoneOffset.UTC))));
    }
    Instant earlier = time.toInstant(offsets.getFirst());
    ZoneOffset last = offsets.getLast();
    long seconds = earlier.plus(clock.shift()).getEpochSecond();
    boolean comesAgain = averaged ? seconds < end : seconds <= end;
    return comesAgain ? time.toInstant(last) : earlier;
  }
}
