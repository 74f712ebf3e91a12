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
/// The network's own loads follow a profile and are passive, as is its own generation.
///
/// The optimal power flow confirms voltages and currents; where they are beyond their limits, load
/// is shed or generation curtailed by the least: that of microgrids, and at the end the network's
/// own, which is paid for and counted. What that leaves in the network is worked out anew by the
/// exact power flow, as is the flow of a step where the optimal one stalled; what is then beyond
/// limits is counted. Losses cost [LossPrice].
public final class SharedFeeder implements NetworkSettlement {
  private final Lanes lanes;
  private final Network network;
  private final double lossPriceFloor;
  private final OptimalPowerFlow flow;
  private final ExactFlow exact;
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
  private final double[] ownRelief;
  private final FlowStatus[] status;
  private final NetworkAccount account;

  /// Prepares the feeder of one running game.
  ///
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid
  public SharedFeeder(Lanes lanes, Interconnection.Full interconnection) {
    this.lanes = lanes;
    network = interconnection.network();
    lossPriceFloor = interconnection.lossPriceFloor();
    grids = new Connections(lanes);
    netting = new Netting(lanes);
    own = new OwnBalance(lanes);
    flow = new OptimalPowerFlow(network, List.of());
    exact = new ExactFlow(network);
    bus = Relief.buses(lanes, network);
    relief = new Relief(lanes, flow, network, bus);
    share =
        lanes
            .setting()
            .dataset()
            .resolve(interconnection.load(), lanes.setting().scenario().step());
    int buses = network.buses().size();
    active = new double[bus.length * lanes.count()];
    reactive = new double[bus.length * lanes.count()];
    activeKw = new double[buses];
    reactiveKvar = new double[buses];
    ownRelief = new double[buses * lanes.count()];
    status = new FlowStatus[lanes.count()];
    account = new NetworkAccount(lanes, network, flow.flow(), interconnection.lostLoadValue());
  }

  @Override
  public void settle() {
    netting.settlePower();
    look();
    boolean all = true;
    for (int lane = 0; lane < lanes.count(); lane++) {
      solve(lane);
      all &= status[lane] == FlowStatus.SOLVED;
    }
    if (!all) { // who gave way trades less
      netting.settleOpen();
      look();
    }
    for (int lane = 0; lane < lanes.count(); lane++) {
      if (status[lane] != FlowStatus.SOLVED) {
        confirm(lane);
      }
    }
    own.settleHeat();
    own.settleReactive();
  }

  private void look() {
    lanes.balance(Carrier.POWER, GridConnection.class, active);
    own.reactiveBalance(reactive);
  }

  /// Asks the optimal power flow what has to give way in a lane, and makes it.
  private void solve(int lane) {
    for (int index = 0; index < network.buses().size(); index++) {
      ownRelief[index * lanes.count() + lane] = 0;
    }
    inject(lane);
    status[lane] = flow.solve(activeKw, reactiveKvar);
    if (status[lane] == FlowStatus.SOLVED) {
      account.note(lane, flow.flow(), flow.flow().lossKw(), lossPrice(lane), 0);
    } else if (status[lane] != FlowStatus.STALLED) {
      relief.apply(lane);
      netting.open(lane, active);
      for (int index = 0; index < network.buses().size(); index++) {
        ownRelief[index * lanes.count() + lane] = relief.own(index);
      }
    }
  }

  /// Works out the flow of the set-points of a lane.
  private void confirm(int lane) {
    inject(lane);
    exact.solve(activeKw, reactiveKvar);
    account.note(lane, exact.flow(), exact.lossKw(), lossPrice(lane), exact.beyond());
    double unserved = 0;
    double curtailed = 0;
    int buses = 0;
    for (int index = 0; index < activeKw.length; index++) {
      double raised = ownRelief[index * lanes.count() + lane];
      unserved += Math.max(0, raised);
      curtailed += Math.max(0, -raised);
      buses += raised == 0 ? 0 : 1;
    }
    account.gaveWay(lane, unserved, curtailed, buses);
  }

  private double lossPrice(int lane) {
    return grids.lossPrice(lane, lossPriceFloor);
  }

  /// What is fed in at the buses: by microgrids, and by the network's own load less what it gave
  /// way, of which the reactive power goes along in proportion.
  private void inject(int lane) {
    double load = share[lanes.time(lane)];
    List<Bus> buses = network.buses();
    for (int index = 0; index < activeKw.length; index++) {
      Bus here = buses.get(index);
      double whole = here.generationKw() - load * here.loadKw();
      double raised = ownRelief[index * lanes.count() + lane];
      double left = raised == 0 || whole == 0 ? 1 : 1 + raised / whole;
      activeKw[index] = whole + raised;
      reactiveKvar[index] = (here.generationKvar() - load * here.loadKvar()) * left;
    }
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      activeKw[bus[microgrid]] += active[microgrid * lanes.count() + lane];
      reactiveKvar[bus[microgrid]] += reactive[microgrid * lanes.count() + lane];
    }
  }

  @Override
  public NetworkAccount account() {
    return account;
  }
}
