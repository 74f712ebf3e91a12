package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeneratedTest {
  private final Dataset year = Datasets.load("generated");

  private double[] values(String name) {
    return year.series(name).values();
  }

  @Test
  void itHasTheSeriesOfTheRealYearAndMore() {
    assertThat(year.steps()).isEqualTo(8760);
    assertThat(year.names())
        .containsAll(Datasets.load("ontario2016").names())
        .contains("irradiance", "windSpeed");
  }

  @Test
  void sameSeedSameBitsAndAnotherSeedAnotherYear() {
    assertThat(Datasets.load("generated").series("price").values()).isEqualTo(values("price"));
    assertThat(Datasets.load("generated:seed=2").series("price").values())
        .isNotEqualTo(values("price"));
  }

  @Test
  void yearsStepsAndMicrogridsAreAsAsked() {
    var data = Datasets.load("generated:years=2,start=2023,step=30,microgrids=3,latitude=-30");

    assertThat(data.steps()).isEqualTo((365 + 366) * 48);
    assertThat(data.names()).contains("load1", "sun3", "windSpeed2").doesNotContain("load4");
    assertThat(data.series("load1").values()).isNotEqualTo(data.series("load2").values());
    double july = data.series("temperature").at(195 * 48);
    double january = data.series("temperature").at(15 * 48);
    assertThat(july).as("winter of the south").isLessThan(january);
  }

  @Test
  void firstYearsOfALongerSetAreThoseOfAShorterOne() {
    var longer = Datasets.load("generated:years=2");

    assertThat(Arrays.copyOf(longer.series("load").values(), 8760)).isEqualTo(values("load"));
  }

  @Test
  void theSunIsUpByDayAndNeverAboveTheClearSky() {
    double[] irradiance = values("irradiance");
    var line = Timeline.of(year, Duration.ofHours(1));

    for (int t = 0; t < irradiance.length; t++) {
      assertThat(irradiance[t]).isBetween(0.0, 1040.0);
      if (line.hourOfDay(t) >= 21 || line.hourOfDay(t) < 3) {
        assertThat(irradiance[t]).isZero();
      }
    }
    assertThat(year.series("irradiance").mean()).isBetween(130.0, 180.0);
  }

  @Test
  void windSpeedHasTheMeanOfItsWeibullDistribution() {
    assertThat(year.series("windSpeed").mean())
        .as("7·Γ(1.5) = 6.2 m/s; a year has about 240 independent values, of deviation 3.2")
        .isCloseTo(6.2, within(0.65));
  }

  @Test
  void pricesHaveTwoPeaksSpikesAndSomeNegativeHours() {
    double[] price = values("price");
    long negative = Arrays.stream(price).filter(each -> each < 0).count();

    assertThat(negative / 8760.0).isBetween(0.002, 0.05);
    assertThat(Arrays.stream(price).max().orElseThrow()).isGreaterThan(0.2);
    assertThat(hour(price, 8)).isGreaterThan(hour(price, 3)).isGreaterThan(hour(price, 12));
    assertThat(hour(price, 19)).isGreaterThan(hour(price, 8));
  }

  private static double hour(double[] values, int hour) {
    double sum = 0;
    for (int t = hour; t < values.length; t += 24) {
      sum += values[t];
    }
    return sum / (values.length / 24.0);
  }

  @Test
  void valuesRememberThoseOfTheHourBefore() {
    double[] wind = values("windSpeed");
    double mean = Arrays.stream(wind).average().orElseThrow();
    double variance = 0;
    double covariance = 0;
    for (int t = 1; t < wind.length; t++) {
      variance += (wind[t] - mean) * (wind[t] - mean);
      covariance += (wind[t] - mean) * (wind[t - 1] - mean);
    }

    assertThat(covariance / variance).as("exp(-1/18) = 0.946").isBetween(0.9, 0.97);
  }

  @Test
  void theNormalDistributionIsThatOfTheTables() {
    assertThat(Noise.normal(0)).isCloseTo(0.5, within(1e-7));
    assertThat(Noise.normal(1.959964)).isCloseTo(0.975, within(1e-6));
    assertThat(Noise.normal(-1)).isCloseTo(0.1586553, within(1e-7));
  }

  @Test
  void unknownOptionsAndValuesOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> Datasets.load("generated:year=2"))
        .hasMessage(
            "Data set 'generated:year=2': 'year=2' is not an option. Did you mean 'years'? Write for example generated:years=3,seed=7,start=2021; options are latitude, microgrids, seed, start, step, years.");
    assertThatThrownBy(() -> Datasets.load("generated:years=0"))
        .hasMessage(
            "Data set 'generated:years=0': years is '0', but must be a whole number from 1 to 50.");
    assertThatThrownBy(() -> Datasets.load("generated:seed=x")).hasMessageContaining("seed is 'x'");
    assertThatThrownBy(() -> Datasets.load("generated:step=7"))
        .hasMessageContaining("step is 7 min");
    assertThatThrownBy(() -> Datasets.load("generated:latitude=80"))
        .hasMessageContaining("latitude is '80', but must be a number from -66 to 66.");
  }

  @Test
  void everyShippedScenarioPlaysOnItButThoseOfHomes() {
    for (String name : Scenarios.names()) {
      Scenario scenario = Scenarios.load(name);
      if (!scenario.dataset().equals(Homes.NAME)) {
        assertThat(Datasets.load("generated", scenario).steps()).isEqualTo(8760);
      }
    }
  }
}
