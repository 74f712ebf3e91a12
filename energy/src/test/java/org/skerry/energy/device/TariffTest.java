package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TariffTest {
  private static final Offset<Double> ROUNDING = within(1e-12); // prices below 1
  private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2016, 7, 1, 0, 0);
  private static final Profile WHOLESALE = Profile.scaled("price", 1);

  private static double buy(Tariff tariff, LocalDateTime start, double wholesale) {
    return tariff.inputs().getFirst().formula().at(start, new double[] {wholesale});
  }

  private static double sell(Tariff tariff, LocalDateTime start, double wholesale) {
    return tariff.inputs().getLast().formula().at(start, new double[] {wholesale});
  }

  @Test
  void deliveryIsAddedByTheHourInWhichTheStepLies() {
    List<Double> delivery = DoubleStream.iterate(0.01, d -> d + 0.01).limit(24).boxed().toList();
    Tariff tariff = new Tariff(WHOLESALE, delivery, 0);

    assertThat(buy(tariff, MIDNIGHT, 0.1)).isCloseTo(0.11, ROUNDING);
    assertThat(buy(tariff, MIDNIGHT.plusMinutes(45), 0.1)).isCloseTo(0.11, ROUNDING);
    assertThat(buy(tariff, MIDNIGHT.plusHours(23), 0.1)).isCloseTo(0.34, ROUNDING);
  }

  @Test
  void withoutDeliveryBuyingCostsTheWholesalePrice() {
    assertThat(buy(new Tariff(WHOLESALE, List.of(), 0), MIDNIGHT, 0.1)).isEqualTo(0.1);
  }

  @Test
  void theSpreadLowersThePriceOfSelling() {
    Tariff tariff = new Tariff(WHOLESALE, List.of(), 0.5);

    assertThat(sell(tariff, MIDNIGHT, 0.1)).isCloseTo(0.05, ROUNDING);
  }

  @Test
  void sellingNeverEarnsMoreThanBuyingCostsEvenAtNegativePrices() {
    Tariff tariff = new Tariff(WHOLESALE, List.of(), 0.5);

    assertThat(buy(tariff, MIDNIGHT, -0.1)).isEqualTo(-0.1);
    assertThat(sell(tariff, MIDNIGHT, -0.1)).isCloseTo(-0.15, ROUNDING);
  }

  @Test
  void aFlatTariffHasOnePriceForBothDirections() {
    Tariff tariff = Tariff.flat(0.07);

    assertThat(tariff.wholesale()).isEqualTo(Profile.constant(0.07));
    assertThat(sell(tariff, MIDNIGHT.plusHours(17), 0.07)).isEqualTo(0.07);
  }

  @Test
  void deliveryHasAChargeForEveryHour() {
    assertThatThrownBy(() -> new Tariff(WHOLESALE, List.of(0.1, 0.2), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "delivery has 2 charges, but must have 24, for the hours ending at 1 to 24. Write one"
                + " for each hour, or leave it out.");
  }

  @Test
  void everyChargeIsANumber() {
    assertThatThrownBy(() -> new Tariff(WHOLESALE, Collections.nCopies(24, Double.NaN), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delivery is NaN, but must be a finite number. Write a plain number.");
  }

  @Test
  void theSpreadIsNotNegative() {
    assertThatThrownBy(() -> new Tariff(WHOLESALE, List.of(), -0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "spread is -0.1, but must be 0 or more. Limits and costs are given without a sign.");
  }
}
