package org.skerry.energy.game;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.OptimalPowerFlow;
import org.skerry.energy.scenario.Microgrid;

/// Makes who is at the buses of a network give way as an optimal power flow found necessary: the
/// microgrids at a bus together, in the order of [Merit], and last the network's own load or
/// generation there.
///
/// The flow sheds load of larger priority numbers earlier, across all buses; among equals that of
/// the smaller value of lost load. It knows one rank of each bus, that of the load which gives way
/// first there.
final class Relief {
  private static final int RANKS = 7; // of the optimal power flow
  private static final double SHOWN = 1e-6; // kW, what the flow is exact to

  private final OptimalPowerFlow flow;
  private final Merit[] merit;
  private final double[] own;

  /// @param bus of each microgrid
  Relief(Lanes lanes, OptimalPowerFlow flow, Network network, int[] bus) {
    this.flow = flow;
    merit = new Merit[network.buses().size()];
    own = new double[merit.length];
    for (int index = 0; index < merit.length; index++) {
      int place = index;
      int[] here = IntStream.range(0, bus.length).filter(m -> bus[m] == place).toArray();
      merit[index] = new Merit(lanes, Carrier.POWER, here);
    }
    rank();
  }

  private void rank() {
    List<Integer> order =
        IntStream.range(0, merit.length)
            .filter(index -> !merit[index].loads().isEmpty())
            .boxed()
            .sorted(Comparator.comparing(this::first, Load.GIVES_WAY))
            .toList();
    int rank = 0;
    for (int place = 1; place < order.size(); place++) {
      Load before = first(order.get(place - 1));
      boolean later = Load.GIVES_WAY.compare(before, first(order.get(place))) < 0;
      rank = Math.min(RANKS - 1, later ? rank + 1 : rank);
      flow.rank(order.get(place), rank);
    }
    for (int index = 0; index < merit.length; index++) {
      if (merit[index].loads().isEmpty()) {
        flow.rank(index, rank); // the network's own load is shed with the most important
      }
    }
  }

  private Load first(int index) {
    return merit[index].loads().getFirst();
  }

  /// The bus of each microgrid in the network.
  ///
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network
  static int[] buses(Lanes lanes, Network network) {
    return lanes.setting().scenario().microgrids().stream()
        .map(Microgrid::bus)
        .mapToInt(network::busIndex)
        .toArray();
  }

  /// Applies what the flow shed and curtailed to the set-points of a lane.
  void apply(int lane) {
    for (int bus = 0; bus < merit.length; bus++) {
      double shed = merit[bus].raise(lane, flow.shedKw(bus));
      double lowered = Math.max(0, merit[bus].lower(lane, flow.curtailedKw(bus)));
      own[bus] = Math.abs(shed - lowered) > SHOWN ? shed - lowered : 0;
    }
  }

  /// By how much the last relief raised what the network's own load and generation feed in at a
  /// bus, kW.
  double own(int bus) {
    return own[bus];
  }
}
