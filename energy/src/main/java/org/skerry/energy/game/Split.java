package org.skerry.energy.game;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skerry.energy.scenario.Timeline;

/// The weeks of a data set, divided into those to learn from and those to be tested on: every fifth
/// week is a test, counted from the first step of the data. What is left after the last whole week
/// is for learning.
public final class Split {
  private static final int EVERY = 5;
  private static final int DAYS = 7;

  private final int steps;
  private final int week;
  private final int[] tests;

  private Split(int steps, int week, int[] tests) {
    this.steps = steps;
    this.week = week;
    this.tests = tests;
  }

  /// Divides a timeline.
  ///
  /// @throws IllegalArgumentException if it is shorter than five weeks
  public static Split weeks(Timeline timeline) {
    int week = DAYS * timeline.stepsPerDay();
    int tests = timeline.steps() / week / EVERY;
    if (tests == 0) {
      throw new IllegalArgumentException(
          "The data have %d steps, but must cover at least five weeks (%d steps), of which the last is the test. Choose longer data."
              .formatted(timeline.steps(), EVERY * week));
    }
    return new Split(
        timeline.steps(),
        week,
        IntStream.rangeClosed(1, tests).map(test -> EVERY * test - 1).toArray());
  }

  /// The test with so many of its weeks, spread over all of it; the weeks to learn from stay the
  /// same.
  ///
  /// @param weeks at least 1; more than there are means all
  public Period test(int weeks) {
    int count = Math.min(weeks, tests.length);
    return joined(
        IntStream.range(0, count)
            .map(index -> tests[(2 * index + 1) * tests.length / (2 * count)])
            .toArray());
  }

  /// All weeks of the test, joined in order to one trajectory.
  public Period test() {
    return joined(tests);
  }

  /// Some of the weeks to learn from, spread over all of them and joined in order: to look at how
  /// learning goes without looking at the test.
  ///
  /// @param weeks at least 1; more than there are means all
  public Period training(int weeks) {
    int[] all = IntStream.range(0, steps / week).filter(this::isToLearnFrom).toArray();
    int count = Math.min(weeks, all.length);
    return joined(
        IntStream.range(0, count)
            .map(index -> all[(2 * index + 1) * all.length / (2 * count)])
            .toArray());
  }

  /// Random stretches that lie, with the step after their end, within what is for learning.
  ///
  /// @param horizon steps in a stretch
  /// @throws IllegalArgumentException if no stretch is so long
  public RandomWindows windows(int horizon) {
    int[] starts =
        IntStream.range(0, steps - horizon)
            .filter(start ->
                IntStream.rangeClosed(start / week, (start + horizon) / week)
                    .allMatch(this::isToLearnFrom))
            .toArray();
    return new RandomWindows(starts, horizon);
  }

  private boolean isToLearnFrom(int number) {
    return Arrays.binarySearch(tests, number) < 0;
  }

  private Period joined(int[] weeks) {
    return new Period(
        Arrays.stream(weeks)
            .flatMap(number -> IntStream.range(number * week, (number + 1) * week))
            .toArray());
  }
}
