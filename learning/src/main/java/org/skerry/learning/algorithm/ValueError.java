package org.skerry.learning.algorithm;

import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

/// The critic's loss: `mean max(L(V - R), L(V_old + clip(V - V_old, ±ε) - R))`, the larger and so
/// the more cautious of both, with `L` half the square, or beyond `δ` the absolute error (Huber).
///
/// With normalised values `V`, `V_old` and `R` are all in the units of the critic. The return is
/// normalised by the statistics as they are when the batch comes.
public final class ValueError implements Loss {
  static final int VALUE_LOSS = 0;

  /// Numbers that it adds up.
  public static final int MEASURES = 1;

  private final Rollout rollout;
  private final float[] oldValues;
  private final ValueNorm norm;
  private final double clip;
  private final double huber;
  private final Pass pass;

  /// @param oldValues in units of the critic, shape `[samples]`
  /// @param norm of the returns; one that never was updated leaves them as they are
  /// @param clip ε, how far a value may move from the old one; infinite for no limit
  /// @param huber δ; infinite for the square throughout
  public ValueError(
      Rollout rollout, Mlp critic, float[] oldValues, ValueNorm norm, double clip, double huber) {
    this.rollout = rollout;
    this.oldValues = oldValues;
    this.norm = norm;
    this.clip = clip;
    this.huber = huber;
    pass = new Pass(critic, Descent.CHUNK);
  }

  @Override
  public Pass pass() {
    return pass;
  }

  @Override
  public void add(int[] order, int from, int rows, int batch, float[] gradient, double[] measures) {
    int size = rollout.criticSize();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          rollout.criticInputs(),
          order[from + r] * size,
          pass.input(),
          r * pass.inputStride(),
          size);
    }
    pass.forward(rows);
    double mean = norm.mean();
    double scale = 1 / Math.sqrt(norm.variance());
    double share = 1.0 / batch;
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      int sample = order[from + r];
      double target = (rollout.returns()[sample] - mean) * scale;
      double value = pass.output()[r * pass.outputStride()];
      double old = oldValues[sample];
      double within = old + Math.clamp(value - old, -clip, clip);
      double free = loss(value - target);
      double held = loss(within - target);
      double slope = Math.clamp(value - target, -huber, huber);
      pass.outputGradient()[r * pass.outputStride()] = held > free ? 0 : (float) (slope * share);
      sum += Math.max(free, held);
    }
    measures[VALUE_LOSS] += sum * share;
    pass.backward(rows, gradient);
  }

  private double loss(double error) {
    double size = Math.abs(error);
    return size <= huber ? 0.5 * error * error : huber * (size - 0.5 * huber);
  }
}
