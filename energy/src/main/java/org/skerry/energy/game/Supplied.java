package org.skerry.energy.game;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Network;
import org.skerry.energy.scenario.Interconnection;

/// Microgrids alone in a network, joined by lines without loads: the microgrid at the source
/// supplies what the others take from the lines and what the lines lose, as the exact power flow at
/// the set-points says. Where it cannot, it gives way in the order of [Merit]; what then is open
/// the connections of the others take, and then all give way. What even that leaves is a violation.
final class Supplied {
  private static final int ROUNDS = 20; // losses change a little with what gives way
  private static final double OPEN = 1e-6; // kW

  private final Lanes lanes;
  private final double lossPriceFloor;
  private final ExactFlow flow;
  private final Connections grids;
  private final OwnBalance own;
  private final int[] bus;
  private final int source;
  private final Merit atSource;
  private final Merit all;
  private final double[] active;
  private final double[] reactive;
  private final double[] activeKw;
  private final double[] reactiveKvar;
  private final NetworkAccount account;

  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid, or none is at the source
  Supplied(Lanes lanes, Interconnection.Reduced interconnection) {
    this.lanes = lanes;
    Network network = interconnection.network();
    lossPriceFloor = interconnection.lossPriceFloor();
    flow = new ExactFlow(network);
    grids = new Connections(lanes);
    own = new OwnBalance(lanes);
    bus = Relief.buses(lanes, network);
    int[] sources =
        IntStream.range(0, bus.length)
            .filter(m -> network.buses().get(bus[m]).kind() == Bus.Kind.SOURCE)
            .toArray();
    if (sources.length == 0) {
      throw new IllegalArgumentException(
          "No microgrid is at the source of network " + network.name() + ". Put one there.");
    }
    source = sources[0];
    atSource = new Merit(lanes, Carrier.POWER, sources);
    all = new Merit(lanes, Carrier.POWER, IntStream.range(0, bus.length).toArray());
    active = new double[bus.length * lanes.count()];
    reactive = new double[bus.length * lanes.count()];
    activeKw = new double[network.buses().size()];
    reactiveKvar = new double[network.buses().size()];
    account = new NetworkAccount(lanes, network, flow.flow(), 0);
  }

  NetworkAccount account() {
    return account;
  }

  /// What a kWh lost costs in the step to come.
  double lossPrice(int lane) {
    return grids.lossPrice(lane, lossPriceFloor);
  }

  /// Looks at all set-points, for [#supply].
  void look() {
    lanes.balance(Carrier.POWER, GridConnection.class, active);
    own.reactiveBalance(reactive);
  }

  /// Makes the source supply a lane, and notes the flow.
  void supply(int lane) {
    double open = solve(lane);
    for (int round = 0; round < ROUNDS && Math.abs(open) > OPEN; round++) {
      if (open < 0) {
        open += all.restore(lane, -open);
      }
      open = atSource.correct(lane, open);
      if (Math.abs(open) > Merit.NOTHING) {
        all.correct(lane, traded(lane, open));
      }
      look();
      open = solve(lane);
    }
    int violations = flow.beyond() + (Math.abs(open) > OPEN ? 1 : 0);
    account.note(lane, flow.flow(), flow.lossKw(), lossPrice(lane), violations);
  }

  /// Makes the connections of all take what is open at the source; returns what they leave.
  private double traded(int lane, double open) {
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      // reactive power that was sent through the lines for those who then gave way only loses
      grids.trade(microgrid, 1, lane, -reactive[microgrid * lanes.count() + lane]);
    }
    return grids.take(lane, open);
  }

  /// Works out the flow and what the source supplies within its connection; returns what it has too
  /// much, or, if negative, too little.
  private double solve(int lane) {
    Arrays.fill(activeKw, 0);
    Arrays.fill(reactiveKvar, 0);
    double fed = 0;
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      int row = microgrid * lanes.count() + lane;
      double power = active[row] + grids.traded(microgrid, 0, lane);
      fed += power;
      activeKw[bus[microgrid]] += power;
      reactiveKvar[bus[microgrid]] += reactive[row] + grids.traded(microgrid, 1, lane);
    }
    flow.solve(activeKw, reactiveKvar);
    double wanted = grids.traded(source, 0, lane) + flow.lossKw() - fed;
    return grids.trade(source, 0, lane, wanted) - wanted;
  }
}
