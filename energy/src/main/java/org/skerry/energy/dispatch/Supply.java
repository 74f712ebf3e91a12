package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.device.Turbine;

/// The cheapest way to serve a demand in one step: from sun and wind, generators and the main grid.
///
/// Generators run up to where their marginal cost meets the price of buying, of selling, or one in
/// between at which supply and demand meet without the main grid; sun and wind are curtailed where
/// the price is negative. Beyond the limits of the main grid generators give what they can, and the
/// rest is not served at the value of lost load. Limits of ramps are left to the guard. Where
/// generators have a minimum output the cost is that of the convex hull.
final class Supply {
  private static final int POINTS = 256;
  private static final int HALVINGS = 50;

  private final List<Turbine> turbines;
  private final double lostLoadValue;
  private final double most;
  private final double highestMarginal;
  private final double[] fuel = new double[POINTS + 1];

  /// @param turbines the generators
  /// @param lostLoadValue cost per kWh not served
  Supply(List<Turbine> turbines, double lostLoadValue) {
    this.turbines = List.copyOf(turbines);
    this.lostLoadValue = lostLoadValue;
    most = turbines.stream().mapToDouble(Turbine::maximum).sum();
    highestMarginal = turbines.stream().mapToDouble(Supply::highest).max().orElse(0);
    for (int point = 0; point <= POINTS; point++) {
      fuel[point] = fuelAt(most * point / POINTS);
    }
  }

  /// The price above which a turbine runs at its maximum.
  private static double highest(Turbine turbine) {
    double marginal = 2 * turbine.a() * turbine.maximum() + turbine.b();
    double average =
        turbine.a() * turbine.maximum() + turbine.b() + turbine.c() / turbine.maximum();
    return Math.max(marginal, average) * (1 + 1e-9) + 1e-9;
  }

  /// What serving `required` kW costs per hour; negative if selling earns more than that.
  ///
  /// @param required demand less what storage gives, kW; negative if storage gives more
  double cost(Conditions now, double required) {
    double produced = production(now, required);
    double open = required - produced;
    double bought = Math.max(0, Math.min(now.importLimit(), open));
    double sold = Math.max(0, Math.min(now.exportLimit(), -open));
    double unserved = Math.max(0, open - now.importLimit());
    return fuel(Math.max(0, produced - now.free()))
        + now.buy() * bought
        - now.sell() * sold
        + lostLoadValue * unserved;
  }

  /// What sun, wind and generators together give at best, kW.
  double production(Conditions now, double required) {
    double cheap = produced(now, now.sell());
    double dear = produced(now, now.buy());
    double target = required;
    if (required > dear) {
      target = Math.max(dear, required - now.importLimit());
    } else if (required < cheap) {
      target = Math.min(cheap, required + now.exportLimit());
    }
    return Math.max(0, Math.min(now.free() + most, target));
  }

  private double produced(Conditions now, double price) {
    return (price > 0 ? now.free() : 0) + output(price);
  }

  private double output(double price) {
    double sum = 0;
    for (int index = 0; index < turbines.size(); index++) {
      sum += turbines.get(index).worthwhile(price);
    }
    return sum;
  }

  /// The marginal cost at which the generators together give `output` kW.
  double marginal(double output) {
    double low = 0;
    double high = highestMarginal;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (output(middle) < output) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double fuelAt(double output) {
    double price = marginal(output);
    double given = 0;
    double cost = 0;
    for (Turbine turbine : turbines) {
      double power = turbine.worthwhile(price);
      given += power;
      cost += (turbine.a() * power + turbine.b()) * power + (power > 0 ? turbine.c() : 0);
    }
    return cost - price * (given - output);
  }

  private double fuel(double output) {
    if (output <= 0) {
      return 0;
    }
    double at = Math.min(1, output / most) * POINTS;
    int below = Math.min(POINTS - 1, (int) at);
    return fuel[below] + (at - below) * (fuel[below + 1] - fuel[below]);
  }
}
