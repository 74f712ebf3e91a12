package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  void aRateHoldsInItsHoursDaysAndMonths() {
    var night = new Tariff.Rate(0.02, 22, 6, Set.of(), Set.of());
    var winterDay =
        new Tariff.Rate(0.2, 6, 22, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of(1));
    var rest = new Tariff.Rate(0.1, 0, 24, Set.of(), Set.of());
    var tariff =
        new Tariff(
            Profile.constant(0), List.of(), 0, List.of(night, winterDay, rest), Optional.empty());
    var monday = LocalDateTime.of(2024, 1, 8, 0, 0);

    assertThat(buy(tariff, monday.plusHours(23), 0)).isEqualTo(0.02);
    assertThat(buy(tariff, monday.plusHours(5), 0)).isEqualTo(0.02);
    assertThat(buy(tariff, monday.plusHours(6), 0)).isEqualTo(0.2);
    assertThat(buy(tariff, monday.minusDays(1).plusHours(12), 0)).as("Sunday").isEqualTo(0.1);
    assertThat(buy(tariff, monday.plusMonths(1).plusHours(12), 0)).as("February").isEqualTo(0.1);
  }

  @Test
  void aRateOverMidnightBelongsToTheDayOnWhichItBegan() {
    var fridayNight = new Tariff.Rate(0.5, 22, 2, Set.of(DayOfWeek.FRIDAY), Set.of());
    var tariff =
        new Tariff(Profile.constant(0), List.of(), 0, List.of(fridayNight), Optional.empty());
    var friday = LocalDateTime.of(2024, 1, 12, 0, 0);

    assertThat(buy(tariff, friday.plusHours(23), 0)).isEqualTo(0.5);
    assertThat(buy(tariff, friday.plusHours(25), 0)).isEqualTo(0.5);
    assertThat(buy(tariff, friday.plusHours(1), 0)).isZero();
  }

  @Test
  void aFeedInPriceIsWhatSellingEarns() {
    var tariff =
        new Tariff(WHOLESALE, List.of(), 0, List.of(), Optional.of(Profile.constant(0.08)));

    assertThat(buy(tariff, MIDNIGHT, 0.3)).isEqualTo(0.3);
    assertThat(sell(tariff, MIDNIGHT, 0.08)).isEqualTo(0.08);
    assertThatThrownBy(() ->
            new Tariff(WHOLESALE, List.of(), 0.5, List.of(), Optional.of(Profile.constant(0.08))))
        .hasMessageContaining("feedIn stands beside spread");
  }

  @Test
  void blocksChargeWhatIsBeyondThem() {
    Tariff tariff = blocks(new Tariff.Block(100, 0.05), new Tariff.Block(300, 0.2));

    assertThat(tariff.blockCost(80)).isZero();
    assertThat(tariff.blockCost(150)).isCloseTo(50 * 0.05, ROUNDING);
    assertThat(tariff.blockCost(400)).isCloseTo(200 * 0.05 + 100 * 0.2, ROUNDING);
  }

  @Test
  void fallingBlocksAreRefused() {
    assertThatThrownBy(() -> blocks(new Tariff.Block(100, 0.2), new Tariff.Block(300, 0.1)))
        .hasMessageContaining("blocks has a price of 0.1 above 300.0 kWh after 0.2");
    assertThatThrownBy(() -> blocks(new Tariff.Block(100, -0.1)))
        .hasMessageContaining("after 0.0, but a block never costs less than the one before it");
    assertThatThrownBy(() -> blocks(new Tariff.Block(100, 0.1), new Tariff.Block(100, 0.2)))
        .hasMessageContaining("Put them in order");
  }

  private static Tariff blocks(Tariff.Block... blocks) {
    return new Tariff(WHOLESALE, List.of(), 0, List.of(), Optional.empty(), List.of(blocks));
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
