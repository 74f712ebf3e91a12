package org.skerry.energy.scenario;

import java.util.SplittableRandom;

/// Autocorrelated Gaussian noise: x' = φ·x + √(1 − φ²)·ε with φ = exp(−Δt/τ), so its mean is 0 and
/// its deviation 1 in every step, and its correlation falls to 1/e after τ, whatever the step.
final class Noise {
  private Noise() {}

  /// One path.
  ///
  /// @param stream which of the independent paths of a seed; same seed and stream, same bits
  /// @param memory τ in hours
  /// @param hours length of a step
  /// @return `[steps]`
  static double[] path(long seed, long stream, int steps, double memory, double hours) {
    var random = random(seed, stream);
    double phi = Math.exp(-hours / memory);
    double fresh = Math.sqrt(1 - phi * phi);
    var path = new double[steps];
    double x = random.nextGaussian();
    for (int t = 0; t < steps; t++) {
      path[t] = x;
      x = phi * x + fresh * random.nextGaussian();
    }
    return path;
  }

  /// Random numbers of their own for a stream of a seed.
  static SplittableRandom random(long seed, long stream) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L);
  }

  /// A path that follows another with correlation `kinship`, otherwise as its own.
  static double[] kin(double[] path, double[] own, double kinship) {
    double rest = Math.sqrt(1 - kinship * kinship);
    var mixed = new double[path.length];
    for (int t = 0; t < mixed.length; t++) {
      mixed[t] = kinship * path[t] + rest * own[t];
    }
    return mixed;
  }

  /// The normal distribution function, by Abramowitz and Stegun (1964) 26.2.17; error below 1e-7.
  static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    return x >= 0 ? 1 - tail : tail;
  }
}
