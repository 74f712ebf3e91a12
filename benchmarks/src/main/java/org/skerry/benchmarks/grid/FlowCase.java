package org.skerry.benchmarks.grid;

import org.skerry.energy.grid.BackwardForwardSweep;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.grid.PowerFlow;

/// A radial feeder whose exact power flow is solved again and again, with one bus changed each
/// time.
public final class FlowCase {
  private final PowerFlow.Prepared flow;
  private final double[] active;
  private final double[] reactive;
  private int solves;

  private FlowCase(Network network) {
    flow = new BackwardForwardSweep().prepare(network);
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

  /// Turns the power of one bus round and solves.
  ///
  /// @return losses, kW
  public double solve() {
    var bus = 1 + solves++ % (active.length - 1);
    active[bus] = -active[bus];
    flow.solve(active, reactive);
    return flow.lossKw();
  }
}
