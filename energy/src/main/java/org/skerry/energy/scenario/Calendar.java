package org.skerry.energy.scenario;

import java.time.LocalDate;
import java.time.LocalDateTime;

/// Matches the days of one data set to like days of another: the same season, the same day of the
/// week, the same time of day.
final class Calendar {
  private static final int WEEK = 7;

  private Calendar() {}

  /// For each step of a data set the step of another, in steps of the first.
  ///
  /// @param other at least two weeks long
  /// @return `[own.steps()]`
  static int[] match(Dataset own, Dataset other) {
    Timeline to = Timeline.of(own, own.step());
    Timeline from = Timeline.of(other, own.step());
    LocalDate first = from.local(0).toLocalDate();
    LocalDate last = from.local(from.steps()).toLocalDate().minusDays(1);
    if (from.local(0).isAfter(first.atStartOfDay())) {
      first = first.plusDays(1);
    }
    if (last.isBefore(first.plusDays(2 * WEEK - 1L))) {
      throw new ScenarioException(
          "Data set %s cannot complete %s: it has less than two weeks. Name a longer one."
              .formatted(other.name(), own.name()));
    }
    var places = new int[to.steps()];
    for (int t = 0; t < places.length; t++) {
      LocalDateTime local = to.local(t);
      LocalDate day = like(local.toLocalDate(), first, last);
      places[t] = Math.min(from.indexOf(day.atTime(local.toLocalTime())), from.steps() - 1);
    }
    return places;
  }

  /// The day from `first` to `last` that is most like another: itself, or else the same day of the
  /// week nearest to the same date.
  static LocalDate like(LocalDate day, LocalDate first, LocalDate last) {
    if (!day.isBefore(first) && !day.isAfter(last)) {
      return day;
    }
    LocalDate date = day.withYear(first.getYear());
    if (date.isBefore(first) && !day.withYear(first.getYear() + 1).isAfter(last)) {
      date = day.withYear(first.getYear() + 1);
    }
    int ahead = Math.floorMod(day.getDayOfWeek().getValue() - date.getDayOfWeek().getValue(), WEEK);
    date = date.plusDays(ahead > WEEK / 2 ? ahead - WEEK : ahead);
    while (date.isBefore(first)) {
      date = date.plusDays(WEEK);
    }
    while (date.isAfter(last)) {
      date = date.minusDays(WEEK);
    }
    return date;
  }
}
