package org.skerry.energy.scenario;

/// Load and price under a given weather, drawn from a seed. All constants are ours.
///
/// - Load: a mean of about 1000 kW, with a night valley and peaks in the morning and the evening, a
///   twelfth less at weekends, 1.1 % more per kelvin below 15 °C and 1.6 % more per kelvin above 21
///   °C, and autocorrelated noise of 2.5 % with a memory of 6 hours.
/// - Price per kWh: 0.045, plus what the load less wind and sun is above its mean, plus a morning
///   and an evening peak, plus mean-reverting noise of 0.010 with a memory of 30 hours, plus spikes
///   that begin in 0.2 % of the hours, are 0.15 high in the mean and fade within about two hours.
///   Where wind and sun are plenty and the load is low it falls below zero.
final class Demand {
  private static final double MEAN = 1000;
  private static final double KINSHIP = 0.4;

  private final Timeline clock;
  private final Weather weather;
  private final long seed;
  private final double[] noise;
  private final double[] load;

  private Demand(
      Timeline clock, Weather weather, long seed, double[] noise, double deviation, double late) {
    this.clock = clock;
    this.weather = weather;
    this.seed = seed;
    this.noise = noise;
    load = new double[clock.steps()];
    double[] temperature = weather.temperature();
    double[] awake = awake(clock, late);
    for (int t = 0; t < load.length; t++) {
      double week = clock.dayOfWeek(t) >= 6 ? 0.92 : 1;
      double cold = 0.011 * Math.max(0, 15 - temperature[t]);
      double warm = 0.016 * Math.max(0, temperature[t] - 21);
      load[t] =
          MEAN
              * 0.91
              * awake[clock.slotOfDay(t)]
              * week
              * (1 + cold + warm)
              * Math.max(0.1, 1 + deviation * noise[t]);
    }
  }

  /// The demand of a seed.
  static Demand of(Timeline clock, Weather weather, long seed) {
    return new Demand(
        clock, weather, seed, Noise.path(seed, 4, clock.steps(), 6, clock.hours()), 0.025, 0);
  }

  /// The demand of a smaller place: noisier, and up to an hour and a half earlier or later.
  ///
  /// @param place from 1
  Demand near(int place) {
    double[] own = Noise.path(seed, 100L * place + 4, clock.steps(), 6, clock.hours());
    double late = Noise.random(seed, 100L * place + 5).nextDouble(-1.5, 1.5);
    return new Demand(clock, weather, seed, Noise.kin(noise, own, KINSHIP), 0.08, late);
  }

  /// kW, `[step]`.
  double[] load() {
    return load;
  }

  /// Money per kWh, `[step]`.
  double[] price() {
    int steps = clock.steps();
    double[] reverting = Noise.path(seed, 6, steps, 30, clock.hours());
    double[] wind = weather.wind();
    double[] sun = weather.sun();
    var residual = new double[steps];
    double mean = 0;
    for (int t = 0; t < steps; t++) {
      residual[t] = load[t] - 0.5 * wind[t] - 0.4 * sun[t];
      mean += residual[t] / steps;
    }
    var random = Noise.random(seed, 7);
    double fading = Math.exp(-clock.hours() / 1.5);
    double spike = 0;
    var price = new double[steps];
    for (int t = 0; t < steps; t++) {
      double hour = clock.timeOfDay(t) + clock.hours() / 2;
      spike *= fading;
      if (random.nextDouble() < 0.002 * clock.hours()) {
        spike += -0.15 * Math.log(1 - random.nextDouble());
      }
      double peaks = 0.012 * bump(hour, 8, 1.8) + 0.02 * bump(hour, 19, 2.2) - 0.006;
      price[t] = 0.045 + 7.5e-5 * (residual[t] - mean) + peaks + 0.01 * reverting[t] + spike;
    }
    return price;
  }

  /// The course of a day, which all days share, `[slot of day]`.
  private static double[] awake(Timeline clock, double late) {
    var awake = new double[clock.stepsPerDay()];
    for (int slot = 0; slot < awake.length; slot++) {
      double hour = clock.timeOfDay(slot) + clock.hours() / 2 - late;
      double day = 0.86 + 0.2 * bump(hour, 8.5, 2.6) + 0.34 * bump(hour, 19, 3.4);
      awake[slot] = day + 0.14 * bump(hour, 13.5, 4);
    }
    return awake;
  }

  /// 1 at an hour of day, falling to both sides, around the clock.
  private static double bump(double hour, double at, double width) {
    double away = Math.abs(hour - at) % 24;
    double near = Math.min(away, 24 - away) / width;
    return Math.exp(-near * near / 2);
  }
}
