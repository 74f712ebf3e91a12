package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Units;

/// The connection of each microgrid to the main grid for electric power.
final class Connections {
  private final Equipment[] kind;
  private final int[] unit;
  private final int lanes;

  /// @throws IllegalArgumentException if a microgrid has no such connection or several
  Connections(Lanes lanes) {
    this.lanes = lanes.count();
    kind = new Equipment[lanes.sites()];
    unit = new int[lanes.sites()];
    for (int microgrid = 0; microgrid < kind.length; microgrid++) {
      kind[microgrid] = find(lanes, microgrid);
      unit[microgrid] = kind[microgrid].unit(microgrid);
    }
  }

  private static Equipment find(Lanes lanes, int microgrid) {
    List<Equipment> found = new ArrayList<>();
    for (Equipment equipment : lanes.all(GridConnection.class)) {
      for (int unit = 0; unit < equipment.devices().size(); unit++) {
        if (equipment.units().port(Carrier.POWER) >= 0 && equipment.site(unit) == microgrid) {
          found.add(equipment);
        }
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "Microgrid '%s' of scenario '%s' has %d connections to the main grid, but microgrids that help each other through a network have one each. Join them to one, or leave the network out."
              .formatted(
                  lanes.setting().scenario().microgrids().get(microgrid).name(),
                  lanes.setting().scenario().name(),
                  found.size()));
    }
    throw new IllegalArgumentException(
        "Microgrid '%s' of scenario '%s' has no connection to the main grid, but microgrids that help each other through a network need one. Add a device of kind grid, with limits of 0 for an island."
            .formatted(
                lanes.setting().scenario().microgrids().get(microgrid).name(),
                lanes.setting().scenario().name()));
  }

  /// The description of a microgrid's connection.
  GridConnection of(int microgrid) {
    return (GridConnection) kind[microgrid].devices().get(unit[microgrid]);
  }

  double buy(int microgrid, int lane) {
    return units(microgrid).input(0)[row(microgrid, lane)];
  }

  /// What a kWh bought costs, carbon included.
  double buyingCost(int microgrid, int lane) {
    return of(microgrid).buyingCost(units(microgrid), row(microgrid, lane));
  }

  double sell(int microgrid, int lane) {
    return units(microgrid).input(1)[row(microgrid, lane)];
  }

  /// What a kWh lost between the microgrids costs.
  ///
  /// @param floor of the scenario, per kWh
  double lossPrice(int lane, double floor) {
    double sum = 0;
    for (int microgrid = 0; microgrid < kind.length; microgrid++) {
      sum += buy(microgrid, lane);
    }
    return LossPrice.of(sum / kind.length, floor);
  }

  /// The least trade of a control, 0 for power and 1 for reactive power.
  double low(int microgrid, int control, int lane) {
    return units(microgrid).low(control)[row(microgrid, lane)];
  }

  /// The greatest trade of a control.
  double high(int microgrid, int control, int lane) {
    return units(microgrid).high(control)[row(microgrid, lane)];
  }

  /// Trades the nearest to `wanted` that the limits allow, and returns it.
  double trade(int microgrid, int control, int lane, double wanted) {
    double low = low(microgrid, control, lane);
    double traded = Math.max(low, Math.min(high(microgrid, control, lane), wanted));
    units(microgrid).setpoint(control)[row(microgrid, lane)] = traded;
    return traded;
  }

  /// Makes the connections of a lane take what is open, `open` kW too much or, if negative, too
  /// little, the first as far as it can; returns what they leave.
  double take(int lane, double open) {
    double left = open;
    for (int microgrid = 0; microgrid < kind.length; microgrid++) {
      double before = traded(microgrid, 0, lane);
      left += trade(microgrid, 0, lane, before - left) - before;
    }
    return left;
  }

  /// What is traded now.
  double traded(int microgrid, int control, int lane) {
    return units(microgrid).setpoint(control)[row(microgrid, lane)];
  }

  private Units units(int microgrid) {
    return kind[microgrid].units();
  }

  private int row(int microgrid, int lane) {
    return unit[microgrid] * lanes + lane;
  }
}
