package org.skerry.learning.network;

import java.util.random.RandomGenerator;

/// A normal distribution with independent dimensions, its mean the output of the network, its log
/// standard deviations the network's free parameters, the same in every state.
///
/// `log π = Σ_d [-½ ((a_d - μ_d) / σ_d)² - log σ_d - ½ log 2π]`, `H = Σ_d [½ + ½ log 2π + log
/// σ_d]`, `∂ log π / ∂μ = (a - μ) / σ²`, `∂ log π / ∂ log σ = ((a - μ) / σ)² - 1`.
public final class Gaussian implements Head {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /// How a choice, any real number, becomes an action in [-1, 1].
  public enum Bounds {
    /// Only the game sees the choice clipped; the distribution is that of the choice itself.
    CLIP,
    /// The action is the tangent hyperbolic of the choice; its density carries the factor `1 / (1 -
    /// tanh²)`. The entropy stays that of the choice, as that of the action has no closed form.
    TANH
  }

  private final Pass pass;
  private final Bounds bounds;
  private final int size;
  private final float[] deviations;
  private final float[] inverses;
  private final float[] z;
  private double constant;

  /// @param pass of a network with one free parameter per output
  /// @throws IllegalArgumentException if it has another number of free parameters
  public Gaussian(Pass pass, Bounds bounds) {
    this.pass = pass;
    this.bounds = bounds;
    size = pass.network().outputs();
    if (pass.network().freeCount() != size) {
      throw new IllegalArgumentException(
          "A Gaussian over "
              + size
              + " outputs needs as many free parameters, but the network has "
              + pass.network().freeCount()
              + ".");
    }
    deviations = new float[size];
    inverses = new float[size];
    z = new float[pass.capacity() * size];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void sample(
      int rows,
      RandomGenerator random,
      boolean[] open,
      float[] choices,
      int choicesFrom,
      float[] logs,
      int logsFrom) {
    readDeviations();
    float[] mean = pass.output();
    int stride = pass.outputStride();
    for (int r = 0; r < rows; r++) {
      double squares = 0;
      double jacobian = 0;
      for (int d = 0; d < size; d++) {
        float choice = mean[r * stride + d] + deviations[d] * (float) random.nextGaussian();
        float scaled = (choice - mean[r * stride + d]) * inverses[d];
        squares += scaled * scaled;
        jacobian += bounds == Bounds.TANH ? logSlope(choice) : 0;
        choices[choicesFrom + r * size + d] = choice;
      }
      logs[logsFrom + r] = (float) (-0.5 * squares - constant - jacobian);
    }
  }

  @Override
  public void mode(int rows, boolean[] open, float[] choices) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(pass.output(), r * pass.outputStride(), choices, r * size, size);
    }
  }

  @Override
  public void fit(float[] choices, int choicesFrom, float[] actions, int count) {
    for (int i = 0; i < count; i++) {
      float choice = choices[choicesFrom + i];
      actions[i] = bounds == Bounds.TANH ? (float) Math.tanh(choice) : Math.clamp(choice, -1f, 1f);
    }
  }

  @Override
  public void logs(int rows, boolean[] open, float[] choices, float[] logs) {
    readDeviations();
    float[] mean = pass.output();
    int stride = pass.outputStride();
    for (int r = 0; r < rows; r++) {
      double squares = 0;
      double jacobian = 0;
      for (int d = 0; d < size; d++) {
        float scaled = (choices[r * size + d] - mean[r * stride + d]) * inverses[d];
        z[r * size + d] = scaled;
        squares += scaled * scaled;
        jacobian += bounds == Bounds.TANH ? logSlope(choices[r * size + d]) : 0;
      }
      logs[r] = (float) (-0.5 * squares - constant - jacobian);
    }
  }

  @Override
  public double entropy(int row) {
    return constant + 0.5 * size;
  }

  @Override
  public void gradient(
      int rows, float[] choices, float[] weights, float[] bonus, float[] gradient) {
    float[] out = pass.outputGradient();
    int stride = pass.outputStride();
    int free = pass.network().free();
    for (int d = 0; d < size; d++) {
      float inverse = inverses[d];
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        float scaled = z[r * size + d];
        out[r * stride + d] = weights[r] * scaled * inverse;
        sum += weights[r] * (scaled * scaled - 1) - bonus[r];
      }
      gradient[free + d] += (float) sum;
    }
  }

  /// log(1 - tanh²u) = 2 (log 2 - u - softplus(-2u)), which does not cancel for large u.
  static double logSlope(double u) {
    double away = Math.abs(u);
    return 2 * (Math.log(2) - away - Math.log1p(Math.exp(-2 * away)));
  }

  private void readDeviations() {
    float[] parameters = pass.network().parameters();
    int free = pass.network().free();
    constant = 0;
    for (int d = 0; d < size; d++) {
      deviations[d] = (float) Math.exp(parameters[free + d]);
      inverses[d] = 1 / deviations[d];
      constant += parameters[free + d] + HALF_LOG_TWO_PI;
    }
  }
}
