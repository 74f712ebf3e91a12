package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.grid.FlowStatus;
import org.skerry.energy.grid.Injection;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.OptimalPowerFlow;
import org.skerry.energy.scenario.Interconnection;

/// The upper layer of networked microgrids: an optimal power flow decides in every step what each
/// microgrid trades with the main grid, so that a surplus of one serves the deficit of another
/// where that is worth more and the network allows it. Eqs. (9) to (22) of BMAPPO (Multi-microgrid
/// energy optimization management based on multi-agent proximal policy optimization, IJACSA 15(10),
/// 2024).
///
/// Where the source is silent, ours: buying and selling have prices of their own, as the
/// connections' tariffs say, and what is bought costs its carbon too. Where selling earns more than
/// buying costs, the flow takes it to earn as much: a connection meters only what is left of the
/// two, and would else be paid for what circles at its bus. Only the sum of the lower layer's trade
/// and its correction enters cost and limits, so the lower layer's P_MG and Q_MG change nothing.
/// Losses cost [LossPrice]. If no feasible flow exists, load is shed, then generation curtailed,
/// each by the least, and the microgrids give way in the order of [Merit]; what that does to the
/// network is worked out anew by the exact power flow, and what it leaves beyond limits is counted.
/// A flow that stalled is never acted on: then each microgrid settles alone, which loads no line.
/// Heat is balanced in each microgrid.
public final class MutualAid implements NetworkSettlement {
  private final Lanes lanes;
  private final Network network;
  private final OptimalPowerFlow flow;
  private final Connections grids;
  private final OwnBalance own;
  private final Relief relief;
  private final Supplied supplied;
  private final Merit[] merit;
  private final boolean[] solved;
  private final int[] bus;
  private final double[] active;
  private final double[] reactive;
  private final double[] activeKw;
  private final double[] reactiveKvar;

  /// Prepares the network of one running game.
  ///
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid, or none is at the source
  public MutualAid(Lanes lanes, Interconnection.Reduced interconnection) {
    this.lanes = lanes;
    network = interconnection.network();
    grids = new Connections(lanes);
    own = new OwnBalance(lanes);
    bus = Relief.buses(lanes, network);
    List<Injection> trades = new ArrayList<>();
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      GridConnection grid = grids.of(microgrid);
      String name = lanes.setting().scenario().microgrids().get(microgrid).bus();
      double turn = grid.reactiveLimit();
      trades.add(Injection.traded(name, -grid.exportLimit(), grid.importLimit(), -turn, turn));
    }
    flow = new OptimalPowerFlow(network, trades);
    relief = new Relief(lanes, flow, network, bus);
    supplied = new Supplied(lanes, interconnection);
    merit = new Merit[bus.length];
    Arrays.setAll(merit, microgrid -> new Merit(lanes, Carrier.POWER, microgrid));
    solved = new boolean[lanes.count()];
    active = new double[bus.length * lanes.count()];
    reactive = new double[bus.length * lanes.count()];
    activeKw = new double[network.buses().size()];
    reactiveKvar = new double[network.buses().size()];
  }

  @Override
  public void settle() {
    lanes.balance(Carrier.POWER, GridConnection.class, active);
    own.reactiveBalance(reactive);
    boolean all = true;
    for (int lane = 0; lane < lanes.count(); lane++) {
      solved[lane] = settle(lane);
      all &= solved[lane];
    }
    if (!all) {
      supplied.look();
    }
    for (int lane = 0; lane < lanes.count(); lane++) {
      if (!solved[lane]) {
        supplied.supply(lane);
      }
    }
    own.settleHeat();
  }

  /// Settles a lane; returns whether the flow found is that of the set-points.
  private boolean settle(int lane) {
    int count = lanes.count();
    Arrays.fill(activeKw, 0);
    Arrays.fill(reactiveKvar, 0);
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      flow.range(
          microgrid,
          grids.low(microgrid, 0, lane),
          grids.high(microgrid, 0, lane),
          grids.low(microgrid, 1, lane),
          grids.high(microgrid, 1, lane));
      double buy = grids.buyingCost(microgrid, lane);
      flow.price(microgrid, buy, Math.min(buy, grids.sell(microgrid, lane)));
      activeKw[bus[microgrid]] += active[microgrid * count + lane];
      reactiveKvar[bus[microgrid]] += reactive[microgrid * count + lane];
    }
    double lossPrice = supplied.lossPrice(lane);
    flow.lossPrice(lossPrice);
    FlowStatus status = flow.solve(activeKw, reactiveKvar);
    if (status == FlowStatus.STALLED) {
      alone(lane);
      return false;
    }
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      // the flow keeps limits to about 1e-10 of its base power, the connection to the last bit
      grids.trade(microgrid, 0, lane, flow.injectionKw(microgrid));
      grids.trade(microgrid, 1, lane, flow.injectionKvar(microgrid));
    }
    if (status != FlowStatus.SOLVED) {
      relief.apply(lane);
      return false;
    }
    account().note(lane, flow.flow(), flow.flow().lossKw(), lossPrice, 0);
    return true;
  }

  /// Without an answer from the flow no microgrid feeds into the network: feasible, if not the
  /// cheapest.
  private void alone(int lane) {
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      double wanted = -active[microgrid * lanes.count() + lane];
      merit[microgrid].correct(lane, grids.trade(microgrid, 0, lane, wanted) - wanted);
      grids.trade(microgrid, 1, lane, -reactive[microgrid * lanes.count() + lane]);
    }
  }

  @Override
  public NetworkAccount account() {
    return supplied.account();
  }
}
