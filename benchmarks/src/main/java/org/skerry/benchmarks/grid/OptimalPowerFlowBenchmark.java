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

/// One optimal power flow, all loads new every time.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimalPowerFlowBenchmark {
  private final OptimalFlowCase ieee33 = OptimalFlowCase.ieee33();
  private final OptimalFlowCase feeder1000 = OptimalFlowCase.feeder1000();
  private final OptimalFlowCase reduced = OptimalFlowCase.reduced();

  /// `opf-33-4`: the 33-bus feeder with four controllable buses.
  @Benchmark
  public double opf33() {
    return ieee33.solve();
  }

  /// `opf-1000-8`: a feeder of 1000 buses with eight controllable ones.
  @Benchmark
  public double opf1000() {
    return feeder1000.solve();
  }

  /// `opf-reduced-4`: four microgrids, each with its own connection to the main grid.
  @Benchmark
  public double opfReduced() {
    return reduced.solve();
  }
}
