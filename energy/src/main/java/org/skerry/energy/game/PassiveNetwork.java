package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.FlowStatus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;
import org.skerry.energy.scenario.Interconnection;

/// Networked microgrids without an upper layer, ours: they settle with no regard to the network,
/// and an exact power flow tells what that does to it. Voltages and currents beyond their limits
/// are counted, not prevented. The microgrid at the source buys what the lines lose; as with an
/// upper layer, losses cost that once more, Eq. (22) of BMAPPO (Multi-microgrid energy optimization
/// management based on multi-agent proximal policy optimization, IJACSA 15(10), 2024).
public final class PassiveNetwork implements NetworkSettlement {
  private static final double TOLERANCE = 1e-9; // pu; the flow is exact to 1e-11

  private final Lanes lanes;
  private final Network network;
  private final Settlement settlement;
  private final PowerFlow.Prepared flow;
  private final Connections grids;
  private final OwnBalance own;
  private final int[] bus;
  private final int source;
  private final Merit atSource;
  private final double[] active;
  private final double[] reactive;
  private final double[] activeKw;
  private final double[] reactiveKvar;
  private final NetworkAccount account;

  /// Prepares the network of one running game.
  ///
  /// @param settlement of the same lanes
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid
  public PassiveNetwork(
      Lanes lanes, Interconnection.Reduced interconnection, Settlement settlement) {
    this.lanes = lanes;
    this.settlement = settlement;
    network = interconnection.network();
    flow = PowerFlow.exact().prepare(network);
    grids = new Connections(lanes);
    own = new OwnBalance(lanes);
    bus = Relief.buses(lanes, network);
    source = source(network, bus);
    atSource = new Merit(lanes, Carrier.POWER, source);
    active = new double[bus.length * lanes.count()];
    reactive = new double[bus.length * lanes.count()];
    activeKw = new double[network.buses().size()];
    reactiveKvar = new double[network.buses().size()];
    account = new NetworkAccount(lanes, network, flow);
  }

  private static int source(Network network, int[] bus) {
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      if (network.buses().get(bus[microgrid]).kind() == Bus.Kind.SOURCE) {
        return microgrid;
      }
    }
    throw new IllegalArgumentException(
        "No microgrid is at the source of network " + network.name() + ". Put one there.");
  }

  @Override
  public void settle() {
    settlement.settle();
    lanes.balance(Carrier.POWER, GridConnection.class, active);
    own.reactiveBalance(reactive);
    for (int lane = 0; lane < lanes.count(); lane++) {
      flow(lane);
    }
  }

  private void flow(int lane) {
    Arrays.fill(activeKw, 0);
    Arrays.fill(reactiveKvar, 0);
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      int row = microgrid * lanes.count() + lane;
      activeKw[bus[microgrid]] += active[row] + grids.traded(microgrid, 0, lane);
      reactiveKvar[bus[microgrid]] += reactive[row] + grids.traded(microgrid, 1, lane);
    }
    boolean flows = flow.solve(activeKw, reactiveKvar) == FlowStatus.SOLVED;
    double lossKw = flows ? flow.lossKw() : 0;
    double wanted = grids.traded(source, 0, lane) + lossKw;
    atSource.correct(lane, grids.trade(source, 0, lane, wanted) - wanted);
    int violations = flows ? beyond() : network.buses().size();
    account.note(lane, lossKw, grids.buy(source, lane), violations);
  }

  /// How many voltages and currents are beyond their limits.
  private int beyond() {
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

  @Override
  public NetworkAccount account() {
    return account;
  }
}
