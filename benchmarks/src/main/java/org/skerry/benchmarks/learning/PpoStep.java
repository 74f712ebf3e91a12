package org.skerry.benchmarks.learning;

import java.util.Arrays;
import java.util.Random;
import org.skerry.learning.algorithm.ClippedSurrogate;
import org.skerry.learning.algorithm.ValueError;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

/// One update step of PPO: a batch of random samples through an actor 20-128-128-4 and a critic
/// 20-128-128-1, that is loss, gradient, clip of the norm and Adam of both.
public final class PpoStep {
  private final int[] order;
  private final Descent actor;
  private final Descent critic;

  /// @param batch samples, at least 1
  public PpoStep(int batch) {
    var random = new Random(1);
    var rollout = new Rollout(1, batch, 20, 20, 4, 0);
    fill(random, rollout.actorInputs());
    fill(random, rollout.criticInputs());
    fill(random, rollout.choices());
    fill(random, rollout.advantages());
    fill(random, rollout.returns());
    Arrays.fill(rollout.logs(), -5);
    order = new int[batch];
    for (int i = 0; i < batch; i++) {
      order[i] = i;
    }
    var policy = new Mlp(Activation.TANH, 4, 20, 128, 128, 4);
    policy.initialise(random, 0.01);
    var standard = new ClippedSurrogate.Standard();
    standard.of(rollout.advantages(), order, 0, batch, 1e-8);
    actor =
        new Descent(
            policy,
            new Adam(policy, 1e-5),
            () -> new ClippedSurrogate(rollout, policy, Gaussian.Bounds.CLIP, standard, 0.2, 0.01),
            ClippedSurrogate.MEASURES);
    var value = new Mlp(Activation.TANH, 0, 20, 128, 128, 1);
    value.initialise(random, 1);
    var old = new float[batch];
    var norm = new ValueNorm();
    critic =
        new Descent(
            value,
            new Adam(value, 1e-5),
            () -> new ValueError(rollout, value, old, norm, 0.2, 10),
            ValueError.MEASURES);
  }

  /// Takes the step.
  public void take() {
    actor.step(order, 0, order.length, 3e-4, 0.5);
    critic.step(order, 0, order.length, 3e-4, 0.5);
  }

  private static void fill(Random random, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
  }
}
