package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

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

    /// The stored energy after a step at `power`, kWh.
    double after(double energy, double power, double hours) {
      double in = Part.negative(power) * (chargeEfficiency * hours);
      double out = Part.positive(power) * (hours / dischargeEfficiency);
      return energy + in - out;
    }

    /// What a step at `power` costs, apart from the cost of running.
    double throughputCost(double power, double hours) {
      return (chargeCost * Part.negative(power) + dischargeCost * Part.positive(power)) * hours;
    }

    /// Charging and discharging are variables of their own. Doing both at once only wastes energy,
    /// so an optimum does it only where energy has no value or a negative one; there the program is
    /// a lower bound, unless integer variables forbid it.
    Flows constrain(Program program, Horizon horizon, String name) {
      double hours = horizon.hours();
      List<Expression> power = new ArrayList<>();
      Expression before = Expression.constant(horizon.state(0));
      for (int step = 0; step < horizon.steps(); step++) {
        Variable charge = program.variable(name, 0, chargePower);
        Variable discharge = program.variable(name, 0, dischargePower);
        Variable energy =
            program.variable(name, minimumCharge * capacity, maximumCharge * capacity);
        program.equal(
            energy
                .minus(before)
                .plus(charge, -chargeEfficiency * hours)
                .plus(discharge, hours / dischargeEfficiency),
            0);
        program.addCost(charge.times(chargeCost * hours).plus(discharge, dischargeCost * hours));
        if (horizon.integral()) {
          switching(program, horizon, name, charge, discharge);
        }
        power.add(discharge.minus(charge));
        before = energy;
      }
      return new Flows(List.of(power), before);
    }

    private void switching(
        Program program, Horizon horizon, String name, Variable charge, Variable discharge) {
      Variable pumping = program.binary(name);
      Variable generating = program.binary(name);
      program.atMost(charge.plus(pumping, -chargePower), 0);
      program.atMost(discharge.plus(generating, -dischargePower), 0);
      program.atMost(pumping.plus(generating), 1);
      program.addCost(pumping.plus(generating).times(runningCost * horizon.hours()));
    }
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
      double lowest = operating ? store.minimumCharge * store.capacity : 0;
      double highest = operating ? store.maximumCharge * store.capacity : store.capacity;
      double perRoom = 1 / (store.chargeEfficiency * step.hours());
      double perEnergy = store.dischargeEfficiency / step.hours();
      double mostIn = -store.chargePower;
      double mostOut = store.dischargePower;
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
      if (store.runningCost > 0) {
        for (int row = begin; row < end; row++) {
          cost[row] += setpoint[row] == 0 ? 0 : store.runningCost * hours;
        }
      }
    }
  }
}
