package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Step;

class EpisodesTest {
  private static final int LANES = 50;

  private final Lanes lanes =
      new Lanes(Setting.of(Examples.four(), Examples.days(10)), LANES, Step.Limits.OPERATING);
  private final int[] steps = new int[LANES];

  @Test
  void aPeriodPlaysItsStepsInEveryLane() {
    Period period = new Period(3, 4, 9);

    period.begin(1, lanes, steps);
    assertThat(steps).containsOnly(3);
    period.next(1, steps);
    assertThat(steps).containsOnly(4);
    period.next(2, steps);
    assertThat(steps).containsOnly(9);
    period.next(3, steps);
    assertThat(steps).containsOnly(9); // to look at only
    assertThat(period.horizon()).isEqualTo(3);
    assertThat(period.step(2)).isEqualTo(9);
    assertThat(period.truncates()).isTrue();
  }

  @Test
  void aPeriodIsItsOwnMaster() {
    int[] sequence = {3, 4};
    Period period = new Period(sequence);

    sequence[0] = 7;

    assertThat(period.step(0)).isEqualTo(3);
  }

  @Test
  void anEmptyPeriodIsRefused() {
    assertThatThrownBy(() -> Period.between(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The period has no step. Choose an end after its beginning.");
  }

  @Test
  void windowsBeginOnlyWhereTheyMay() {
    RandomWindows windows = new RandomWindows(new int[] {0, 24, 48}, 24);

    windows.begin(1, lanes, steps);

    assertThat(steps).containsOnly(0, 24, 48).contains(0, 24, 48);
    assertThat(windows.horizon()).isEqualTo(24);
    assertThat(windows.truncates()).isTrue();
  }

  @Test
  void windowsMoveOnOneStepAtATime() {
    RandomWindows windows = new RandomWindows(new int[] {24}, 24);

    windows.begin(1, lanes, steps);
    windows.next(1, steps);

    assertThat(steps).containsOnly(25);
  }

  @Test
  void storesBeginAtARandomChargeWithinTheirLimits() {
    RandomWindows windows = new RandomWindows(new int[] {0}, 24);
    double[] energy = lanes.onePerSite(Battery.class).units().state(0);

    lanes.begin();
    windows.begin(1, lanes, steps);

    double least = 400;
    double most = 0;
    for (int row = 0; row < 4 * LANES; row++) {
      assertThat(energy[row]).isBetween(40.0, 360.0);
      least = Math.min(least, energy[row]);
      most = Math.max(most, energy[row]);
    }
    assertThat(least).isLessThan(72); // a tenth of the range; 200 draws miss it once in 10^9
    assertThat(most).isGreaterThan(328);
  }

  @Test
  void theSeedDecidesEverything() {
    RandomWindows windows = new RandomWindows(new int[] {0, 24, 48}, 24);
    double[] energy = lanes.onePerSite(Battery.class).units().state(0);
    int[] again = new int[LANES];

    windows.begin(1, lanes, steps);
    double[] first = energy.clone();
    windows.begin(1, lanes, again);

    assertThat(again).isEqualTo(steps);
    assertThat(energy).isEqualTo(first);

    windows.begin(2, lanes, again);

    assertThat(again).isNotEqualTo(steps);
    assertThat(energy).isNotEqualTo(first);
  }

  @Test
  void withoutAStartThereIsNoWindow() {
    assertThatThrownBy(() -> new RandomWindows(new int[0], 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No stretch of 24 steps fits into the training days. Use a shorter one.");
  }
}
