package org.skerry.energy.device;

import java.util.List;

/// Stores of electric energy, one of [Battery] or [PumpedStorage]: set-point and power at port 0,
/// stored energy in state 0.
final class Stores implements Fleet {
  private final Store[] stores;

  Stores(List<Store> stores) {
    this.stores = stores.toArray(Store[]::new);
  }

  /// A store as the simulation sees it.
  ///
  /// @param chargeCost per kWh taken from the bus
  /// @param dischargeCost per kWh given to the bus
  /// @param runningCost per hour in which the power is not zero
  record Store(
      double capacity,
      double chargePower,
      double dischargePower,
      double chargeEfficiency,
      double dischargeEfficiency,
      double minimumCharge,
      double maximumCharge,
      double chargeCost,
      double dischargeCost,
      double runningCost) {

    /// The least power, kW: what charging the power limit and the room left allow.
    double low(double energy, double highest, double hours) {
      return Math.min(0, Math.max(-chargePower, (energy - highest) / (chargeEfficiency * hours)));
    }

    /// The greatest power, kW: what discharging the power limit and the energy left allow.
    double high(double energy, double lowest, double hours) {
      return Math.max(0, Math.min(dischargePower, (energy - lowest) * dischargeEfficiency / hours));
    }

    /// The stored energy after a step at `power`, kWh.
    double after(double energy, double power, double hours) {
      double charge = Math.max(0, -power);
      double discharge = Math.max(0, power);
      return energy + (chargeEfficiency * charge - discharge / dischargeEfficiency) * hours;
    }

    /// What a step at `power` costs.
    double cost(double power, double hours) {
      double charge = Math.max(0, -power);
      double discharge = Math.max(0, power);
      double running = power == 0 ? 0 : runningCost;
      return (chargeCost * charge + dischargeCost * discharge + running) * hours;
    }
  }

  @Override
  public void idle(Units units) {
    java.util.Arrays.fill(units.setpoint(0), 0);
  }

  @Override
  public void deliverable(Step step, Units units) {
    double[] energy = units.state(0);
    double[] low = units.low(0);
    double[] high = units.high(0);
    double hours = step.hours();
    boolean operating = step.limits() == Step.Limits.OPERATING;
    for (int unit = 0; unit < stores.length; unit++) {
      Store store = stores[unit];
      double lowest = operating ? store.minimumCharge * store.capacity : 0;
      double highest = operating ? store.maximumCharge * store.capacity : store.capacity;
      int end = (unit + 1) * units.lanes();
      for (int row = unit * units.lanes(); row < end; row++) {
        low[row] = store.low(energy[row], highest, hours);
        high[row] = store.high(energy[row], lowest, hours);
      }
    }
  }

  @Override
  public void step(Step step, Units units) {
    double[] setpoint = units.setpoint(0);
    double[] energy = units.state(0);
    double[] power = units.power(0);
    double[] cost = units.cost(0);
    double hours = step.hours();
    for (int unit = 0; unit < stores.length; unit++) {
      Store store = stores[unit];
      int end = (unit + 1) * units.lanes();
      for (int row = unit * units.lanes(); row < end; row++) {
        double delivered = setpoint[row];
        power[row] = delivered;
        energy[row] = store.after(energy[row], delivered, hours);
        cost[row] = store.cost(delivered, hours);
      }
    }
  }
}
