package org.skerry.energy.scenario;

import org.skerry.energy.device.Profile;
import org.skerry.energy.grid.Network;

/// How the microgrids of a scenario are joined.
public sealed interface Interconnection {

  /// No network: every microgrid stands alone behind its own meter.
  record None() implements Interconnection {}

  /// Only the buses of the microgrids remain, joined by a tree of lines without loads; each
  /// microgrid has its own connection to the main grid. The first bus of the tree holds its
  /// voltage.
  ///
  /// @param network the buses of the microgrids and the lines between them
  /// @param lossPriceFloor the least price of losses, per kWh
  record Reduced(Network network, double lossPriceFloor) implements Interconnection {
    /// @throws IllegalArgumentException if the floor is negative
    public Reduced {
      floor(lossPriceFloor);
    }
  }

  /// The whole network with its sources. What a microgrid trades with the main grid is metered at
  /// the microgrid and flows through the network, beside the network's own loads.
  ///
  /// @param network with the loads of its buses
  /// @param load what the loads of the buses are multiplied by in every step
  /// @param lossPriceFloor the least price of losses, per kWh
  /// @param lostLoadValue per kWh of the network's own load that cannot be served
  record Full(Network network, Profile load, double lossPriceFloor, double lostLoadValue)
      implements Interconnection {
    /// @throws IllegalArgumentException if the floor or the value is negative
    public Full {
      floor(lossPriceFloor);
      if (!(lostLoadValue >= 0) || Double.isInfinite(lostLoadValue)) {
        throw new IllegalArgumentException(
            "lostLoadValue is %s, but must be 0 per kWh or more. Write 10 for the usual value."
                .formatted(Numbers.text(lostLoadValue)));
      }
    }
  }

  /// Trade between neighbours, without loss and without a limit of lines: in a microgrid, then
  /// between microgrids, then with the outside, nearest first.
  record LocalTrade() implements Interconnection {}

  private static void floor(double lossPriceFloor) {
    if (!(lossPriceFloor >= 0) || Double.isInfinite(lossPriceFloor)) {
      throw new IllegalArgumentException(
          "lossPriceFloor is %s, but must be 0 per kWh or more. Write 0.001 for a tenth of a cent."
              .formatted(Numbers.text(lossPriceFloor)));
    }
  }
}
