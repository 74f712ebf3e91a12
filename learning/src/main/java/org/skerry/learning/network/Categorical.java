package org.skerry.learning.network;

import java.util.random.RandomGenerator;

/// A choice among a few, with logits from the network. A closed choice has the logit -1e10 before
/// the soft maximum, so its probability is 0 and those of the others add up to 1. Where all are
/// closed, none is told from another.
///
/// `log π(a) = z_a - log Σ_j exp z_j`, `H = -Σ_j π_j log π_j`, `∂ log π(a) / ∂z_j = [j = a] - π_j`,
/// `∂H / ∂z_j = -π_j (log π_j + H)`.
public final class Categorical implements Head {
  private static final float CLOSED = -1e10f;

  private final Pass pass;
  private final int count;
  private final float[] probabilities;
  private final double[] totals;
  private final double[] entropies;

  /// A choice among the outputs of the network of `pass`.
  public Categorical(Pass pass) {
    this.pass = pass;
    count = pass.network().outputs();
    probabilities = new float[Layer.padded(pass.capacity() * count)];
    totals = new double[pass.capacity()];
    entropies = new double[pass.capacity()];
  }

  @Override
  public int size() {
    return 1;
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
    normalise(rows, open);
    for (int r = 0; r < rows; r++) {
      double left = random.nextDouble();
      int chosen = -1;
      for (int j = 0; j < count && left >= 0; j++) {
        float probability = probabilities[r * count + j];
        if (probability > 0) {
          chosen = j;
          left -= probability;
        }
      }
      choices[choicesFrom + r] = chosen;
      logs[logsFrom + r] = chosen < 0 ? Float.NaN : (float) log(r, chosen, open);
    }
  }

  @Override
  public void mode(int rows, boolean[] open, float[] choices) {
    for (int r = 0; r < rows; r++) {
      int best = 0;
      for (int j = 1; j < count; j++) {
        if (logit(r, j, open) > logit(r, best, open)) {
          best = j;
        }
      }
      choices[r] = best;
    }
  }

  @Override
  public void fit(float[] choices, int choicesFrom, float[] actions, int rows) {
    System.arraycopy(choices, choicesFrom, actions, 0, rows);
  }

  @Override
  public void logs(int rows, boolean[] open, float[] choices, float[] logs) {
    normalise(rows, open);
    for (int r = 0; r < rows; r++) {
      logs[r] = (float) log(r, (int) choices[r], open);
    }
  }

  @Override
  public double entropy(int row) {
    return entropies[row];
  }

  /// The probability of a choice in a row that was sampled or whose logs were taken.
  public float probability(int row, int choice) {
    return probabilities[row * count + choice];
  }

  @Override
  public void gradient(
      int rows, float[] choices, float[] weights, float[] bonus, float[] gradient) {
    float[] logits = pass.output();
    float[] out = pass.outputGradient();
    int stride = pass.outputStride();
    for (int r = 0; r < rows; r++) {
      float weight = weights[r];
      float share = bonus[r];
      float shift = (float) (entropies[r] - totals[r]);
      for (int j = 0; j < count; j++) {
        float probability = probabilities[r * count + j];
        float away = probability == 0 ? 0 : logits[r * stride + j] + shift; // log π + H
        out[r * stride + j] = probability * (share * away - weight);
      }
      out[r * stride + (int) choices[r]] += weight;
    }
  }

  /// Takes the soft maximum of some rows: one exponential for each choice.
  private void normalise(int rows, boolean[] open) {
    for (int r = 0; r < rows; r++) {
      float highest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        highest = Math.max(highest, logit(r, j, open));
      }
      for (int j = 0; j < count; j++) {
        probabilities[r * count + j] = logit(r, j, open) - highest;
      }
      totals[r] = highest;
    }
    VectorMath.exp(probabilities, rows * count);
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      double mean = 0;
      for (int j = 0; j < count; j++) {
        int at = r * count + j;
        if (open.length > 0 && !open[at] && totals[r] > CLOSED) {
          probabilities[at] = 0; // the exponential of VectorMath never quite gets there
        }
        sum += probabilities[at];
        mean += probabilities[at] * (double) logit(r, j, open);
      }
      totals[r] += Math.log(sum);
      entropies[r] = totals[r] - mean / sum;
      float scale = (float) (1 / sum);
      for (int j = 0; j < count; j++) {
        probabilities[r * count + j] *= scale;
      }
    }
  }

  private double log(int r, int choice, boolean[] open) {
    return logit(r, choice, open) - totals[r];
  }

  private float logit(int r, int choice, boolean[] open) {
    return open.length == 0 || open[r * count + choice]
        ? pass.output()[r * pass.outputStride() + choice]
        : CLOSED;
  }
}
