package org.skerry.benchmarks.grid;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.skerry.energy.grid.BackwardForwardSweep;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.grid.PowerFlow;

/// One exact power flow, its loads new every time.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PowerFlowBenchmark {
  private Case ieee33 = new Case(NetworkFolder.ieee33());
  private Case feeder533 = new Case(Feeders.random(533, 533));

  /// Prepares both feeders.
  @Setup
  public void prepare() {
    ieee33 = new Case(NetworkFolder.ieee33());
    feeder533 = new Case(Feeders.random(533, 533));
  }

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

  private static final class Case {
    private final PowerFlow.Prepared flow;
    private final double[] active;
    private final double[] reactive;
    private int solves;

    Case(Network network) {
      flow = new BackwardForwardSweep().prepare(network);
      active = new double[network.buses().size()];
      reactive = new double[active.length];
      flow.nominal(active, reactive);
    }

    double solve() {
      int bus = 1 + solves++ % (active.length - 1);
      active[bus] = -active[bus];
      flow.solve(active, reactive);
      return flow.lossKw();
    }
  }
}
