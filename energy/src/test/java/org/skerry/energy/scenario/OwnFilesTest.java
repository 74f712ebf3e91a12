package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as meters, loggers, exchanges and spreadsheets write them, drawn by chance, each with the
/// sum that exact decimal arithmetic gave when it was written.
class OwnFilesTest {

  /// The sum is over the steps, in kW, W/m2, m/s or money per kWh.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          german-meter, 2024-01-11T23:00:00Z, 288, load, 1304438.0
          home-automation, 2024-03-01T00:00:00Z, 48, load, 71.70
          epoch-seconds, 2023-11-05T04:00:00Z, 30, load, 165.048
          epoch-milliseconds, 2024-06-30T22:00:00Z, 24, load, 43.170
          american-utility, 2024-01-12T05:00:00Z, 72, load, 84906.3
          british-prices, 2024-05-31T23:00:00Z, 48, price, 7.6951
          exchange-prices, 2024-01-31T23:00:00Z, 48, price, 5.71133
          spreadsheet-unicode, 2024-03-31T22:00:00Z, 24, sun, 1162.70
          spreadsheet-unicode, 2024-03-31T22:00:00Z, 24, load, 2325.40
          spreadsheet-preset, 2024-06-30T22:00:00Z, 24, load, 1226.168
          solar-tool, 2016-06-01T00:00:00Z, 48, sun, 14.2208
          daily-register, 2024-07-31T22:00:00Z, 96, load, 51.577
          register-history, 2024-03-01T10:00:00Z, 6, load, 26.8
          rolling-register, 2024-07-31T22:00:00Z, 59, load, 66.4
          two-registers, 2024-07-31T22:00:00Z, 24, load, 39.051
          two-registers, 2024-07-31T22:00:00Z, 24, fedIn, 26.202
          weather-logger, 2024-09-01T00:00:00Z, 24, windSpeed, 240.55
          weather-logger, 2024-09-01T00:00:00Z, 24, irradiance, 2400
          winter-clock, 2024-10-26T23:00:00Z, 48, load, 230.39
          local-clock, 2024-10-26T10:00:00Z, 148, load, 282.012
          commented, 2024-01-01T00:00:00Z, 24, load, 121030.000
          cents, 2024-01-19T23:00:00Z, 96, price, 20.9195
          hour-ending, 2024-01-11T23:00:00Z, 72, load, 104.209
          apostrophes, 2024-04-30T22:00:00Z, 24, load, 5813.5135
          numbers-alone, 2023-12-31T23:00:00Z, 24, load, 13358.7
          norwegian, 2023-12-31T23:00:00Z, 24, load, 48.3448
          norwegian, 2023-12-31T23:00:00Z, 24, price, 8.4383
          """)
  void theSumIsThatOfTheWriter(String file, Instant start, int steps, String series, double sum)
      throws URISyntaxException {
    var data = Datasets.load(path(file));

    // A hundred values of at most a hundred thousand: rounding stays far below 1e-9 of the sum.
    assertThat(data.start()).isEqualTo(start);
    assertThat(data.steps()).isEqualTo(steps);
    assertThat(Arrays.stream(data.series(series).values()).sum())
        .isCloseTo(sum, within(1e-9 * sum));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          german-meter | cells parted by ';', a decimal comma, points between thousands, Windows-1252 text
          epoch-seconds | no header
          epoch-milliseconds | cells parted by tabs
          american-utility | commas between thousands, dates with the month first
          hour-ending | a decimal comma, dates with the day first
          british-prices | the newest row first
          spreadsheet-unicode | cells parted by tabs, a decimal comma, UTF-16 text
          rolling-register | the register 'reading' was reset 0 and rolled over 1 times
          daily-register | the register 'heute_wh' was reset 4 and rolled over 0 times
          home-automation | 3 of 49 values of 'state' were missing and are interpolated (at most 2 in a row)
          """)
  void whatWasFoundIsTold(String file, String told) throws URISyntaxException {
    assertThat(String.join(" ", Datasets.load(path(file)).notes())).contains(told);
  }

  private static String path(String file) throws URISyntaxException {
    var url = OwnFilesTest.class.getResource("files/" + file + ".yaml");
    assertThat(url).as(file).isNotNull();
    return Path.of(url.toURI()).toString();
  }
}
