package org.skerry.benchmarks.grid;

import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.grid.PowerFlow;

/// A network whose exact power flow is solved again and again, with one bus changed each time.
public final class FlowCase {
  private final PowerFlow.Prepared flow;
  private final double[] active;
  private final double[] reactive;
  private int solves;

  private FlowCase(Network network) {
    flow = PowerFlow.exact().prepare(network);
    active = new double[network.buses().size()];
    reactive = new double[active.length];
    flow.nominal(active, reactive);
  }

  /// The 33-bus feeder.
  public static FlowCase ieee33() {
    return new FlowCase(NetworkFolder.ieee33());
  }

  /// A generated feeder.
  ///
  /// @param buses how many it has
  public static FlowCase feeder(int buses) {
    return new FlowCase(Feeders.random(buses, buses));
  }

  /// A generated meshed network, solved by Newton's method.
  ///
  /// @param buses how many it has
  /// @param lines how many it has, more than buses
  public static FlowCase mesh(int buses, int lines) {
    return new FlowCase(Feeders.mesh(buses, lines, buses));
  }

  /// Halves the power of one bus, or restores it when its turn comes again, and solves.
  ///
  /// @return losses, kW
  public double solve() {
    boolean halves = solves / (active.length - 1) % 2 == 0;
    int bus = 1 + solves++ % (active.length - 1);
    active[bus] *= halves ? 0.5 : 2;
    flow.solve(active, reactive);
    return flow.lossKw();
  }
}
