package org.skerry.energy.device;

import java.util.Arrays;
import java.util.List;

/// Stores of electric energy, one of [Battery] or [PumpedStorage]: set-point and power at port 0,
/// stored energy in state 0.
final class Stores implements Fleet {
  private final Store[] stores;

  Stores(List<Store> stores) {
    this.stores = stores.toArray(Store[]::new);
  }

  @Override
  public void idle(Units units) {
    Arrays.fill(units.setpoint(0), 0);
  }

  @Override
  public void deliverable(Step step, Units units) {
    double[] energy = units.state(0);
    double[] low = units.low(0);
    double[] high = units.high(0);
    boolean operating = step.limits() == Step.Limits.OPERATING;
    for (int unit = 0; unit < stores.length; unit++) {
      Store store = stores[unit];
      double lowest = operating ? store.least() : 0;
      double highest = operating ? store.maximumCharge() * store.capacity() : store.capacity();
      double perRoom = 1 / (store.chargeEfficiency() * step.hours());
      double perEnergy = store.dischargeEfficiency() / step.hours();
      double mostIn = -store.chargePower();
      double mostOut = store.dischargePower();
      int end = (unit + 1) * units.lanes();
      for (int row = unit * units.lanes(); row < end; row++) {
        low[row] = Math.min(0, Math.max(mostIn, (energy[row] - highest) * perRoom));
        high[row] = Math.max(0, Math.min(mostOut, (energy[row] - lowest) * perEnergy));
      }
    }
  }

  @Override
  public void step(Step step, Units units) {
    double[] setpoint = units.setpoint(0);
    double[] power = units.power(0);
    double[] energy = units.state(0);
    double[] cost = units.cost(0);
    double hours = step.hours();
    for (int unit = 0; unit < stores.length; unit++) {
      Store store = stores[unit];
      int begin = unit * units.lanes();
      int end = begin + units.lanes();
      for (int row = begin; row < end; row++) {
        double given = setpoint[row];
        power[row] = given;
        energy[row] = store.after(energy[row], given, hours);
        cost[row] = store.throughputCost(given, hours);
      }
      if (store.runningCost() > 0) {
        for (int row = begin; row < end; row++) {
          cost[row] += setpoint[row] == 0 ? 0 : store.runningCost() * hours;
        }
      }
    }
  }
}
