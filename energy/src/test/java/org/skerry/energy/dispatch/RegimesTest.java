package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegimesTest {

  /// Days of two slots whose price is 1 on even and 2 on odd days.
  private static List<Regimes.Sample> days(int days) {
    List<Regimes.Sample> samples = new ArrayList<>();
    for (int step = 0; step < 2 * days; step++) {
      double price = 1 + step / 2 % 2;
      samples.add(
          new Regimes.Sample(step, step % 2, new Conditions(price, price, 1, 1, step % 7, 0)));
    }
    return samples;
  }

  @Test
  void levelsPartThePricesAtTheirQuantiles() {
    Regimes regimes = new Regimes(days(100), 2, 2, 1);

    assertThat(regimes.count()).isEqualTo(2);
    assertThat(regimes.of(0, new Conditions(0.9, 0, 1, 1, 0, 0))).isZero();
    assertThat(regimes.of(0, new Conditions(1.9, 0, 1, 1, 0, 0))).isEqualTo(1);
  }

  @Test
  void chancesAreCountedAndAddUpToOne() {
    double[][] chance = new Regimes(days(100), 2, 2, 1).chance();

    // 50 days stay in their level within the day; 2 observations are spread evenly
    assertThat(chance[0]).containsExactly(51 / 52.0, 1 / 52.0, 1 / 52.0, 51 / 52.0);
    assertThat(chance[1][0] + chance[1][1]).isCloseTo(1, within(1e-12));
    assertThat(chance[1][1]).isGreaterThan(0.95); // from an even day to an odd one
  }

  @Test
  void fewSamplesGiveFewClasses() {
    assertThat(new Regimes(days(1), 2, 6, 3).count()).isEqualTo(1);
    assertThat(new Regimes(days(60), 2, 6, 3).count()).isEqualTo(6);
  }

  @Test
  void onePriceOnlyIsOneLevel() {
    List<Regimes.Sample> flat = new ArrayList<>();
    for (int step = 0; step < 100; step++) {
      flat.add(new Regimes.Sample(step, step % 2, new Conditions(1, 1, 1, 1, 0, 0)));
    }

    Regimes regimes = new Regimes(flat, 2, 6, 1);

    assertThat(regimes.of(0, flat.getFirst().conditions())).isZero();
    assertThat(regimes.chance()[0][0]).isEqualTo(1);
  }
}
