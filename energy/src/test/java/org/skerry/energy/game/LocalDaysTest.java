package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;
import org.skerry.energy.scenario.Timeline;

/// Days where the clock changes.
class LocalDaysTest {
  private static final Setting LONDON =
      Setting.of(
          Scenario.of(
              "london",
              Duration.ofHours(1),
              List.of(
                  new Microgrid(
                      "m",
                      "",
                      List.of(
                          new Load("load", Carrier.POWER, Profile.constant(1), 1, 0, 0, 10, 1))))),
          new Dataset(
              "london",
              "",
              Instant.parse("2024-01-01T00:00:00Z"),
              ZoneId.of("Europe/London"),
              Duration.ofHours(1),
              List.of(new Series("load", "kW", new double[366 * 24])),
              List.of()));
  private static final Timeline LINE = LONDON.timeline();

  @Test
  void whatIsLikelyAtATimeOfDayIsWhatWasAtThatTimeByTheClock() {
    int monday = LINE.dayOf(LINE.indexOf(LocalDate.of(2024, 4, 1))); // after the change
    List<LocalDateTime> seen = new ArrayList<>();

    new LikelyDays(LONDON)
        .costToGo(
            monday,
            1,
            0,
            0,
            0,
            1e-3,
            (step, load, free, move) -> {
              if (LINE.local(step).getHour() == 18) {
                seen.add(LINE.local(free));
              }
              return 0;
            });

    assertThat(seen).hasSize(7).allMatch(time -> time.getHour() == 18);
  }

  @Test
  void aDayThatIsPlayedBeginsAtMidnightByTheClock() {
    int july = LINE.dayOf(LINE.indexOf(LocalDate.of(2024, 7, 1)));
    int[] steps = new int[1];
    Days days = Days.listed(LINE, july);

    days.begin(0, new Lanes(LONDON, 1, org.skerry.energy.device.Step.Limits.OPERATING), steps);

    assertThat(LINE.local(steps[0])).isEqualTo(LocalDateTime.of(2024, 7, 1, 0, 0));
  }

  @Test
  void aDayOfTwentyThreeHoursIsNotPlayed() {
    int change = LINE.dayOf(LINE.indexOf(LocalDate.of(2024, 3, 31)));

    assertThatThrownBy(() -> Days.drawn(LINE, change))
        .hasMessage(
            "Day 90, 2024-03-31, has 23.0 hours, but days that are played have 24. Leave it out.");
  }
}
