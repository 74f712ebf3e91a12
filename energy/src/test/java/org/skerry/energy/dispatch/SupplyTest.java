package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Turbine;

class SupplyTest {
  private static final Turbine TURBINE =
      new Turbine("t", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY);

  /// Fuel is interpolated between 257 points; the parabola differs by a·(step/2)².
  private static final double INTERPOLATED = 1e-4;

  private final Supply one = new Supply(List.of(TURBINE), 10);

  @Test
  void aGeneratorRunsToWhereItsMarginalCostMeetsThePriceOfBuying() {
    Conditions now = new Conditions(0.08, 0.04, 200, 200, 0, 0);

    double cost = one.cost(now, 130);

    // 2·1e-4·100 + 0.06 = 0.08: 100 kW for 1 + 6, 30 kW bought for 2.4
    assertThat(one.production(now, 130)).isCloseTo(100, within(1e-9));
    assertThat(cost).isCloseTo(7 + 2.4, within(INTERPOLATED));
  }

  @Test
  void betweenThePricesSupplyMeetsDemandWithoutTheMainGrid() {
    Conditions now = new Conditions(0.08, 0.04, 200, 200, 0, 0);

    assertThat(one.production(now, 60)).isEqualTo(60);
    assertThat(one.cost(now, 60)).isCloseTo(0.36 + 3.6, within(INTERPOLATED));
  }

  @Test
  void whatIsLeftOverIsSold() {
    Conditions now = new Conditions(0.08, 0.04, 200, 200, 0, 50);

    assertThat(one.cost(now, 20)).isCloseTo(-30 * 0.04, within(1e-12));
  }

  @Test
  void sunIsCurtailedWhereSellingCosts() {
    Conditions now = new Conditions(0.02, -0.01, 200, 200, 0, 50);

    assertThat(one.production(now, 20)).isEqualTo(20);
    assertThat(one.cost(now, 20)).isZero();
  }

  @Test
  void aNegativePriceOfBuyingIsTakenInsteadOfTheSun() {
    Conditions now = new Conditions(-0.02, -0.03, 200, 200, 0, 50);

    assertThat(one.production(now, 70)).isZero();
    assertThat(one.cost(now, 70)).isCloseTo(-1.4, within(1e-12));
  }

  @Test
  void beyondTheLimitGeneratorsGiveAllTheyHaveBeforeLoadIsLost() {
    Conditions now = new Conditions(0.05, 0.04, 100, 100, 0, 0);

    assertThat(one.production(now, 120)).isEqualTo(20);
    // 100 kW bought, 150 kW at 2.25 + 9, 5 kW not served
    assertThat(one.cost(now, 255)).isCloseTo(5 + 11.25 + 50, within(INTERPOLATED));
  }

  @Test
  void twoGeneratorsShareAtEqualMarginalCost() {
    Turbine dear = new Turbine("d", 0, 150, 2e-4, 0.06, 0, Double.POSITIVE_INFINITY);
    Supply both = new Supply(List.of(TURBINE, dear), 10);

    double price = both.marginal(90);

    assertThat(TURBINE.worthwhile(price)).isCloseTo(60, within(1e-6)); // 2:1
    assertThat(dear.worthwhile(price)).isCloseTo(30, within(1e-6));
  }
}
