package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shipped year and the shipped descriptors say, against the files themselves.
@Tag("external")
class ExternalDataTest {
  @TempDir Path folder;

  private Dataset load(String descriptor) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, descriptor);
    return Datasets.load(file.toString());
  }

  @Test
  void theShippedYearEqualsItsSource() throws IOException {
    String time = "    time: {column: date, format: dd/MM/yyyy, period: hour}\n";
    var source =
        load(
            "title: Source.\nzone: '-05:00'\nfiles:\n"
                + "  - file: ontario2016/load2016.csv.gz\n"
                + time
                + "    columns: {load: {column: OntDemand, unit: MW}}\n"
                + "  - file: ontario2016/price2016.csv.gz\n"
                + time
                + "    columns: {price: {column: HOEP, unit: CAD/kWh}}\n"
                + "  - file: ontario2016/prod2016.csv.gz\n"
                + time
                + "    columns: {wind: {column: WIND, unit: MWh}, sun: {column: SOLAR, unit: MWh}}\n"
                + "  - file: ontario2016/temperature2016.csv.gz\n"
                + time
                + "    gaps: {fill: interpolate, upTo: 11}\n"
                + "    columns: {temperature: {column: Temperature, unit: C}}\n");
    var shipped = Datasets.load("ontario2016");

    assertThat(source.start()).isEqualTo(shipped.start());
    for (String name : new String[] {"load", "price", "wind", "sun"}) {
      assertThat(shipped.series(name).values()).as(name).isEqualTo(source.series(name).values());
    }
    assertThat(shipped.series("temperature").values())
        .as("interpolated values are kept to 0.1 C")
        .containsExactly(source.series("temperature").values(), within(0.0501));
    assertThat(source.notes())
        .singleElement()
        .asString()
        .contains("51 of 8784 values of 'temperature' were missing");
  }

  @Test
  void londonDaysHaveFortySixAndFiftyHalfHours() throws IOException {
    var elexon =
        load(
            """
            title: System prices of Great Britain.
            zone: Europe/London
            step: 30
            files:
              - file: uk/sspsbpniv.csv.gz
                time: {column: Settlement Date, format: dd/MM/yyyy, period: Settlement Period}
                columns:
                  price: {column: System Buy Price(£/MWh), unit: GBP/MWh}
                  priceSell: {column: System Sell Price(£/MWh), unit: GBP/MWh}
            """);
    var line = Timeline.of(elexon, Duration.ofMinutes(30));

    assertThat(steps(line, LocalDate.of(2017, 3, 26))).isEqualTo(46);
    assertThat(steps(line, LocalDate.of(2017, 10, 29))).isEqualTo(50);
    assertThat(steps(line, LocalDate.of(2017, 6, 1))).isEqualTo(48);
    assertThat(elexon.steps()).isEqualTo(47042);
    double[] price = elexon.series("price").values();
    assertThat(Arrays.stream(price).min().orElseThrow())
        .as("negative prices pass")
        .isCloseTo(-0.15, within(1e-15));
    assertThat(Arrays.stream(price).max().orElseThrow()).isCloseTo(1.52872, within(1e-5));
  }

  private static int steps(Timeline line, LocalDate day) {
    return line.indexOf(day.plusDays(1)) - line.indexOf(day);
  }

  @Test
  void everyDescribedDataSetPlaysTheScenarioNetworked() {
    var scenario = Scenarios.load("networked");

    for (String name : Datasets.names()) {
      if (!name.equals(Homes.NAME)) {
        assertThat(Datasets.load(name, scenario).steps()).as(name).isGreaterThan(8700);
      }
    }
  }

  @Test
  void pricesAndForecastsOfTheToolboxAreThoseOfTheirFiles() {
    var belgium = Datasets.load("epf-be");
    var germany = Datasets.load("epf-de");

    assertThat(belgium.steps()).isEqualTo(17472);
    assertThat(belgium.series("price").at(0)).isCloseTo(0.03626, within(1e-15));
    assertThat(belgium.series("priceForecastDnn").at(0)).isCloseTo(0.035547, within(1e-15));
    assertThat(belgium.series("priceForecastLear").at(0)).isCloseTo(0.039369, within(1e-15));
    double[] price = germany.series("price").values();
    assertThat(Arrays.stream(price).min().orElseThrow()).isCloseTo(-0.13009, within(1e-15));
    assertThat(Arrays.stream(price).filter(each -> each < 0).count()).isEqualTo(241);
  }

  @Test
  void californiaHasDaysOfTwentyThreeAndTwentyFiveHours() {
    var california = Datasets.load("caiso-2019");
    var line = Timeline.of(california, Duration.ofHours(1));

    assertThat(steps(line, LocalDate.of(2020, 3, 8))).isEqualTo(23);
    assertThat(steps(line, LocalDate.of(2019, 11, 3))).isEqualTo(25);
    assertThat(Datasets.load("caiso-2024").notes())
        .anyMatch(note -> note.contains("values of 'price' were missing and are interpolated"));
  }

  @Test
  void theOriginalFormOfPvgisIsReadAroundHeaderAndFooter() throws IOException {
    var sample =
        load(
            """
            title: PVGIS as it is downloaded.
            zone: UTC
            files:
              - file: weather_pvgis/pvgis_hourly_Timeseries_45.000_8.000_SA_30deg_0deg_2016_2016.csv.gz
                time: {column: time, format: "yyyyMMdd:HHmm", shift: -10}
                columns:
                  irradiance: {column: [Gb(i), Gd(i), Gr(i)], unit: W/m2}
                  temperature: {column: T2m, unit: C}
            """);

    assertThat(sample.steps()).isGreaterThanOrEqualTo(10);
  }
}
