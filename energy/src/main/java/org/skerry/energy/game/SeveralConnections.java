package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Units;

/// A site with several connections for a carrier, such as one that buys and one with a feed-in
/// tariff: what they trade together is bought where it is cheapest, carbon included, or sold where
/// it earns most. A charge for the peak does not change the order.
final class SeveralConnections {
  private final Equipment[] kinds;
  private final int[] units;
  private final boolean[] used;
  private final int lanes;
  private final int control;

  private SeveralConnections(Equipment[] kinds, int[] units, int lanes, int control) {
    this.kinds = kinds;
    this.units = units;
    this.lanes = lanes;
    this.control = control;
    used = new boolean[units.length];
  }

  /// Those sites that have several.
  static List<SeveralConnections> of(Lanes lanes, Carrier carrier) {
    List<SeveralConnections> all = new ArrayList<>();
    for (int site = 0; site < lanes.sites(); site++) {
      List<Equipment> kinds = new ArrayList<>();
      List<Integer> units = new ArrayList<>();
      int control = 0;
      for (Equipment kind : lanes.all(GridConnection.class)) {
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          if (kind.site(unit) == site && kind.units().port(carrier) >= 0) {
            kinds.add(kind);
            units.add(unit);
            control = kind.units().port(carrier);
          }
        }
      }
      if (units.size() > 1) {
        all.add(
            new SeveralConnections(
                kinds.toArray(Equipment[]::new),
                units.stream().mapToInt(Integer::intValue).toArray(),
                lanes.count(),
                control));
      }
    }
    return all;
  }

  /// Shares out anew, in every lane, what the connections were set to trade together.
  void share() {
    for (int lane = 0; lane < lanes; lane++) {
      double left = 0;
      for (int index = 0; index < units.length; index++) {
        used[index] = false;
        left += units(index).setpoint(control)[row(index, lane)];
      }
      for (int turn = 0; turn < units.length; turn++) {
        int best = best(lane, left > 0);
        int row = row(best, lane);
        Units grid = units(best);
        double power = Math.max(grid.low(control)[row], Math.min(grid.high(control)[row], left));
        grid.setpoint(control)[row] = power;
        used[best] = true;
        left -= power;
      }
    }
  }

  private int best(int lane, boolean buying) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int index = 0; index < units.length; index++) {
      int row = row(index, lane);
      double price =
          buying ? grid(index).buyingCost(units(index), row) : -units(index).input(1)[row];
      if (!used[index] && (best < 0 || price < least)) {
        best = index;
        least = price;
      }
    }
    return best;
  }

  private GridConnection grid(int index) {
    return (GridConnection) kinds[index].devices().get(units[index]);
  }

  private Units units(int index) {
    return kinds[index].units();
  }

  private int row(int index, int lane) {
    return units[index] * lanes + lane;
  }
}
