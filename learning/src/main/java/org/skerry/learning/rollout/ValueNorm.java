package org.skerry.learning.rollout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Running mean and variance of returns, by which a critic's targets are normalised (Yu et al.: The
/// Surprising Effectiveness of PPO in Cooperative Multi-Agent Games, 2022).
///
/// Exponential averages with weight `β` = 0.99999, divided by the weight given out so far, so that
/// after one update the mean is exactly that of the batch. The variance is at least 0.01.
public final class ValueNorm {
  private static final double BETA = 0.99999;

  private double mean;
  private double square;
  private double weight;

  /// Statistics before the first return, which change nothing.
  public ValueNorm() {}

  /// Takes note of the returns of `order[from]` to `order[from + count - 1]`.
  public void update(float[] returns, int[] order, int from, int count) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      double value = returns[order[i]];
      sum += value;
      squares += value * value;
    }
    mean = BETA * mean + (1 - BETA) * sum / count;
    square = BETA * square + (1 - BETA) * squares / count;
    weight = BETA * weight + (1 - BETA);
  }

  /// The mean of returns, 0 before the first update.
  public double mean() {
    return mean / Math.max(weight, 1e-5);
  }

  /// The variance of returns, at least 0.01; 1 before the first update.
  public double variance() {
    if (weight == 0) {
      return 1;
    }
    double centre = mean();
    return Math.max(square / Math.max(weight, 1e-5) - centre * centre, 1e-2);
  }

  /// A return in units of the critic.
  public double normalised(double value) {
    return (value - mean()) / Math.sqrt(variance());
  }

  /// A critic's value in units of the reward.
  public double denormalised(double value) {
    return value * Math.sqrt(variance()) + mean();
  }

  /// Writes the three running averages.
  public void write(DataOutput out) throws IOException {
    out.writeDouble(mean);
    out.writeDouble(square);
    out.writeDouble(weight);
  }

  /// Continues from what was written.
  public void resume(DataInput in) throws IOException {
    mean = in.readDouble();
    square = in.readDouble();
    weight = in.readDouble();
  }
}
