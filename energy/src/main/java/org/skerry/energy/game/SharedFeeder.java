package org.skerry.energy.game;

import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.FlowStatus;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.OptimalPowerFlow;
import org.skerry.energy.scenario.Interconnection;

/// The upper layer on a whole feeder, ours: all microgrids draw from and feed into the feeder,
/// whose source is the main grid, so only who trades with whom is left to decide, as in [Netting].
/// The network's own loads follow a profile and are passive.
///
/// The optimal power flow confirms voltages and currents; where they are beyond their limits, load
/// is shed or generation curtailed by the least. Its losses are paid at the price of buying.
public final class SharedFeeder implements NetworkSettlement {
  private final Lanes lanes;
  private final Network network;
  private final OptimalPowerFlow flow;
  private final Connections grids;
  private final Netting netting;
  private final OwnBalance own;
  private final Relief relief;
  private final int[] bus;
  private final double[] share;
  private final double[] active;
  private final double[] reactive;
  private final double[] activeKw;
  private final double[] reactiveKvar;
  private final NetworkAccount account;

  /// Prepares the feeder of one running game.
  ///
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid
  public SharedFeeder(Lanes lanes, Interconnection.Full interconnection) {
    this.lanes = lanes;
    network = interconnection.network();
    grids = new Connections(lanes);
    netting = new Netting(lanes);
    own = new OwnBalance(lanes);
    flow = new OptimalPowerFlow(network, List.of());
    bus = Relief.buses(lanes, network);
    relief = new Relief(lanes, flow, bus);
    share =
        lanes
            .setting()
            .dataset()
            .resolve(interconnection.load(), lanes.setting().scenario().step());
    active = new double[bus.length * lanes.count()];
    reactive = new double[bus.length * lanes.count()];
    activeKw = new double[network.buses().size()];
    reactiveKvar = new double[network.buses().size()];
    account = new NetworkAccount(lanes, network, flow.flow());
  }

  @Override
  public void settle() {
    lanes.balance(Carrier.POWER, GridConnection.class, active);
    own.reactiveBalance(reactive);
    for (int lane = 0; lane < lanes.count(); lane++) {
      settle(lane);
    }
    own.settleHeat();
  }

  private void settle(int lane) {
    int count = lanes.count();
    double load = share[lanes.time(lane)];
    List<Bus> buses = network.buses();
    for (int index = 0; index < activeKw.length; index++) {
      activeKw[index] = -load * buses.get(index).loadKw();
      reactiveKvar[index] = -load * buses.get(index).loadKvar();
    }
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      activeKw[bus[microgrid]] += active[microgrid * count + lane];
      reactiveKvar[bus[microgrid]] += reactive[microgrid * count + lane];
    }
    relief.clear();
    FlowStatus status = flow.solve(activeKw, reactiveKvar);
    int violations = status == FlowStatus.SOLVED ? 0 : relief.apply(lane);
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      active[microgrid * count + lane] += relief.change(microgrid);
      grids.trade(microgrid, 1, lane, -reactive[microgrid * count + lane]);
    }
    netting.share(lane, active);
    account.note(lane, flow.flow().lossKw(), grids.buy(0, lane), violations);
  }

  @Override
  public NetworkAccount account() {
    return account;
  }
}
