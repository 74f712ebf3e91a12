package org.skerry.energy.game;

import java.util.List;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.FlowStatus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;

/// The flow that set-points give in a network, and what it leaves beyond limits.
final class ExactFlow {
  private static final double TOLERANCE = 1e-8; // pu; an optimal flow keeps limits to about 1e-9

  private final Network network;
  private final PowerFlow.Prepared flow;
  private boolean flows;

  ExactFlow(Network network) {
    this.network = network;
    flow = PowerFlow.exact().prepare(network);
  }

  /// Solves with what is fed in at the buses.
  ///
  /// @param activeKw `[buses]`, not read at the source
  /// @param reactiveKvar `[buses]`, not read at the source
  void solve(double[] activeKw, double[] reactiveKvar) {
    flows = flow.solve(activeKw, reactiveKvar) == FlowStatus.SOLVED;
  }

  PowerFlow.Prepared flow() {
    return flow;
  }

  /// Losses, kW; 0 where no flow was found.
  double lossKw() {
    return flows ? flow.lossKw() : 0;
  }

  /// How many voltages and currents are beyond their limits; every bus where no flow was found.
  int beyond() {
    if (!flows) {
      return network.buses().size();
    }
    int beyond = 0;
    List<Bus> buses = network.buses();
    for (int index = 0; index < buses.size(); index++) {
      double voltage = flow.voltagePu(index);
      boolean low = voltage < buses.get(index).minVoltagePu() - TOLERANCE;
      boolean high = voltage > buses.get(index).maxVoltagePu() + TOLERANCE;
      beyond += low || high ? 1 : 0;
    }
    List<Line> lines = network.lines();
    for (int index = 0; index < lines.size(); index++) {
      double rating = lines.get(index).ratingKva() / network.baseKva();
      beyond += flow.currentPu(index) > rating + TOLERANCE ? 1 : 0;
    }
    return beyond;
  }
}
