package org.skerry.benchmarks.learning;

import java.util.List;
import java.util.Random;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Policy;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.algorithm.CriticInput;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.learning.algorithm.Ppo;
import org.skerry.learning.algorithm.Scaling;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.learning.rollout.Noise;

/// A learner of networks 20-128-128-4 and 20-128-128-1 that records horizons of random numbers and
/// learns from them.
public final class LearningCase {
  private final Spec spec;
  private final Role role;
  private final Learner learner;
  private final Transition transition;
  private final float[] observations;
  private final float[] actions;
  private final Random random = new Random(1);

  private LearningCase(Algorithm algorithm, int lanes, int agents, int horizon) {
    role = role(agents);
    spec = new Spec(List.of(role), lanes, 1, 0, horizon, true);
    learner = algorithm.start(spec, role, 1);
    transition = new Transition(spec);
    observations = new float[spec.observations(role)];
    actions = new float[spec.actions(role)];
  }

  /// MAPPO that takes ten epochs per update over 12 288 samples of four agents, in batches of 2048.
  public static LearningCase mappo() {
    Mappo mappo =
        new Mappo()
            .withBatch(2048)
            .withSharing(Sharing.ONE)
            .withCriticInput(CriticInput.LOCAL)
            .withObservations(Scaling.RAW);
    return new LearningCase(mappo, 128, 4, 24);
  }

  /// One decision of a policy for one agent.
  public static Runnable decision() {
    Role one = role(1);
    Policy policy = new Ppo().start(new Spec(List.of(one), 1, 1, 0, 1, true), one, 1).policy();
    float[] observation = new float[20];
    float[] action = new float[4];
    boolean[] open = {};
    Noise noise = new Noise(1);
    return () -> policy.act(one, 1, observation, open, action, noise);
  }

  /// Records one horizon.
  void record() {
    for (int step = 0; step < spec.horizon(); step++) {
      fill(observations);
      learner.act(new float[0], observations, new boolean[0], actions);
      fill(transition.reward(role));
      learner.learn(transition);
    }
    learner.finish(new float[0], observations, new boolean[0]);
  }

  /// Learns from the horizon recorded.
  Progress update() {
    return learner.update();
  }

  /// Records one horizon and learns from it.
  public void iterate() {
    record();
    update();
  }

  private static Role role(int agents) {
    return new Role("operator", agents, Space.Box.unbounded(20), Space.Box.symmetric(4));
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
  }
}
