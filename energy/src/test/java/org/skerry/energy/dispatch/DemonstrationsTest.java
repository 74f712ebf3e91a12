package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Scenario;
import org.skerry.learning.Policy;

class DemonstrationsTest {
  private static final Setting SETTING = Setting.of(Examples.four(), Examples.days(3));
  private static final Period PERIOD = Period.between(0, 72);
  private static final Controller TEACHER = TimeOfUse.published();

  private static Demonstrations demonstrations() {
    return demonstrations(1000);
  }

  private static Demonstrations demonstrations(int most) {
    return new Demonstrations(OwnBalance::new, lanes -> new MicrogridOperators(lanes, 1), most);
  }

  @Test
  void whoDoesAsShownDoesWhatTheTeacherDoes() {
    Demonstrations examples = demonstrations();
    examples.add(SETTING, TEACHER, Optional.empty(), PERIOD, 1000, 7);
    int[] row = {0};
    Policy parrot =
        (role, rows, observations, open, actions, random) -> {
          System.arraycopy(examples.least(), row[0], actions, 0, actions.length);
          row[0] += actions.length;
        };

    Demonstrations again = demonstrations();
    again.add(SETTING, TEACHER, Optional.of(parrot), PERIOD, 1000, 7);

    assertThat(again.observations()).hasSize(72 * 4 * 7).isEqualTo(examples.observations());
    assertThat(again.least()).hasSize(72 * 4 * 2).isEqualTo(examples.least());
  }

  @Test
  void aPupilPlaysAndTheTeacherTellsWhatItWouldDo() {
    Policy idle =
        (role, rows, observations, open, actions, random) -> {
          for (int row = 0; row < rows; row++) {
            actions[2 * row] = -1;
            actions[2 * row + 1] = 0;
          }
        };
    Demonstrations examples = demonstrations();

    examples.add(SETTING, TEACHER, Optional.of(idle), PERIOD, 1000, 7);

    float first = examples.observations()[4];
    for (int step = 1; step < 72; step++) {
      assertThat(examples.observations()[step * 4 * 7 + 4]).isEqualTo(first); // never used
    }
    assertThat(examples.least()[1]).isNotZero(); // the teacher would charge at night
  }

  @Test
  void everyRestartGivesAnotherChargeAndPeriodsAddUp() {
    Demonstrations examples = demonstrations();

    examples.add(SETTING, TEACHER, Optional.empty(), Period.between(0, 24), 12, 1);
    examples.add(SETTING, TEACHER, Optional.empty(), Period.between(0, 24), 12, 2);

    assertThat(examples.least()).hasSize(2 * 24 * 4 * 2);
    assertThat(examples.observations()[4])
        .isNotEqualTo(examples.observations()[12 * 4 * 7 + 4])
        .isNotEqualTo(examples.observations()[24 * 4 * 7 + 4])
        .isBetween(0.1f, 0.9f);
    assertThat(examples.role().agents()).isEqualTo(4);
  }

  @Test
  void ofMoreStepsThanItKeepsSomeDrawnByChanceStay() {
    Demonstrations all = demonstrations();
    Demonstrations few = demonstrations(10);
    all.add(SETTING, TEACHER, Optional.empty(), PERIOD, 1000, 7);

    few.add(SETTING, TEACHER, Optional.empty(), PERIOD, 1000, 7);

    assertThat(few.observations()).hasSize(10 * 4 * 7);
    assertThat(few.least()).hasSize(10 * 4 * 2);
    assertThat(few.greatest()).isEqualTo(few.least()); // of operators there is one
    int later = 0;
    for (int step = 0; step < 10; step++) {
      int shown = indexOf(row(few.observations(), step), all.observations());
      assertThat(shown).isNotNegative();
      later += shown >= 10 ? 1 : 0;
    }
    assertThat(later).isGreaterThan(5);
  }

  @Test
  void examplesOfAnotherRoleAndNoneToKeepAreRefused() {
    Demonstrations examples = demonstrations();
    examples.add(SETTING, TEACHER, Optional.empty(), Period.between(0, 1), 0, 7);
    Scenario four = Examples.four();
    Setting three =
        Setting.of(four.withMicrogrids(four.microgrids().subList(0, 3)), Examples.days(1));

    assertThatThrownBy(() -> demonstrations(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(
            () -> examples.add(three, TEACHER, Optional.empty(), Period.between(0, 1), 0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Keep them apart");
  }

  @Test
  void ofManyPeriodsAlikeNotTheSameHoursStay() {
    Demonstrations few = demonstrations(12);

    for (int day = 0; day < 40; day++) {
      few.add(SETTING, TEACHER, Optional.empty(), Period.between(0, 24), 1000, 7);
    }

    Set<Integer> hours = new HashSet<>();
    for (int step = 0; step < 12; step++) {
      hours.add(Arrays.hashCode(row(few.observations(), step)));
    }
    assertThat(hours).hasSizeGreaterThanOrEqualTo(7); // of 12 drawn among 24, with repetition
  }

  private static float[] row(float[] observations, int step) {
    return Arrays.copyOfRange(observations, step * 4 * 7, (step + 1) * 4 * 7);
  }

  private static int indexOf(float[] row, float[] observations) {
    for (int step = 0; step < 72; step++) {
      if (Arrays.equals(row, row(observations, step))) {
        return step;
      }
    }
    return -1;
  }
}
