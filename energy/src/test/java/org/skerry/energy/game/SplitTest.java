package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;

class SplitTest {
  private static final int WEEK = 168;

  private final Setting setting = Setting.of(Examples.four(), Examples.days(22 * 7 + 3));
  private final Split split = Split.weeks(setting.timeline());

  @Test
  void everyFifthWeekIsTheTest() {
    Period test = split.test();

    assertThat(test.horizon()).isEqualTo(4 * WEEK);
    assertThat(test.step(0)).isEqualTo(4 * WEEK);
    assertThat(test.step(WEEK)).isEqualTo(9 * WEEK);
    assertThat(test.step(test.horizon() - 1)).isEqualTo(20 * WEEK - 1);
  }

  @Test
  void aShortTestTakesWeeksSpreadOverAllOfIt() {
    Period test = split.test(2);

    assertThat(test.horizon()).isEqualTo(2 * WEEK);
    assertThat(test.step(0)).isEqualTo(9 * WEEK);
    assertThat(test.step(WEEK)).isEqualTo(19 * WEEK);
  }

  @Test
  void noTrainingWindowLooksIntoATestWeek() {
    int horizon = 48;
    int[] starts = new int[512];

    split
        .windows(horizon)
        .begin(1, new Lanes(setting, starts.length, Step.Limits.OPERATING), starts);

    assertThat(
            Arrays.stream(starts)
                .flatMap(start -> IntStream.rangeClosed(start, start + horizon))
                .map(step -> step / WEEK)
                .toArray())
        .doesNotContain(4, 9, 14, 19)
        .contains(0, 22);
  }

  @Test
  void weeksToLearnFromAreNotTested() {
    Period training = split.training(3);

    assertThat(IntStream.range(0, training.horizon()).map(i -> training.step(i) / WEEK).toArray())
        .hasSize(3 * WEEK)
        .doesNotContain(4, 9, 14, 19);
  }

  @Test
  void dataOfFourWeeksAreTooShort() {
    Setting four = Setting.of(Examples.four(), Examples.days(28));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.weeks(four.timeline()))
        .withMessageContaining("at least five weeks (840 steps)");
  }
}
