package org.skerry.benchmarks.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Injection;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.grid.OptimalPowerFlow;

/// An optimal power flow that is solved again and again, all loads new every time.
public final class OptimalFlowCase {
  private static final int LOADS = 64;
  private final OptimalPowerFlow flow;
  private final double[][] active = new double[LOADS][];
  private final double[][] reactive = new double[LOADS][];
  private int solves;

  private OptimalFlowCase(Network network, List<Injection> injections) {
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

  /// Solves with the next loads; returns the cost per hour.
  public double solve() {
    solves = (solves + 1) % LOADS;
    flow.solve(active[solves], reactive[solves]);
    return flow.objective();
  }

  /// The 33-bus feeder with four controllable buses.
  public static OptimalFlowCase ieee33() {
    return new OptimalFlowCase(NetworkFolder.ieee33(), controllable("18", "22", "25", "33"));
  }

  /// A seeded feeder of 1000 buses with eight controllable ones.
  public static OptimalFlowCase feeder1000() {
    return new OptimalFlowCase(Feeders.random(1000, 1000), every(1000, 8));
  }

  /// Four microgrids, each with its own connection to the main grid.
  public static OptimalFlowCase reduced() {
    return new OptimalFlowCase(reducedNetwork(), connections());
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

  private static Network reducedNetwork() {
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
}
