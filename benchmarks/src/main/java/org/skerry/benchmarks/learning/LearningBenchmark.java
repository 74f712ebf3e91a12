package org.skerry.benchmarks.learning;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
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

/// Times learning on networks 20-128-128-4 (actor) and 20-128-128-1 (critic). Nothing is played
/// while time is taken: observations and rewards are random numbers.
///
/// A step is one batch through actor and critic: loss, gradient, clip and Adam; sixteen are timed
/// together, with shuffling, the values before and the advantages. An iteration is 12 288 samples
/// of four agents, ten epochs in batches of 2048. On the threads of the common pool: give the
/// process one processor for one thread.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LearningBenchmark {
  private static final int STEPS = 16;

  /// Sixteen steps of PPO, each on the whole rollout of 96 samples.
  @State(Scope.Benchmark)
  public static class Batch96 extends Rollout {
    /// Four lanes of 24 steps.
    public Batch96() {
      super(ppo(96), 4, 1, 24);
    }
  }

  /// Sixteen steps of PPO, each on the whole rollout of 2048 samples.
  @State(Scope.Benchmark)
  public static class Batch2048 extends Rollout {
    /// 128 lanes of 16 steps.
    public Batch2048() {
      super(ppo(2048), 128, 1, 16);
    }
  }

  /// Ten epochs of MAPPO on 12 288 samples in batches of 2048.
  @State(Scope.Benchmark)
  public static class Iteration extends Rollout {
    /// 128 lanes of 24 steps with four agents.
    public Iteration() {
      super(
          new Mappo()
              .withBatch(2048)
              .withSharing(Sharing.ONE)
              .withCriticInput(CriticInput.LOCAL)
              .withObservations(Scaling.RAW),
          128,
          4,
          24);
    }
  }

  /// A learnt policy that decides for one agent.
  @State(Scope.Benchmark)
  public static class Decider {
    private final Role role = role(1);
    private final Policy policy =
        ppo(96).start(new Spec(List.of(role), 1, 1, 0, 1, true), role, 1).policy();
    private final float[] observation = new float[20];
    private final float[] action = new float[4];
    private final Noise noise = new Noise(1);
  }

  /// `ppo-step-96`.
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Progress ppoStep96(Batch96 rollout) {
    return rollout.learner.update();
  }

  /// `ppo-step-2048`.
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Progress ppoStep2048(Batch2048 rollout) {
    return rollout.learner.update();
  }

  /// `mappo-iteration`.
  @Benchmark
  public Progress mappoIteration(Iteration rollout) {
    return rollout.learner.update();
  }

  /// `inference-1`.
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @BenchmarkMode(Mode.AverageTime)
  public float[] inference1(Decider decider) {
    decider.policy.act(decider.role, 1, decider.observation, decider.action, decider.noise);
    return decider.action;
  }

  private static Ppo ppo(int batch) {
    return new Ppo().withEpochs(STEPS).withBatch(batch).withObservations(Scaling.RAW);
  }

  private static Role role(int agents) {
    return new Role("operator", agents, Space.Box.unbounded(20), Space.Box.symmetric(4));
  }

  /// A learner with one horizon recorded before each invocation.
  @State(Scope.Benchmark)
  public abstract static class Rollout {
    private final Spec spec;
    private final Role role;
    final Learner learner;
    private final Transition transition;
    private final float[] observations;
    private final float[] actions;
    private final Random random = new Random(1);

    Rollout(Algorithm algorithm, int lanes, int agents, int horizon) {
      role = role(agents);
      spec = new Spec(List.of(role), lanes, 1, 0, horizon, true);
      learner = algorithm.start(spec, role, 1);
      transition = new Transition(spec);
      observations = new float[spec.observations(role)];
      actions = new float[spec.actions(role)];
    }

    /// Records one horizon, outside the time that is taken.
    @Setup(Level.Invocation)
    public void record() {
      for (int step = 0; step < spec.horizon(); step++) {
        fill(observations);
        learner.act(new float[0], observations, new boolean[0], actions);
        fill(transition.reward(role));
        learner.learn(transition);
      }
      learner.finish(new float[0], observations);
    }

    private void fill(float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat() * 2 - 1;
      }
    }
  }
}
