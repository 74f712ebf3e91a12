package org.skerry.energy.game;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.skerry.energy.scenario.Timeline;

/// Whole local days of 24 hours, each of its own: stores begin as described, and the end of the day
/// is the end of the game. Each lane plays a day drawn by chance, or the day of its number.
public final class Days implements Episodes {
  private final int[] firsts;
  private final int horizon;
  private final boolean drawn;

  private Days(Timeline timeline, int[] days, boolean drawn) {
    horizon = timeline.stepsPerDay();
    this.drawn = drawn;
    int known = timeline.days();
    if (days.length == 0) {
      throw new IllegalArgumentException("There is no day to play. Name at least one.");
    }
    for (int day : days) {
      if (day < 0 || day >= known) {
        throw new IllegalArgumentException(
            "Day %d is not in the data, which have %d. Name days from 0 to %d."
                .formatted(day, known, known - 1));
      }
      int steps = timeline.firstOf(day + 1) - timeline.firstOf(day);
      if (steps != horizon) {
        throw new IllegalArgumentException(
            "Day %d, %s, has %s hours, but days that are played have 24. Leave it out."
                .formatted(
                    day,
                    timeline.local(timeline.firstOf(day)).toLocalDate(),
                    steps * timeline.hours()));
      }
    }
    firsts = Arrays.stream(days).map(timeline::firstOf).toArray();
  }

  /// A day drawn by chance for each lane and horizon.
  ///
  /// @param days to draw from, 0 for the first of the data
  public static Days drawn(Timeline timeline, int... days) {
    return new Days(timeline, days, true);
  }

  /// Lane i plays day i of the list, which begins anew where there are more lanes.
  ///
  /// @param days to play, 0 for the first of the data
  public static Days listed(Timeline timeline, int... days) {
    return new Days(timeline, days, false);
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public boolean truncates() {
    return false;
  }

  @Override
  public void begin(long seed, Lanes lanes, int[] steps) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int lane = 0; lane < steps.length; lane++) {
      int place = drawn ? random.nextInt(firsts.length) : lane % firsts.length;
      steps[lane] = firsts[place];
    }
  }

  /// After the last step its inputs stay, since nothing follows.
  @Override
  public void next(int played, int[] steps) {
    if (played < horizon) {
      for (int lane = 0; lane < steps.length; lane++) {
        steps[lane]++;
      }
    }
  }
}
