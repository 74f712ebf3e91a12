package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GridConnectionTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred
  private static final LocalDateTime DAY = LocalDateTime.of(2016, 7, 1, 0, 0);

  private final GridConnection grid =
      new GridConnection(
          "grid",
          Carrier.POWER,
          200,
          150,
          100,
          Tariff.flat(0.1),
          0,
          List.of(new GridConnection.Outage(DAY.plusHours(6), DAY.plusHours(9))));
  private final GridConnection charged =
      new GridConnection("grid", Carrier.POWER, 200, 150, 100, Tariff.flat(0.1), 5, List.of());
  private final GridConnection heat =
      new GridConnection("heat", Carrier.HEAT, 70, 0, 0, Tariff.flat(0.1), 0, List.of());

  private Rig priced(double buy, double sell) {
    return Rig.of(grid, 0.5, Step.Limits.OPERATING)
        .input("buyPrice", buy)
        .input("sellPrice", sell)
        .input("available", 1);
  }

  @Test
  void buyingCostsThePriceOfBuying() {
    assertThat(priced(0.1, 0.05).step(40, 0).cost("grid")).isCloseTo(40 * 0.1 * 0.5, ROUNDING);
  }

  @Test
  void sellingEarnsThePriceOfSelling() {
    assertThat(priced(0.1, 0.05).step(-40, 0).cost("grid")).isCloseTo(-40 * 0.05 * 0.5, ROUNDING);
  }

  @Test
  void atNegativePricesBuyingEarnsAndSellingCosts() {
    assertThat(priced(-0.02, -0.03).step(40, 0).cost("grid")).isCloseTo(-0.4, ROUNDING);
    assertThat(priced(-0.02, -0.03).step(-40, 0).cost("grid")).isCloseTo(0.6, ROUNDING);
  }

  @Test
  void reactivePowerIsFree() {
    Rig rig = priced(0.1, 0.05).step(0, 30);

    assertThat(rig.power(Carrier.REACTIVE)).isEqualTo(30);
    assertThat(rig.cost("grid")).isZero();
  }

  @Test
  void itsLimitsDifferByDirection() {
    Rig rig = priced(0.1, 0.05).deliverable();

    assertThat(rig.low(0)).isEqualTo(-150);
    assertThat(rig.high(0)).isEqualTo(200);
    assertThat(rig.low(1)).isEqualTo(-100);
    assertThat(rig.high(1)).isEqualTo(100);
  }

  @Test
  void anOutageLeavesReactivePowerAlone() {
    Rig rig = priced(0.1, 0.05).input("available", 0).guard(50, -20);

    assertThat(rig.setpoint(0)).isZero();
    assertThat(rig.setpoint(1)).isEqualTo(-20);
  }

  @Test
  void anOutageCoversItsFirstMomentButNotItsEnd() {
    Input available = grid.inputs().get(2);

    assertThat(available.name()).isEqualTo("available");
    assertThat(available.formula().at(DAY.plusHours(5), new double[0])).isEqualTo(1);
    assertThat(available.formula().at(DAY.plusHours(6), new double[0])).isEqualTo(0);
    assertThat(available.formula().at(DAY.plusHours(8), new double[0])).isEqualTo(0);
    assertThat(available.formula().at(DAY.plusHours(9), new double[0])).isEqualTo(1);
  }

  @Test
  void onlyAHigherPurchaseOfTheMonthIsCharged() {
    Rig rig = Rig.of(charged).input("available", 1).input("month", 24_199);

    assertThat(rig.step(50, 0).cost("peak")).isEqualTo(250);
    assertThat(rig.step(80, 0).cost("peak")).isEqualTo(150);
    assertThat(rig.step(60, 0).cost("peak")).isZero();
    assertThat(rig.step(-100, 0).cost("peak")).isZero();
    assertThat(rig.state("peak")).isEqualTo(80);
  }

  @Test
  void theChargeBeginsAnewWithTheMonth() {
    Rig rig = Rig.of(charged).input("available", 1).input("month", 24_199).step(80, 0);

    rig.input("month", 24_200).step(20, 0);

    assertThat(rig.cost("peak")).isEqualTo(100);
    assertThat(rig.state("peak")).isEqualTo(20);
  }

  @Test
  void everyMonthOfEveryYearIsAMonthOfItsOwn() {
    Input month = charged.inputs().get(3);
    double december = month.formula().at(LocalDateTime.of(2016, 12, 31, 23, 0), new double[0]);
    double january = month.formula().at(LocalDateTime.of(2017, 1, 1, 0, 0), new double[0]);
    double nextDecember = month.formula().at(LocalDateTime.of(2017, 12, 1, 0, 0), new double[0]);

    assertThat(january).isEqualTo(december + 1);
    assertThat(nextDecember).isEqualTo(december + 12);
  }

  @Test
  void withoutChargeNothingIsRemembered() {
    assertThat(grid.states()).isEmpty();
    assertThat(grid.costTerms()).containsExactly("grid");
    assertThat(charged.costTerms()).containsExactly("grid", "peak");
  }

  @Test
  void aConnectionToAHeatNetworkTradesHeatOnly() {
    Rig rig = Rig.of(heat).input("buyPrice", 0.04).input("available", 1).guard(100);

    assertThat(heat.ports()).containsExactly(Carrier.HEAT);
    assertThat(rig.setpoint(0)).isEqualTo(70);
    assertThat(rig.step().cost("grid")).isCloseTo(2.8, ROUNDING);
  }

  @Test
  void anOutageEndsAfterItBegins() {
    assertThatThrownBy(() -> new GridConnection.Outage(DAY, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "outages has one from 2016-07-01T00:00 to 2016-07-01T00:00, but must end after it"
                + " begins.");
  }
}
