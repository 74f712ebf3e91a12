package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;

class GeneticTest {
  private static final double[] PRICES = {3, 1, 2, 5, 1, 4};

  private static Genetic genetic(int generations, long seed) {
    return new Genetic(Sharing.ALONE, 40, generations, 0.8, 0.5, 0.05, 0.3, 3, 2, seed);
  }

  /// The optimum of CausalProgramTest: 5 + 16/6. The second day is like the first, so the outlook
  /// is right.
  @Test
  void sixKnownPricesAreUsedAtTheOptimum() {
    Dataset data = PlannerCases.hours(48, hour -> PRICES[hour % 24 % 6], hour -> 0, hour -> 0);

    Outcome outcome =
        PlannerCases.play(PlannerCases.trader(), data, Period.between(24, 30), genetic(300, 1));

    assertThat(outcome.total().cost()).isCloseTo(-5 - 16 / 6.0, within(0.01)); // a finite search
  }

  @Test
  void theSameSeedDecidesTheSame() {
    Setting setting = Setting.of(Examples.four(), Examples.days(3));
    Simulation day =
        new Simulation(setting, Period.between(24, 72), OwnBalance::new, Step.Limits.OPERATING);

    Outcome one = day.run(genetic(20, 1), played -> {});
    Outcome again = day.run(genetic(20, 1), played -> {});
    Outcome other = day.run(genetic(20, 2), played -> {});

    assertThat(again.total()).isEqualTo(one.total());
    assertThat(other.total()).isNotEqualTo(one.total());
    assertThat(one.total().violations()).isZero();
  }

  @Test
  void atAFlatPriceItIsNeverWorseThanDoingNothing() {
    Dataset data = PlannerCases.hours(96, hour -> 0.05, hour -> 60 + hour % 24, hour -> 0);
    Period period = Period.between(24, 96);

    Outcome genetic = PlannerCases.play(PlannerCases.site(), data, period, genetic(50, 1));
    Outcome none = PlannerCases.play(PlannerCases.site(), data, period, new DoNothing());

    assertThat(genetic.total().cost()).isLessThanOrEqualTo(none.total().cost() + 1e-9);
  }

  @Test
  void aDecisionDoesNotKnowTheFuture() {
    Period period = Period.between(24, 96);

    List<Double> one = battery(data(1), period);
    List<Double> other = battery(data(3), period);

    assertThat(one.subList(0, 48)).isEqualTo(other.subList(0, 48));
    assertThat(one).isNotEqualTo(other);
  }

  private static List<Double> battery(Dataset data, Period period) {
    return PlannerCases.power(
        PlannerCases.play(PlannerCases.site(), data, period, genetic(20, 1)), "battery");
  }

  /// Four days; from when the third day of the period is planned, prices are multiplied.
  private static Dataset data(double late) {
    return PlannerCases.hours(
        96,
        hour -> (0.08 + 0.05 * Math.sin(hour * 0.26)) * (hour < 72 ? 1 : late),
        hour -> 80 + 20 * Math.cos(hour * 0.9),
        hour -> 0);
  }

  @Test
  void aTournamentOfOneIsRefused() {
    assertThatThrownBy(() -> new Genetic(Sharing.ALONE, 40, 10, 0.8, 0.5, 0.05, 0.3, 1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tournament 1");
  }
}
