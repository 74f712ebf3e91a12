package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of a number against maximum and minimum.
class PartTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 0.1, -0.1, 1e300, -1e300, 1e-300, -1e-300})
  void thePartsAreExactlyTheMaximumWithZero(double x) {
    assertThat(Part.positive(x)).isEqualTo(Math.max(0, x));
    assertThat(Part.negative(x)).isEqualTo(Math.max(0, -x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL})
  void theyAreExactDownToTheSmallestNumber(double x) {
    assertThat(Part.positive(x) - Part.negative(x)).isEqualTo(x);
  }
}
