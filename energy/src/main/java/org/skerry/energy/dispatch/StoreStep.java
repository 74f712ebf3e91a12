package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Store;

/// What one step costs a site with one store, by how its stored energy changes: the cheapest of
/// some sides, such as buying and selling, which cannot both be done at once. Load is lost only
/// where nothing is charged.
final class StoreStep implements StoreLevels.Cost {
  private static final double ROUNDING = 1e-9; // kW

  private final Store store;
  private final double hours;
  private final double demand;
  private final List<Side> sides = new ArrayList<>();

  /// One way to serve what the store leaves open: straight lines, the cheapest first.
  static final class Side {
    private final double from;
    private final double cost;
    private final double[] slope;
    private final double[] length;
    private final double lost;

    /// @param from the least that can be served, kW, negative for what is sold
    /// @param cost of that, per hour
    /// @param slope per kWh of each line, shape `[lines]`
    /// @param length of each line, kW, shape `[lines]`
    /// @param lost what of the length is load that is lost, kW
    Side(double from, double cost, double[] slope, double[] length, double lost) {
      this.from = from;
      this.cost = cost;
      this.slope = slope;
      this.length = length;
      this.lost = lost;
    }

    /// What serving so much costs per hour.
    double at(double required, boolean losing) {
      double at = from;
      double sum = cost;
      for (int line = 0; line < slope.length && at < required; line++) {
        sum += slope[line] * Math.min(length[line], required - at);
        at += length[line];
      }
      boolean served = required >= from - ROUNDING && required <= to(losing) + ROUNDING;
      return served ? sum : Double.POSITIVE_INFINITY;
    }

    private double to(boolean losing) {
      double to = from - (losing ? 0 : lost);
      for (double one : length) {
        to += one;
      }
      return to;
    }
  }

  /// @param hours length of the step
  /// @param demand kW
  StoreStep(Store store, double hours, double demand) {
    this.store = store;
    this.hours = hours;
    this.demand = demand;
  }

  /// Adds a way to serve.
  void add(Side side) {
    sides.add(side);
  }

  @Override
  public double at(double change) {
    double power = store.power(change, hours);
    double cheapest = Double.POSITIVE_INFINITY;
    for (int side = 0; side < sides.size(); side++) {
      cheapest = Math.min(cheapest, sides.get(side).at(demand - power, power >= 0));
    }
    return cheapest * hours + store.throughputCost(power, hours);
  }

  /// How many ways there are.
  int sides() {
    return sides.size();
  }

  /// The place of the side that serves a change of the stored energy at the least cost.
  int side(double change) {
    double power = store.power(change, hours);
    int best = 0;
    for (int side = 1; side < sides.size(); side++) {
      double own = sides.get(side).at(demand - power, power >= 0);
      best = own < sides.get(best).at(demand - power, power >= 0) ? side : best;
    }
    return best;
  }

  /// The changes of energy at which the cost bends or ends, kWh.
  double[] bends() {
    List<Double> bends = new ArrayList<>();
    bends.add(store.after(0, -store.chargePower(), hours));
    bends.add(store.after(0, store.dischargePower(), hours));
    for (Side side : sides) {
      double at = side.from;
      bends.add(store.after(0, demand - at, hours));
      for (double length : side.length) {
        at += length;
        bends.add(store.after(0, demand - at, hours));
      }
    }
    return bends.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
