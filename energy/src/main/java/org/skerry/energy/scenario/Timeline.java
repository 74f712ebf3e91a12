package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// The steps of a data set in a scenario's step length, and what the local clock shows at the start
/// of each.
///
/// Steps are equal in elapsed time. Where the clock goes forward a day has fewer steps and an hour
/// of day is missing; where it goes back the hour comes twice. Immutable; look-ups allocate
/// nothing, save those that return a date.
public final class Timeline {
  private static final long DAY = 86400; // seconds

  private final Instant start;
  private final ZoneId zone;
  private final int steps;
  private final int stepSeconds;
  private final long[] localSecond;
  private final byte[] hourOfDay;
  private final short[] dayOfYear;
  private final byte[] month;
  private final byte[] dayOfWeek;

  private Timeline(Dataset dataset, Duration step) {
    start = dataset.start();
    zone = dataset.zone();
    steps = dataset.steps(step);
    stepSeconds = Math.toIntExact(step.toSeconds());
    localSecond = new long[steps];
    hourOfDay = new byte[steps];
    dayOfYear = new short[steps];
    month = new byte[steps];
    dayOfWeek = new byte[steps];
    ZoneRules rules = zone.getRules();
    for (int t = 0; t < steps; t++) {
      Instant at = start(t);
      localSecond[t] = at.getEpochSecond() + rules.getOffset(at).getTotalSeconds();
      LocalDateTime local = local(t);
      hourOfDay[t] = (byte) local.getHour();
      dayOfYear[t] = (short) local.getDayOfYear();
      month[t] = (byte) local.getMonthValue();
      dayOfWeek[t] = (byte) local.getDayOfWeek().getValue();
    }
  }

  /// The steps of a data set.
  ///
  /// @param step 5 to 60 minutes, and a part of the hour
  /// @throws IllegalArgumentException if the step is another length
  public static Timeline of(Dataset dataset, Duration step) {
    return new Timeline(dataset, checked(step));
  }

  /// @throws IllegalArgumentException if the step is not 5 to 60 minutes and a part of the hour
  static Duration checked(Duration step) {
    long seconds = step.toSeconds();
    if (seconds < 300 || seconds > 3600 || 3600 % seconds != 0 || step.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "step is %s min, but must be a part of the hour from 5 to 60 min. Use 5, 6, 10, 12, 15, 20, 30 or 60."
              .formatted(Numbers.text((seconds + step.toNanosPart() / 1e9) / 60)));
    }
    return step;
  }

  /// How many steps there are.
  public int steps() {
    return steps;
  }

  /// Length of one step in hours.
  public double hours() {
    return stepSeconds / 3600.0;
  }

  /// How many steps a day of 24 hours has.
  public int stepsPerDay() {
    return 24 * 3600 / stepSeconds;
  }

  /// How many whole days of 24 hours the steps make.
  public int wholeDays() {
    return steps / stepsPerDay();
  }

  /// Length of one step.
  public Duration step() {
    return Duration.ofSeconds(stepSeconds);
  }

  /// The local clock.
  public ZoneId zone() {
    return zone;
  }

  /// When a step starts; `steps()` gives the end of the last step.
  public Instant start(int step) {
    return start.plusSeconds((long) step * stepSeconds);
  }

  /// What the local clock shows when a step starts; `steps()` gives the end of the last step.
  public LocalDateTime local(int step) {
    return step == steps
        ? LocalDateTime.ofInstant(start(step), zone)
        : LocalDateTime.ofEpochSecond(localSecond[step], 0, ZoneOffset.UTC);
  }

  /// How many local days the steps touch.
  public int days() {
    return steps == 0 ? 0 : dayOf(steps - 1) + 1;
  }

  /// The local day in which a step starts, 0 for that of the first step.
  public int dayOf(int step) {
    return (int) (Math.floorDiv(localSecond[step], DAY) - Math.floorDiv(localSecond[0], DAY));
  }

  /// The first step of a local day; `steps()` for the day after the last. A day has the steps to
  /// the first of the next: of 23 or 25 hours where the clock changes, fewer where the data begin
  /// or end.
  ///
  /// @param day from 0 to [#days()]
  public int firstOf(int day) {
    int step = Math.clamp(day * (long) stepsPerDay(), 0, steps);
    while (step > 0 && dayOf(step - 1) >= day) {
      step--;
    }
    while (step < steps && dayOf(step) < day) {
      step++;
    }
    return step;
  }

  /// The step of another local day at which the clock shows what it shows at a step; the nearest
  /// after it that the day has, or its last.
  ///
  /// @param day from 0 to before [#days()]
  public int sameTime(int step, int day) {
    long time = Math.floorMod(localSecond[step], DAY);
    int last = firstOf(day + 1) - 1;
    int same = firstOf(day);
    while (same < last && Math.floorMod(localSecond[same], DAY) < time) {
      same++;
    }
    return same;
  }

  /// Local hour of day, 0 to 23.
  public int hourOfDay(int step) {
    return hourOfDay[step];
  }

  /// Local hour of day with its fraction, in [0, 24).
  public double timeOfDay(int step) {
    return Math.floorMod(localSecond[step], DAY) / 3600.0;
  }

  /// Which step of a local day of 24 hours it is, in [0, [#stepsPerDay]). A quotient of hours would
  /// fall short where a step is a tenth of an hour.
  public int slotOfDay(int step) {
    return (int) (Math.floorMod(localSecond[step], 86400L) / stepSeconds);
  }

  /// Local day of year, 1 to 366.
  public int dayOfYear(int step) {
    return dayOfYear[step];
  }

  /// Local month, 1 to 12.
  public int month(int step) {
    return month[step];
  }

  /// Local day of week, 1 (Monday) to 7 (Sunday).
  public int dayOfWeek(int step) {
    return dayOfWeek[step];
  }

  /// The first step that starts on a local day; `steps()` for the day on which the data end.
  ///
  /// @throws IllegalArgumentException naming the covered range, if the day is outside of it
  public int indexOf(LocalDate day) {
    int index = firstAtOrAfter(day.atStartOfDay(zone).toInstant());
    if (index < 0) {
      throw outside(day.toString());
    }
    return index;
  }

  /// The first step that starts at a local time or after it; `steps()` for the end of the data. A
  /// time that the clock shows twice means the first one, a time that it skips the end of the gap.
  ///
  /// @throws IllegalArgumentException naming the covered range, if the time is outside of it
  public int indexOf(LocalDateTime time) {
    int index = firstAtOrAfter(time.atZone(zone).toInstant());
    if (index < 0) {
      throw outside(time.toString());
    }
    return index;
  }

  /// The first step at or after an instant, or -1 outside the data.
  private int firstAtOrAfter(Instant instant) {
    long seconds = instant.getEpochSecond() - start.getEpochSecond();
    long index = Math.ceilDiv(seconds, (long) stepSeconds);
    return seconds < 0 || index > steps ? -1 : (int) index;
  }

  private IllegalArgumentException outside(String asked) {
    return new IllegalArgumentException(
        "%s is outside the data, which go from %s to %s (exclusive) in %s. Choose a time within."
            .formatted(asked, local(0), local(steps), zone));
  }
}
