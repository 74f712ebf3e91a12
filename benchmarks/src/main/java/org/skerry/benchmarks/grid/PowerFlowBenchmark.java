package org.skerry.benchmarks.grid;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One exact power flow, its loads new every time.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PowerFlowBenchmark {
  private final FlowCase ieee33 = FlowCase.ieee33();
  private final FlowCase feeder533 = FlowCase.feeder(533);
  private final FlowCase mesh118 = FlowCase.mesh(118, 186);
  private final FlowCase mesh300 = FlowCase.mesh(300, 411);

  /// `powerflow-33`: the 33-bus feeder.
  @Benchmark
  public double powerflow33() {
    return ieee33.solve();
  }

  /// `powerflow-533`: a feeder of 533 buses.
  @Benchmark
  public double powerflow533() {
    return feeder533.solve();
  }

  /// `newton-118`: a meshed network of 118 buses and 186 lines.
  @Benchmark
  public double newton118() {
    return mesh118.solve();
  }

  /// `newton-300`: a meshed network of 300 buses and 411 lines.
  @Benchmark
  public double newton300() {
    return mesh300.solve();
  }
}
