package org.skerry.studies.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void theIntervalOfFiveIsStudents() {
    // Mean 3, standard error √(2.5 / 5) = 0.7071, t(4) = 2.776.
    Estimate estimate = Estimate.of(1, 2, 3, 4, 5);

    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.half()).isCloseTo(1.9629, within(1e-4));
  }

  @Test
  void oneFigureHasNoInterval() {
    assertThat(Estimate.of(7)).isEqualTo(new Estimate(7, 7, 7, 1));
  }

  @Test
  void noFigureIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(Estimate::of);
  }
}
