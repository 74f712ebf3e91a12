package org.skerry.learning.algorithm;

import java.util.Arrays;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;

/// How far a network's decisions are from those shown: `mean ½ Σ_d (μ_d - a_d)²` for a box, where
/// `a` is the nearest of those that were as good, `-mean log π(a)` for choices.
///
/// `μ` is the action as the game would see it. Where it was clipped, the gradient passes the clip
/// as if it were not there: a mean beyond the bound that was shown is no error, one beyond the
/// wrong bound is drawn back.
final class Imitation implements Loss {
  static final int LOSS = 0;

  /// From here on the mean square of the error of each dimension, of a box.
  static final int SQUARES = 1;

  private static final boolean[] ALL = new boolean[0];

  private final Decision decision;
  private final Examples examples;
  private final float[] least;
  private final float[] greatest;
  private final Pass pass;
  private final Head head;
  private final float[] low;
  private final float[] high;
  private final float[] decided;
  private final float[] logs = new float[Descent.CHUNK];
  private final float[] weights = new float[Descent.CHUNK];
  private final float[] bonus = new float[Descent.CHUNK];

  /// What was seen, as the network takes it in.
  @FunctionalInterface
  interface Examples {
    /// Writes the inputs of a sample from `at` on.
    void write(int sample, float[] out, int at);
  }

  /// @param least of the actions that were as good, shape `[samples][action]`
  /// @param greatest as above
  Imitation(Mlp network, Decision decision, Examples examples, float[] least, float[] greatest) {
    this.decision = decision;
    this.examples = examples;
    this.least = least;
    this.greatest = greatest;
    pass = new Pass(network, Descent.CHUNK);
    head = decision.head(pass);
    low = new float[Descent.CHUNK * head.size()];
    high = new float[low.length];
    decided = new float[Descent.CHUNK * head.size()];
  }

  /// Numbers that it adds up.
  static int measures(Mlp network) {
    return SQUARES + network.freeCount();
  }

  @Override
  public Pass pass() {
    return pass;
  }

  @Override
  public void add(int[] order, int from, int rows, int batch, float[] gradient, double[] measures) {
    int size = head.size();
    for (int r = 0; r < rows; r++) {
      int sample = order[from + r];
      examples.write(sample, pass.input(), r * pass.inputStride());
      System.arraycopy(least, sample * size, low, r * size, size);
      System.arraycopy(greatest, sample * size, high, r * size, size);
    }
    pass.forward(rows);
    if (decision == Decision.CHOICE) {
      chosen(rows, batch, gradient, measures);
    } else {
      regressed(rows, batch, measures);
    }
    pass.backward(rows, gradient);
  }

  private void chosen(int rows, int batch, float[] gradient, double[] measures) {
    head.logs(rows, ALL, low, logs);
    Arrays.fill(weights, -1f / batch);
    for (int r = 0; r < rows; r++) {
      measures[LOSS] -= logs[r] / batch;
    }
    head.gradient(rows, low, weights, bonus, gradient);
  }

  private void regressed(int rows, int batch, double[] measures) {
    int size = head.size();
    head.mode(rows, ALL, decided);
    head.fit(decided, 0, decided, rows * size);
    for (int r = 0; r < rows; r++) {
      for (int d = 0; d < size; d++) {
        int place = r * size + d;
        float action = decided[place];
        float error = action - Math.max(low[place], Math.min(high[place], action));
        float slope = decision == Decision.SQUASHED ? 1 - action * action : 1;
        pass.outputGradient()[r * pass.outputStride() + d] = error * slope / batch;
        measures[LOSS] += 0.5 * error * error / batch;
        measures[SQUARES + d] += (double) error * error / batch;
      }
    }
  }
}
