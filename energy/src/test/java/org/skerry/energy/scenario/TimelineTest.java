package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final Duration HALF = Duration.ofMinutes(30);

  /// The year 2024 in London, by half-hours.
  private static Timeline london() {
    return Timeline.of(
        new Dataset(
            "london",
            "",
            Instant.parse("2024-01-01T00:00:00Z"),
            ZoneId.of("Europe/London"),
            HALF,
            List.of(new Series("load", "kW", new double[366 * 48])),
            List.of()),
        HALF);
  }

  @Test
  void aDayOfTwentyThreeHoursHasFewerStepsAndOneOfTwentyFiveMore() {
    var line = london();

    assertThat(steps(line, LocalDate.of(2024, 3, 30))).isEqualTo(48);
    assertThat(steps(line, LocalDate.of(2024, 3, 31))).isEqualTo(46);
    assertThat(steps(line, LocalDate.of(2024, 10, 27))).isEqualTo(50);
  }

  private static int steps(Timeline line, LocalDate day) {
    return line.indexOf(day.plusDays(1)) - line.indexOf(day);
  }

  @Test
  void localDaysBeginAtLocalMidnight() {
    var line = london();

    assertThat(line.days()).isEqualTo(366);
    for (int day = 0; day < line.days(); day++) {
      LocalDate date = LocalDate.of(2024, 1, 1).plusDays(day);
      assertThat(line.firstOf(day)).isEqualTo(line.indexOf(date));
      assertThat(line.dayOf(line.firstOf(day))).isEqualTo(day);
      assertThat(line.dayOf(line.firstOf(day + 1) - 1)).isEqualTo(day);
    }
  }

  @Test
  void theSameTimeOfAnotherDayIsThatOfTheClock() {
    var line = london();
    int summer = line.dayOf(line.indexOf(LocalDate.of(2024, 7, 1)));
    int spring = line.dayOf(line.indexOf(LocalDate.of(2024, 3, 31)));
    int evening = line.indexOf(LocalDateTime.of(2024, 3, 1, 18, 30));
    int skipped = line.indexOf(LocalDateTime.of(2024, 3, 30, 1, 0));

    assertThat(line.local(line.sameTime(evening, summer)))
        .isEqualTo(LocalDateTime.of(2024, 7, 1, 18, 30));
    assertThat(line.local(line.sameTime(skipped, spring)))
        .isEqualTo(LocalDateTime.of(2024, 3, 31, 2, 0));
  }

  @Test
  void dataThatBeginAndEndWithinADayHaveDaysOfTheirHours() {
    var line =
        Timeline.of(
            new Dataset(
                "part",
                "",
                Instant.parse("2024-01-01T05:00:00Z"),
                ZoneId.of("Europe/London"),
                HALF,
                List.of(new Series("load", "kW", new double[60])),
                List.of()),
            HALF);

    assertThat(line.days()).isEqualTo(2);
    assertThat(line.firstOf(0)).isZero();
    assertThat(line.firstOf(1)).isEqualTo(38);
    assertThat(line.firstOf(2)).isEqualTo(60);
  }

  @Test
  void theHourIsSkippedInSpringAndComesTwiceInAutumn() {
    var line = london();
    int spring = line.indexOf(LocalDate.of(2024, 3, 31));
    int autumn = line.indexOf(LocalDate.of(2024, 10, 27));

    assertThat(line.hourOfDay(spring + 1)).isZero();
    assertThat(line.hourOfDay(spring + 2)).isEqualTo(2);
    assertThat(line.hourOfDay(autumn + 3)).isEqualTo(1);
    assertThat(line.hourOfDay(autumn + 4)).isEqualTo(1);
    assertThat(line.hourOfDay(autumn + 6)).isEqualTo(2);
    assertThat(line.indexOf(LocalDateTime.of(2024, 10, 27, 1, 0))).isEqualTo(autumn + 2);
    assertThat(line.indexOf(LocalDateTime.of(2024, 3, 31, 1, 30))).isEqualTo(spring + 3);
  }

  @Test
  void localTimesAndCalendarAgree() {
    var line = london();
    int step = line.indexOf(LocalDateTime.of(2024, 7, 1, 13, 30));

    assertThat(line.local(step)).isEqualTo(LocalDateTime.of(2024, 7, 1, 13, 30));
    assertThat(line.start(step)).isEqualTo(Instant.parse("2024-07-01T12:30:00Z"));
    assertThat(line.timeOfDay(step)).isEqualTo(13.5);
    assertThat(line.month(step)).isEqualTo(7);
    assertThat(line.dayOfWeek(step)).isEqualTo(1);
    assertThat(line.dayOfYear(step)).isEqualTo(183);
    assertThat(line.hours()).isEqualTo(0.5);
  }

  @Test
  void theEndIsAnExclusiveBound() {
    var line = london();

    assertThat(line.indexOf(LocalDate.of(2025, 1, 1))).isEqualTo(line.steps());
    assertThat(line.local(line.steps())).isEqualTo(LocalDateTime.of(2025, 1, 1, 0, 0));
  }

  @Test
  void aDayOutsideTheDataIsRefusedWithTheRange() {
    assertThatThrownBy(() -> london().indexOf(LocalDate.of(2025, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2025-01-02 is outside the data, which go from 2024-01-01T00:00 to 2025-01-01T00:00 (exclusive) in Europe/London. Choose a time within.");
    assertThatThrownBy(() -> london().indexOf(LocalDateTime.of(2023, 12, 31, 23, 0)))
        .hasMessageStartingWith("2023-12-31T23:00 is outside the data");
  }

  @Test
  void aStepThatDoesNotDivideTheHourIsRefused() {
    assertThatThrownBy(() -> Timeline.checked(Duration.ofMinutes(7)))
        .hasMessage(
            "step is 7 min, but must be a part of the hour from 5 to 60 min. Use 5, 6, 10, 12, 15, 20, 30 or 60.");
    assertThatThrownBy(() -> Timeline.checked(Duration.ofHours(2))).hasMessageContaining("120 min");
    assertThatThrownBy(() -> Timeline.checked(Duration.ofMinutes(3))).hasMessageContaining("3 min");
  }

  /// A quotient of hours would not do: 0.3 h of steps of 0.1 h are 2.999… of them.
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 10, 12, 15, 20, 30, 60})
  void everyStepHasItsSlotOfTheDay(int minutes) {
    var step = Duration.ofMinutes(minutes);
    int slots = 24 * 60 / minutes;
    var values = new Series("load", "kW", new double[2 * slots + 1]);
    var start = Instant.parse("2024-01-01T00:00:00Z");
    var line =
        Timeline.of(
            new Dataset("days", "", start, ZoneId.of("UTC"), step, List.of(values), List.of()),
            step);

    for (int index = 0; index < line.steps(); index++) {
      assertThat(line.slotOfDay(index)).isEqualTo(index % slots);
    }
    assertThat(line.wholeDays()).isEqualTo(2);
  }
}
