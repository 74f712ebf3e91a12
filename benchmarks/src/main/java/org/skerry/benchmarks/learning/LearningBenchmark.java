package org.skerry.benchmarks.learning;

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
import org.skerry.learning.Progress;

/// Times learning; nothing is played while time is taken.
///
/// A step is one batch through actor and critic: loss, gradient, clip and Adam; sixteen are timed
/// together, with shuffling, the values before and the advantages. On the threads of the common
/// pool: give the process one processor for one thread.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LearningBenchmark {

  /// Four lanes of 24 steps.
  @State(Scope.Benchmark)
  public static class Batch96 {
    private final LearningCase learning = LearningCase.ppo(4, 24);

    /// Records one horizon.
    @Setup(Level.Invocation)
    public void record() {
      learning.record();
    }
  }

  /// 128 lanes of 16 steps.
  @State(Scope.Benchmark)
  public static class Batch2048 {
    private final LearningCase learning = LearningCase.ppo(128, 16);

    /// Records one horizon.
    @Setup(Level.Invocation)
    public void record() {
      learning.record();
    }
  }

  /// 128 lanes of 24 steps with four agents.
  @State(Scope.Benchmark)
  public static class Iteration {
    private final LearningCase learning = LearningCase.mappo();

    /// Records one horizon.
    @Setup(Level.Invocation)
    public void record() {
      learning.record();
    }
  }

  /// A policy and one observation.
  @State(Scope.Benchmark)
  public static class Decider {
    private final Runnable decision = LearningCase.decision();
  }

  /// `ppo-step-96`.
  @Benchmark
  @OperationsPerInvocation(LearningCase.STEPS)
  public Progress ppoStep96(Batch96 batch) {
    return batch.learning.update();
  }

  /// `ppo-step-2048`.
  @Benchmark
  @OperationsPerInvocation(LearningCase.STEPS)
  public Progress ppoStep2048(Batch2048 batch) {
    return batch.learning.update();
  }

  /// `mappo-iteration`.
  @Benchmark
  public Progress mappoIteration(Iteration iteration) {
    return iteration.learning.update();
  }

  /// `inference-1`.
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @BenchmarkMode(Mode.AverageTime)
  public void inference1(Decider decider) {
    decider.decision.run();
  }
}
