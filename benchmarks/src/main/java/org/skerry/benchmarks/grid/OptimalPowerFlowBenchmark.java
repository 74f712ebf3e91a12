package org.skerry.benchmarks.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Injection;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.grid.OptimalPowerFlow;

/// One optimal power flow, all loads new every time.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimalPowerFlowBenchmark {
  private final Case ieee33 =
      new Case(NetworkFolder.ieee33(), controllable("18", "22", "25", "33"));
  private final Case feeder1000 = new Case(Feeders.random(1000, 1000), every(1000, 8));
  private final Case reduced = new Case(reduced(), connections());

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

  private static List<Injection> controllable(String... buses) {
    var injections = new ArrayList<Injection>();
    for (var bus : buses) {
      injections.add(Injection.controllable(bus, 0, 500, -300, 300));
    }
    return injections;
  }

  private static List<Injection> every(int buses, int count) {
    var names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = Integer.toString((i + 1) * buses / count - 1);
    }
    return controllable(names);
  }

  private static Network reduced() {
    return new Network(
        "reduced",
        250,
        List.of(
            Bus.source("2", 12.66, 1),
            Bus.load("3", 12.66, -30, -20),
            Bus.load("6", 12.66, 50, 30),
            Bus.load("25", 12.66, 90, 20)),
        List.of(
            Line.ofOhms("2", "3", 0.493, 0.2511, 12.66, 250),
            Line.ofOhms("3", "6", 0.522, 0.3625, 12.66, 250),
            Line.ofOhms("3", "25", 0.7484, 0.5728, 12.66, 250)));
  }

  private static List<Injection> connections() {
    return List.of(
        Injection.traded("2", -200, 200, -100, 100),
        Injection.traded("3", -200, 200, -100, 100),
        Injection.traded("6", -200, 200, -100, 100),
        Injection.traded("25", -200, 200, -100, 100));
  }

  private static final class Case {
    private static final int LOADS = 64;
    private final OptimalPowerFlow flow;
    private final double[][] active = new double[LOADS][];
    private final double[][] reactive = new double[LOADS][];
    private int solves;

    Case(Network network, List<Injection> injections) {
      flow = new OptimalPowerFlow(network, injections);
      for (int i = 0; i < injections.size(); i++) {
        if (injections.get(i).traded()) {
          flow.price(i, 0.1, 0.05);
          flow.lossPrice(0.001);
        }
      }
      var random = new SplittableRandom(4);
      for (int i = 0; i < LOADS; i++) {
        active[i] =
            network.buses().stream().mapToDouble(b -> scale(random) * b.injectionKw()).toArray();
        reactive[i] =
            network.buses().stream().mapToDouble(b -> scale(random) * b.injectionKvar()).toArray();
      }
    }

    private static double scale(SplittableRandom random) {
      return 0.5 + random.nextDouble();
    }

    double solve() {
      solves = (solves + 1) % LOADS;
      flow.solve(active[solves], reactive[solves]);
      return flow.objective();
    }
  }
}
