package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The generated data set: years of weather, load and price drawn from a seed, with the series of
/// ontario2016 (`load`, `price`, `wind`, `sun`, `temperature`) and `irradiance` and `windSpeed`.
///
/// It is asked for as `generated`, or with options as `generated:years=3,seed=7,start=2021`:
/// - `years` 1 to 50, 1 if not given
/// - `seed` any whole number, 1 if not given
/// - `start` first year, 1971 to 2200, 2021 if not given
/// - `step` minutes, 60 if not given
/// - `latitude` in degrees, -66 to 66, 45 if not given
/// - `microgrids` 0 to 1000, 0 if not given: so many further sets of `load1`, `wind1`, `sun1`,
///   `irradiance1`, `windSpeed1`, …, each alike but not the same
///
/// Load, wind and sun are those of 1000 kW of mean load and of 1000 kW installed each; the price is
/// per kWh in any currency. The clock is UTC all year, and the sun is highest at noon. The models
/// are in [Weather] and [Demand]; all their constants are ours. Same options, same bits.
record Generated(int years, long seed, int start, Duration step, double latitude, int microgrids) {
  /// What names of generated data sets begin with.
  static final String NAME = "generated";

  /// The most values of all series together, 8 bytes each.
  private static final long MOST = 100_000_000;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "years",
          "1",
          "seed",
          "1",
          "start",
          "2021",
          "step",
          "60",
          "latitude",
          "45",
          "microgrids",
          "0");

  /// Reads the name of a generated data set.
  ///
  /// @throws ScenarioException if an option is unknown or outside its range
  static Generated of(String name) {
    var reader =
        Options.of("Data set", name, NAME, DEFAULTS, "generated:years=3,seed=7,start=2021");
    return new Generated(
        (int) reader.whole("years", 1, 50),
        reader.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        (int) reader.whole("start", 1971, 2200),
        step(name, reader),
        reader.number("latitude", -66, 66),
        (int) reader.whole("microgrids", 0, 1000));
  }

  /// The data set.
  ///
  /// @param name as it was asked for
  Dataset dataset(String name) {
    Instant from = LocalDate.of(start, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to = LocalDate.of(start + years, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    int steps = Math.toIntExact(Duration.between(from, to).dividedBy(step));
    long values = steps * (7L + 5L * microgrids);
    if (values > MOST) {
      throw new ScenarioException(
          "Data set '%s' would have %d values, but at most %d fit. Ask for fewer years or microgrids, or a longer step."
              .formatted(name, values, MOST));
    }
    var clock =
        Timeline.of(
            new Dataset(
                name,
                "",
                from,
                ZoneOffset.UTC,
                step,
                List.of(new Series("clock", "1", new double[steps])),
                List.of()),
            step);
    var series = new ArrayList<Series>();
    var weather = Weather.of(clock, latitude, seed);
    var demand = Demand.of(clock, weather, seed);
    series.add(new Series("load", "kW", demand.load()));
    series.add(new Series("price", "money/kWh", demand.price()));
    add(series, weather, "");
    series.add(new Series("temperature", "C", weather.temperature()));
    // Every place has random numbers of its own, so that places may be drawn side by side.
    IntStream.rangeClosed(1, microgrids)
        .parallel()
        .mapToObj(place -> near(place, weather, demand))
        .toList()
        .forEach(series::addAll);
    String description =
        "Generated weather, load and price: %d year(s) from %d, latitude %s, seed %d. Source: Skerry's own models. Licence: Apache-2.0."
            .formatted(years, start, Numbers.text(latitude), seed);
    return new Dataset(name, description, from, ZoneOffset.UTC, step, series, List.of());
  }

  private static List<Series> near(int place, Weather weather, Demand demand) {
    var series = new ArrayList<Series>();
    series.add(new Series("load" + place, "kW", demand.near(place).load()));
    add(series, weather.near(place), Integer.toString(place));
    return series;
  }

  private static void add(List<Series> series, Weather weather, String suffix) {
    series.add(new Series("wind" + suffix, "kW", weather.wind()));
    series.add(new Series("sun" + suffix, "kW", weather.sun()));
    series.add(new Series("irradiance" + suffix, "W/m2", weather.irradiance()));
    series.add(new Series("windSpeed" + suffix, "m/s", weather.windSpeed()));
  }

  private static Duration step(String name, Options reader) {
    try {
      return Timeline.checked(Duration.ofMinutes(reader.whole("step", 5, 60)));
    } catch (ScenarioException refused) {
      throw refused;
    } catch (IllegalArgumentException refused) {
      throw new ScenarioException("Data set '%s': %s".formatted(name, refused.getMessage()));
    }
  }
}
