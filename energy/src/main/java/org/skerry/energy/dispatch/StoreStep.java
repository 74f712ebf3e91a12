package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Store;

/// What one step costs a site with one store, by how its stored energy changes: the cheapest of
/// some sides, such as buying and selling, which cannot both be done at once. Load is lost only
/// where nothing is charged.
final class StoreStep {
  private static final double ROUNDING = 1e-9; // kW

  private final Store store;
  private final double hours;
  private final double demand;
  private final List<Way> ways = new ArrayList<>();

  /// One way to serve what the store leaves open: straight lines, the cheapest first.
  static final class Way {
    private final StoreSite.Side side;
    private final double from;
    private final double cost;
    private final double[] slope;
    private final double[] length;
    private final double lost;

    /// @param side what it may do with the main grid
    /// @param from the least that can be served, kW, negative for what is sold
    /// @param cost of that, per hour
    /// @param slope per kWh of each line, shape `[lines]`
    /// @param length of each line, kW, shape `[lines]`
    /// @param lost what of the length is load that is lost, kW
    Way(
        StoreSite.Side side,
        double from,
        double cost,
        double[] slope,
        double[] length,
        double lost) {
      this.side = side;
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
  void add(Way way) {
    ways.add(way);
  }

  /// The cost of changing the stored energy by so many kWh; infinite where that cannot be done.
  double at(double change) {
    double power = store.power(change, hours);
    double cheapest = Double.POSITIVE_INFINITY;
    for (int way = 0; way < ways.size(); way++) {
      cheapest = Math.min(cheapest, ways.get(way).at(demand - power, power >= 0));
    }
    return cheapest * hours + store.cost(power) * hours;
  }

  /// What the cheapest way does with the main grid.
  StoreSite.Side side(double change) {
    double power = store.power(change, hours);
    Way best = ways.getFirst();
    for (int way = 1; way < ways.size(); way++) {
      double own = ways.get(way).at(demand - power, power >= 0);
      best = own < best.at(demand - power, power >= 0) ? ways.get(way) : best;
    }
    return best.side;
  }

  /// The greatest change of energy, kWh.
  double most() {
    return store.after(0, -store.chargePower(), hours);
  }

  /// The least change of energy, kWh, below 0 where it can discharge.
  double least() {
    return store.after(0, store.dischargePower(), hours);
  }

  /// The changes of energy at which the cost bends or ends, kWh.
  double[] bends() {
    double[] bends = new double[2 + ways.stream().mapToInt(way -> 1 + way.slope.length).sum()];
    bends[0] = most();
    bends[1] = least();
    int next = 2;
    for (Way way : ways) {
      double at = way.from;
      bends[next++] = store.after(0, demand - at, hours);
      for (double length : way.length) {
        at += length;
        bends[next++] = store.after(0, demand - at, hours);
      }
    }
    return bends;
  }

  /// The cost as the least of convex functions of what the store gives up, kWh: of each way, one
  /// where it charges and one where it discharges.
  List<Lines> convex() {
    double[] bends = bends();
    double[] changes = Arrays.copyOf(bends, bends.length + 1); // and 0
    Arrays.sort(changes);
    List<Lines> parts = new ArrayList<>();
    for (Way way : ways) {
      Lines charging = new Lines();
      Lines discharging = new Lines();
      for (int index = changes.length - 1; index >= 0; index--) {
        double change = changes[index];
        if (change >= 0 && change <= most()) {
          add(charging, way, change, false);
        }
        if (change <= 0 && change >= least()) {
          add(discharging, way, change, true);
        }
      }
      parts.add(charging);
      parts.add(discharging);
    }
    parts.removeIf(part -> part.count() < 2);
    return parts;
  }

  private void add(Lines part, Way way, double change, boolean losing) {
    double power = store.power(change, hours);
    double cost = way.at(demand - power, losing);
    if (cost < Double.POSITIVE_INFINITY) {
      part.add(-change, cost * hours + store.cost(power) * hours);
    }
  }
}
