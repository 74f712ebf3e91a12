package org.skerry.energy.game;

import java.util.Arrays;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.OptimalPowerFlow;
import org.skerry.energy.grid.Relaxation;
import org.skerry.energy.scenario.Microgrid;

/// Makes microgrids give way as an optimal power flow found necessary, in the order of [Merit].
final class Relief {
  private final OptimalPowerFlow flow;
  private final Merit[] merit;
  private final int[] bus;
  private final double[] change;

  Relief(Lanes lanes, OptimalPowerFlow flow, int[] bus) {
    this.flow = flow;
    this.bus = bus.clone();
    change = new double[bus.length];
    merit = new Merit[bus.length];
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      merit[microgrid] = new Merit(lanes, Carrier.POWER, microgrid);
    }
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

  /// Forgets the relief of the lane before.
  void clear() {
    Arrays.fill(change, 0);
  }

  /// Applies what the flow shed and curtailed; returns how many voltages and currents it left
  /// beyond their limits all the same.
  int apply(int lane) {
    for (int microgrid = 0; microgrid < bus.length; microgrid++) {
      double shed = flow.shedKw(bus[microgrid]);
      double curtailed = flow.curtailedKw(bus[microgrid]);
      merit[microgrid].raise(lane, shed);
      merit[microgrid].lower(lane, curtailed);
      change[microgrid] = shed - curtailed;
    }
    int broken = 0;
    for (Relaxation relaxation : flow.relaxations()) {
      boolean limit =
          relaxation.limit() != Relaxation.Limit.LOAD
              && relaxation.limit() != Relaxation.Limit.GENERATION;
      broken += limit ? 1 : 0;
    }
    return broken;
  }

  /// By how much the last relief raised what a microgrid feeds in, kW.
  double change(int microgrid) {
    return change[microgrid];
  }

  /// Makes a microgrid give way by what its connection cannot trade: `excess` kW too much bought
  /// (positive) or too little (negative).
  void beyond(int microgrid, int lane, double excess) {
    merit[microgrid].correct(lane, excess);
  }
}
