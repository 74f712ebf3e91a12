package org.skerry.learning.network;

import java.util.random.RandomGenerator;

/// A choice among a few, with logits from the network. A closed choice has the logit -1e10 before
/// the soft maximum, so its probability is 0 and those of the others add up to 1.
///
/// `log π(a) = z_a - log Σ_j exp z_j`, `H = -Σ_j π_j log π_j`, `∂ log π(a) / ∂z_j = [j = a] - π_j`,
/// `∂H / ∂z_j = -π_j (log π_j + H)`.
public final class Categorical implements Head {
  private static final double CLOSED = -1e10;

  private final Pass pass;
  private final int count;
  private final double[] logProbabilities;
  private final double[] entropies;

  /// A choice among the outputs of the network of `pass`.
  public Categorical(Pass pass) {
    this.pass = pass;
    count = pass.network().outputs();
    logProbabilities = new double[pass.capacity() * count];
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
    for (int r = 0; r < rows; r++) {
      normalise(r, open);
      double left = random.nextDouble();
      int chosen = -1;
      for (int j = 0; j < count && left >= 0; j++) {
        double probability = Math.exp(logProbabilities[r * count + j]);
        if (probability > 0) {
          chosen = j;
          left -= probability;
        }
      }
      choices[choicesFrom + r] = chosen;
      logs[logsFrom + r] = chosen < 0 ? Float.NaN : (float) logProbabilities[r * count + chosen];
    }
  }

  @Override
  public void mode(int rows, boolean[] open, float[] choices) {
    for (int r = 0; r < rows; r++) {
      normalise(r, open);
      int best = 0;
      for (int j = 1; j < count; j++) {
        if (logProbabilities[r * count + j] > logProbabilities[r * count + best]) {
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
    for (int r = 0; r < rows; r++) {
      normalise(r, open);
      logs[r] = (float) logProbabilities[r * count + (int) choices[r]];
    }
  }

  @Override
  public double entropy(int row) {
    return entropies[row];
  }

  /// The probability of a choice in a row that was sampled or whose logs were taken.
  public double probability(int row, int choice) {
    return Math.exp(logProbabilities[row * count + choice]);
  }

  @Override
  public void gradient(
      int rows, float[] choices, float[] weights, float[] bonus, float[] gradient) {
    float[] out = pass.outputGradient();
    for (int r = 0; r < rows; r++) {
      int chosen = (int) choices[r];
      for (int j = 0; j < count; j++) {
        double log = logProbabilities[r * count + j];
        double probability = Math.exp(log);
        double score = (j == chosen ? 1 : 0) - probability;
        double spread = -probability * (log + entropies[r]);
        out[r * pass.outputStride() + j] = (float) (weights[r] * score - bonus[r] * spread);
      }
    }
  }

  private void normalise(int r, boolean[] open) {
    float[] logits = pass.output();
    int from = r * pass.outputStride();
    double highest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      double logit = open.length == 0 || open[r * count + j] ? logits[from + j] : CLOSED;
      logProbabilities[r * count + j] = logit;
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += Math.exp(logProbabilities[r * count + j] - highest);
    }
    double total = highest + Math.log(sum);
    double entropy = 0;
    for (int j = 0; j < count; j++) {
      double log = logProbabilities[r * count + j] - total;
      logProbabilities[r * count + j] = log;
      double probability = Math.exp(log);
      entropy -= probability > 0 ? probability * log : 0;
    }
    entropies[r] = entropy;
  }
}
