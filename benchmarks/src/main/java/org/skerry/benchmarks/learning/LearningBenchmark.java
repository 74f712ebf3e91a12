package org.skerry.benchmarks.learning;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.skerry.learning.Progress;

/// Times learning; nothing is played while time is taken.
///
/// A step is one batch through actor and critic: loss, gradient, clip and Adam. On the threads of
/// the common pool: give the process one processor for one thread.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LearningBenchmark {

  /// Actor and critic with 96 samples.
  @State(Scope.Benchmark)
  public static class Batch96 {
    private final PpoStep step = new PpoStep(96);
  }

  /// Actor and critic with 2048 samples.
  @State(Scope.Benchmark)
  public static class Batch2048 {
    private final PpoStep step = new PpoStep(2048);
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
  public void ppoStep96(Batch96 batch) {
    batch.step.take();
  }

  /// `ppo-step-2048`.
  @Benchmark
  public void ppoStep2048(Batch2048 batch) {
    batch.step.take();
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
