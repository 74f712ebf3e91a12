package org.skerry.energy.scenario;

import java.util.stream.IntStream;

/// Weather of a place, drawn from a seed. All constants are ours unless a source is named.
///
/// - Sun: clear-sky irradiance on the horizontal plane, 1098·cos z·exp(−0.057/cos z) W/m² (Haurwitz
///   1945), with the declination of Cooper (1969), times a clear-sky index of 0.15 to 1 that
///   follows an autocorrelated process with a memory of 9 hours and more cloud in winter.
/// - Wind: Weibull distributed with shape 2 and scale 7 m/s (6.2 in summer, 7.8 in winter), from an
///   autocorrelated process with a memory of 18 hours, and a little more in the afternoon.
/// - Temperature: 10 °C and a season of ±11 K, a day of ±4 K that is smaller under cloud, and
///   autocorrelated noise of 3 K with a memory of 60 hours.
///
/// The power of sun and wind is that of 1000 kW installed: modules that lose 0.4 % per kelvin of
/// cell temperature above 25 °C, and turbines that start at 3 m/s, reach their power at 12 and stop
/// at 25.
final class Weather {
  private static final double CLOUD_MEMORY = 9;
  private static final double WIND_MEMORY = 18;
  private static final double KINSHIP = 0.85;

  private final Timeline clock;
  private final double latitude;
  private final long seed;
  private final double[] clouds;
  private final double[] gusts;
  private final double[] sky;
  private final double[] spells;
  private final double[] irradiance;
  private final double[] windSpeed;
  private final double[] temperature;

  private Weather(
      Timeline clock,
      double latitude,
      long seed,
      double[] clouds,
      double[] gusts,
      double[] sky,
      double[] spells) {
    this.clock = clock;
    this.latitude = latitude;
    this.seed = seed;
    this.clouds = clouds;
    this.gusts = gusts;
    this.sky = sky;
    this.spells = spells;
    int steps = clock.steps();
    irradiance = new double[steps];
    windSpeed = new double[steps];
    temperature = new double[steps];
    // The season is the same all day, and the afternoon of all days.
    double[] seasons =
        IntStream.rangeClosed(0, 366).mapToDouble(day -> winter(day, latitude)).toArray();
    double[] afternoon =
        IntStream.range(0, clock.stepsPerDay())
            .mapToDouble(slot -> afternoon(clock, slot))
            .toArray();
    for (int t = 0; t < steps; t++) {
      double winter = seasons[clock.dayOfYear(t)];
      double day = afternoon[clock.slotOfDay(t)];
      double clearness = clearness(clouds[t], winter);
      irradiance[t] = clearness * sky[t];
      double scale = (7 + 0.8 * winter) * (1 + 0.06 * day);
      windSpeed[t] = scale * Math.sqrt(-Math.log(1 - share(gusts[t])));
      temperature[t] = 10 - 11 * winter + 4 * day * (0.4 + 0.6 * clearness) + 3 * spells[t];
    }
  }

  /// The weather of a seed.
  ///
  /// @param latitude in degrees
  static Weather of(Timeline clock, double latitude, long seed) {
    return new Weather(
        clock,
        latitude,
        seed,
        Noise.path(seed, 1, clock.steps(), CLOUD_MEMORY, clock.hours()),
        Noise.path(seed, 2, clock.steps(), WIND_MEMORY, clock.hours()),
        IntStream.range(0, clock.steps())
            .mapToDouble(step -> clearSky(clock, latitude, step))
            .toArray(),
        Noise.path(seed, 3, clock.steps(), 60, clock.hours()));
  }

  /// The weather of a place nearby, alike but not the same.
  ///
  /// @param place from 1
  Weather near(int place) {
    int steps = clock.steps();
    double[] ownClouds = Noise.path(seed, 100L * place + 1, steps, CLOUD_MEMORY, clock.hours());
    double[] ownGusts = Noise.path(seed, 100L * place + 2, steps, WIND_MEMORY, clock.hours());
    return new Weather(
        clock,
        latitude,
        seed,
        Noise.kin(clouds, ownClouds, KINSHIP),
        Noise.kin(gusts, ownGusts, KINSHIP),
        sky,
        spells);
  }

  /// 1 in the middle of winter, −1 in the middle of summer.
  private static double winter(int dayOfYear, double latitude) {
    double season = Math.cos(2 * Math.PI * (dayOfYear - 20) / 365.25);
    return latitude >= 0 ? season : -season;
  }

  /// 1 at three in the afternoon, −1 at three at night.
  private static double afternoon(Timeline clock, int slotOfDay) {
    double middle = clock.timeOfDay(slotOfDay) + clock.hours() / 2;
    return Math.cos(2 * Math.PI * (middle - 15) / 24);
  }

  private static double clearness(double cloud, double winter) {
    return 0.15 + 0.85 * Noise.normal(1.1 * cloud + 0.45 - 0.35 * winter);
  }

  private static double share(double gust) {
    return Math.min(Noise.normal(gust), 1 - 1e-7);
  }

  /// Clear-sky irradiance, W/m², the mean of four moments of a step.
  private static double clearSky(Timeline clock, double latitude, int t) {
    double declination =
        Math.toRadians(23.45) * Math.sin(2 * Math.PI * (284 + clock.dayOfYear(t)) / 365.0);
    double phi = Math.toRadians(latitude);
    double high = Math.sin(phi) * Math.sin(declination);
    double wide = Math.cos(phi) * Math.cos(declination);
    double sum = 0;
    for (int part = 0; part < 4; part++) {
      double hour = clock.timeOfDay(t) + clock.hours() * (part + 0.5) / 4;
      double cosine = high + wide * Math.cos(2 * Math.PI * (hour - 12) / 24);
      sum += cosine > 0.01 ? 1098 * cosine * Math.exp(-0.057 / cosine) : 0;
    }
    return sum / 4;
  }

  /// W/m² on the horizontal plane, `[step]`.
  double[] irradiance() {
    return irradiance;
  }

  /// m/s at hub height, `[step]`.
  double[] windSpeed() {
    return windSpeed;
  }

  /// °C, `[step]`.
  double[] temperature() {
    return temperature;
  }

  /// Power of 1000 kW of modules, kW, `[step]`.
  double[] sun() {
    var power = new double[irradiance.length];
    for (int t = 0; t < power.length; t++) {
      double cell = temperature[t] + irradiance[t] * 25 / 800;
      power[t] = irradiance[t] * (1 - 0.004 * (cell - 25));
    }
    return power;
  }

  /// Power of 1000 kW of turbines, kW, `[step]`.
  double[] wind() {
    var power = new double[windSpeed.length];
    for (int t = 0; t < power.length; t++) {
      double v = windSpeed[t];
      double cube = (v * v * v - 27) / (12.0 * 12 * 12 - 27);
      power[t] = v < 3 || v >= 25 ? 0 : 1000 * Math.min(1, cube);
    }
    return power;
  }
}
