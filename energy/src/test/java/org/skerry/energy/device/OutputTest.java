package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // products of a few hundred
  private static final LocalDateTime NOON = LocalDateTime.of(2016, 7, 1, 12, 0);
  private static final Profile SERIES = Profile.scaled("series", 1);

  private static Output.Solar solar(double coefficient) {
    return new Output.Solar(100, SERIES, SERIES, coefficient, 45);
  }

  private static Output.Wind wind(double cutIn, double rated, double cutOut) {
    return new Output.Wind(100, SERIES, cutIn, rated, cutOut);
  }

  @ParameterizedTest(name = "{0} W/m² and air of {1} °C: {2} kW")
  @CsvSource({
    "1000, -6.25, 100", // the cell is 31.25 K warmer: 25 °C
    "1000, 20, 89.5", // cell of 51.25 °C
    "800, 20, 73.6", // the nominal conditions: cell of 45 °C
    "800, -20, 86.4", // cell of 5 °C gains
    "0, 20, 0",
    "-2, 20, 0", // noise of a pyranometer at night
  })
  void sunGivesPowerThatFallsWithTheTemperatureOfTheCell(double sun, double air, double power) {
    assertThat(solar(0.004).power(sun, air)).isCloseTo(power, ROUNDING);
  }

  @Test
  void heatNeverMakesModulesDrawPower() {
    assertThat(solar(0.02).power(1000, 60)).isZero();
  }

  @ParameterizedTest(name = "{0} m/s: {1} kW")
  @CsvSource({
    "0, 0",
    "2.999, 0",
    "3, 0",
    "7.5, 23.214285714", // (7.5³ − 3³) / (12³ − 3³)
    "12, 100",
    "24.999, 100",
    "25, 0",
    "40, 0",
  })
  void windGivesPowerBetweenCutInAndCutOut(double speed, double power) {
    assertThat(wind(3, 12, 25).power(speed)).isCloseTo(power, within(1e-6)); // rounded above
  }

  @Test
  void aTurbineThatStartsAtOnceGrowsWithTheCube() {
    assertThat(wind(0, 10, 25).power(5)).isCloseTo(12.5, ROUNDING);
  }

  @Test
  void everyOutputIsAnInputCalledAvailable() {
    Output measured = new Output.Measured(SERIES);

    assertThat(measured.input().name()).isEqualTo("available");
    assertThat(measured.input().minimum()).isZero();
    assertThat(measured.input().formula().at(NOON, new double[] {30})).isEqualTo(30);
    assertThat(solar(0.004).input().formula().at(NOON, new double[] {800, 20}))
        .isCloseTo(73.6, ROUNDING);
    assertThat(wind(3, 12, 25).input().formula().at(NOON, new double[] {12})).isEqualTo(100);
  }

  @Test
  void theSpeedsOfAWindTurbineAreInOrder() {
    assertThatThrownBy(() -> wind(13, 12, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cutIn is 13.0, but must not be above rated, which is 12.0. Exchange the two.");
    assertThatThrownBy(() -> wind(3, 26, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rated is 26.0, but must not be above cutOut, which is 25.0. Exchange the two.");
    assertThatThrownBy(() -> wind(12, 12, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rated is 12.0, but must be above cutIn, which is 12.0. Raise rated.");
  }

  @Test
  void ratingsAndCoefficientsAreInRange() {
    assertThatThrownBy(() -> new Output.Wind(0, SERIES, 3, 12, 25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ratedPower is 0.0, but must be above 0 kW. Leave the device out if it has none.");
    assertThatThrownBy(() -> solar(-0.004))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "temperatureCoefficient is -0.004, but must be 0 per kelvin or more. Limits and costs"
                + " are given without a sign.");
    assertThatThrownBy(() -> new Output.Solar(100, SERIES, SERIES, 0.004, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "nominalCellTemperature is NaN, but must be a finite number. Write a plain number.");
  }
}
