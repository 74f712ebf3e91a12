package org.skerry.learning.algorithm;

import org.skerry.learning.network.Categorical;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.network.VectorMath;
import org.skerry.learning.rollout.Rollout;

/// The actor's loss of PPO (Schulman, Wolski, Dhariwal, Radford, Klimov: Proximal Policy
/// Optimization Algorithms, 2017, Eq. (7)): `-mean min(ρ A, clip(ρ, 1 - ε, 1 + ε) A) - c mean H`,
/// with `ρ = π / π_old` and the advantage `A` shifted and scaled.
///
/// Its gradient is that of `-ρ A = -A ρ ∇log π`, and exactly zero where `A > 0` and `ρ > 1 + ε`, or
/// `A < 0` and `ρ < 1 - ε`.
public final class ClippedSurrogate implements Loss {
  static final int POLICY_LOSS = 0;
  static final int ENTROPY = 1;
  static final int DIVERGENCE = 2;
  static final int CLIPPED = 3;

  /// Numbers that it adds up.
  public static final int MEASURES = 4;

  /// The shift and the scale of advantages, which may change from batch to batch.
  public static final class Standard {
    private float mean;
    private float scale = 1;

    /// Leaves advantages as they are.
    public Standard() {}

    /// Takes the mean and deviation of these samples' advantages.
    ///
    /// @param epsilon added to the deviation
    public void of(float[] advantages, int[] order, int from, int count, double epsilon) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += advantages[order[i]];
      }
      double centre = sum / count;
      double squares = 0;
      for (int i = from; i < from + count; i++) {
        double away = advantages[order[i]] - centre;
        squares += away * away;
      }
      mean = (float) centre;
      scale = (float) (1 / (Math.sqrt(squares / count) + epsilon));
    }
  }

  private static final boolean[] ALL = new boolean[0];

  private final Rollout rollout;
  private final Standard standard;
  private final float clip;
  private final float entropy;
  private final Pass pass;
  private final Head head;
  private final float[] choices;
  private final boolean[] open;
  private final float[] logs;
  private final float[] ratios;
  private final float[] weights;
  private final float[] bonus;

  /// @param rollout what was done, and its advantages
  /// @param bounds of a box of actions
  /// @param clip ε, how far a ratio pays, above 0; infinite for no limit
  /// @param entropy c, weight of the entropy bonus, at least 0
  public ClippedSurrogate(
      Rollout rollout,
      Mlp actor,
      Gaussian.Bounds bounds,
      Standard standard,
      double clip,
      double entropy) {
    this.rollout = rollout;
    this.standard = standard;
    this.clip = (float) clip;
    this.entropy = (float) entropy;
    pass = new Pass(actor, Descent.CHUNK);
    head = rollout.openSize() > 0 ? new Categorical(pass) : new Gaussian(pass, bounds);
    int room = Descent.CHUNK + VectorMath.BLOCK;
    choices = new float[room * rollout.choiceSize()];
    open = rollout.openSize() > 0 ? new boolean[room * rollout.openSize()] : ALL;
    logs = new float[room];
    ratios = new float[room];
    weights = new float[room];
    bonus = new float[room];
  }

  @Override
  public Pass pass() {
    return pass;
  }

  @Override
  public void add(int[] order, int from, int rows, int batch, float[] gradient, double[] measures) {
    gather(order, from, rows);
    pass.forward(rows);
    head.logs(rows, open, choices, logs);
    double divergence = 0;
    for (int r = 0; r < rows; r++) {
      ratios[r] = logs[r] - rollout.logs()[order[from + r]];
      divergence -= ratios[r];
    }
    VectorMath.exp(ratios, rows);
    float share = 1f / batch;
    double gain = 0;
    double spread = 0;
    int held = 0;
    for (int r = 0; r < rows; r++) {
      float ratio = ratios[r];
      float advantage = (rollout.advantages()[order[from + r]] - standard.mean) * standard.scale;
      boolean clipped = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
      float within = Math.clamp(ratio, 1 - clip, 1 + clip);
      weights[r] = clipped ? 0 : -advantage * ratio * share;
      bonus[r] = entropy * share;
      gain += Math.min(ratio * advantage, within * advantage);
      spread += head.entropy(r);
      divergence += ratio - 1;
      held += clipped ? 1 : 0;
    }
    measures[POLICY_LOSS] -= gain / batch;
    measures[ENTROPY] += spread / batch;
    measures[DIVERGENCE] += divergence / batch;
    measures[CLIPPED] += (double) held / batch;
    head.gradient(rows, choices, weights, bonus, gradient);
    pass.backward(rows, gradient);
  }

  private void gather(int[] order, int from, int rows) {
    int size = rollout.actorSize();
    int choiceSize = rollout.choiceSize();
    int openSize = rollout.openSize();
    for (int r = 0; r < rows; r++) {
      int sample = order[from + r];
      System.arraycopy(
          rollout.actorInputs(), sample * size, pass.input(), r * pass.inputStride(), size);
      System.arraycopy(rollout.choices(), sample * choiceSize, choices, r * choiceSize, choiceSize);
      if (openSize > 0) {
        System.arraycopy(rollout.open(), sample * openSize, open, r * openSize, openSize);
      }
    }
  }
}
