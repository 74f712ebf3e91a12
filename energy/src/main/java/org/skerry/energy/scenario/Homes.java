package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The data set of transactive households: days of three kinds of demand and of sun, relative to
/// their peak, after the appendix of MAHTM (MAHTM: A Multi-Agent Framework for Hierarchical
/// Transactive Microgrids, 2023).
///
/// It is asked for as `homes`, one day without noise, or as `homes:days=365,noise=1,seed=7`:
/// - `days` 1 to 3660, 1 if not given
/// - `noise` 1 for noise, 0 for none
/// - `variety` 0 to 1, 0 if not given: how much days differ, for training. A day's sun is
///   multiplied by a number drawn from [1 − variety, 1], its demand of each kind by one from [1 −
///   variety / 2, 1 + variety / 2]
/// - `seed` any whole number, 1 if not given
///
/// The source's: a family has its peaks in the morning and in the early afternoon, teenagers from
/// late afternoon to early morning, a business at mid-day; demand depends on the temperature; sun
/// is a sine that begins after 5 h, shortened to daylight; noise of demand is N(0, 0.01) and of sun
/// N(0, 0.1), taken as standard deviations. Ours: the curves themselves, 2 % more demand per kelvin
/// below 15 °C or above 23 °C, and with noise a temperature that differs by N(0, 3 K) from day to
/// day.
///
/// Series: `family`, `teenagers`, `business`, `sun`, `temperature`; `demandNoise` and `sunNoise`
/// (none at night), which a household adds from days of its own. Same options, same bits.
record Homes(int days, boolean noise, double variety, long seed) {
  /// What the names of these data sets begin with.
  static final String NAME = "homes";

  private static final Map<String, String> DEFAULTS =
      Map.of("days", "1", "noise", "0", "variety", "0", "seed", "1");
  private static final int HOURS = 24;
  private static final double PER_KELVIN = 0.02;

  /// Reads the name of such a data set.
  ///
  /// @throws ScenarioException if an option is unknown or outside its range
  static Homes of(String name) {
    var options = Options.of("Data set", name, NAME, DEFAULTS, "homes:days=365,noise=1,seed=7");
    return new Homes(
        (int) options.whole("days", 1, 3660),
        options.whole("noise", 0, 1) == 1,
        options.number("variety", 0, 1),
        options.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /// The data set.
  ///
  /// @param name as it was asked for
  Dataset dataset(String name) {
    int steps = days * HOURS;
    var temperature = new double[steps];
    var sun = new double[steps];
    var demandNoise = new double[steps];
    var sunNoise = new double[steps];
    var random = new SplittableRandom(seed);
    for (int step = 0; step < steps; step++) {
      double hour = step % HOURS + 0.5;
      double kelvin = step % HOURS > 0 || !noise ? 0 : 3 * random.nextGaussian();
      double before = step % HOURS > 0 ? temperature[step - 1] - usual(hour - 1) : kelvin;
      temperature[step] = usual(hour) + before;
      sun[step] = bright(step / HOURS) * Math.max(0, Math.sin(Math.PI * (hour - 5) / 14));
      demandNoise[step] = noise ? 0.01 * random.nextGaussian() : 0;
      double cloud = noise ? 0.1 * random.nextGaussian() : 0;
      sunNoise[step] = sun[step] > 0 ? cloud : 0;
    }
    String description =
        "Generated days of households: %d day(s), noise %s, seed %d. Source: Skerry's own models after MAHTM. Licence: Apache-2.0."
            .formatted(days, noise ? "on" : "off", seed);
    return new Dataset(
        name,
        description,
        LocalDate.of(2021, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC),
        ZoneOffset.UTC,
        Duration.ofHours(1),
        List.of(
            demand("family", temperature, Homes::family),
            demand("teenagers", temperature, Homes::teenagers),
            demand("business", temperature, Homes::business),
            new Series("sun", "1", sun),
            new Series("temperature", "C", temperature),
            new Series("demandNoise", "1", demandNoise),
            new Series("sunNoise", "1", sunNoise)),
        List.of());
  }

  /// How bright a day is, relative to a clear one.
  private double bright(int day) {
    return 1 - variety * Noise.random(seed, 8L * day + 1).nextDouble();
  }

  /// How much of a kind is used on a day, relative to a usual one.
  private double busy(String kind, int day) {
    long stream = 8L * day + 2 + List.of("family", "teenagers", "business").indexOf(kind);
    return 1 + variety * (Noise.random(seed, stream).nextDouble() - 0.5);
  }

  private interface Curve {
    double at(double hour);
  }

  /// Demand of a kind, 1 at its peak on a day of usual temperature.
  private Series demand(String name, double[] temperature, Curve curve) {
    double peak = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      peak = Math.max(peak, curve.at(hour + 0.5) * comfort(usual(hour + 0.5)));
    }
    var values = new double[temperature.length];
    for (int step = 0; step < values.length; step++) {
      double much = busy(name, step / HOURS);
      values[step] = much * curve.at(step % HOURS + 0.5) * comfort(temperature[step]) / peak;
    }
    return new Series(name, "1", values);
  }

  private static double family(double hour) {
    return 0.25 + 0.65 * bump(hour, 7.5, 1.6) + 0.75 * bump(hour, 14, 1.9);
  }

  private static double teenagers(double hour) {
    return 0.15 + 0.85 * bump(hour, 22, 3.6);
  }

  private static double business(double hour) {
    return 0.1 + 0.9 * bump(hour, 12.5, 2.6);
  }

  private static double comfort(double celsius) {
    return 1 + PER_KELVIN * (Math.max(0, 15 - celsius) + Math.max(0, celsius - 23));
  }

  /// °C on a usual day.
  private static double usual(double hour) {
    return 19 + 5 * Math.cos(2 * Math.PI * (hour - 15) / HOURS);
  }

  /// 1 at an hour of day, falling to both sides, around the clock.
  private static double bump(double hour, double at, double width) {
    double away = Math.abs(hour - at) % HOURS;
    double near = Math.min(away, HOURS - away) / width;
    return Math.exp(-near * near / 2);
  }
}
