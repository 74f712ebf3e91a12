package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// A store of electric energy as the simulation and every plan see it: a [Battery], a
/// [PumpedStorage], or several of them seen as one.
///
/// @param capacity kWh
/// @param chargePower kW, the greatest power taken from the bus
/// @param dischargePower kW, the greatest power given to the bus
/// @param chargeEfficiency in (0, 1]
/// @param dischargeEfficiency in (0, 1]
/// @param minimumCharge least stored energy in operation, share of the capacity
/// @param maximumCharge greatest stored energy in operation, share of the capacity
/// @param chargeCost per kWh taken from the bus
/// @param dischargeCost per kWh given to the bus
/// @param runningCost per hour in which the power is not zero
public record Store(
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

  /// The store that a device is.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Store of(Device device) {
    return switch (device) {
      case Battery battery -> battery.store();
      case PumpedStorage plant -> plant.store();
      default -> throw new IllegalArgumentException("Device '" + device.name() + "' is no store.");
    };
  }

  /// Several stores seen as one, empty at the least that each holds in operation: energies and
  /// powers add up, efficiencies and costs are means weighted by power. Exact for stores that are
  /// alike and equally full, which they stay if each gives in proportion to what it can. Of none it
  /// is one that can do nothing.
  ///
  /// @throws IllegalArgumentException if a device is no store
  public static Store together(List<? extends Device> devices) {
    double energy = 0;
    double in = 0;
    double out = 0;
    double efficiencyIn = 0;
    double efficiencyOut = 0;
    double costIn = 0;
    double costOut = 0;
    double running = 0;
    for (Device device : devices) {
      Store store = of(device);
      energy += store.range();
      in += store.chargePower;
      out += store.dischargePower;
      efficiencyIn += store.chargePower * store.chargeEfficiency;
      efficiencyOut += store.dischargePower * store.dischargeEfficiency;
      costIn += store.chargePower * store.chargeCost;
      costOut += store.dischargePower * store.dischargeCost;
      running += store.runningCost;
    }
    return new Store(
        energy,
        in,
        out,
        in > 0 ? efficiencyIn / in : 1,
        out > 0 ? efficiencyOut / out : 1,
        0,
        1,
        in > 0 ? costIn / in : 0,
        out > 0 ? costOut / out : 0,
        running);
  }

  /// The least stored energy in operation, kWh.
  public double least() {
    return minimumCharge * capacity;
  }

  /// The greatest stored energy in operation less the least, kWh; 0 if nothing can be stored.
  public double range() {
    return (maximumCharge - minimumCharge) * capacity;
  }

  /// The stored energy after a step at `power`, kWh.
  ///
  /// @param energy stored before, kWh
  /// @param power given to the bus, kW
  /// @param hours length of the step
  public double after(double energy, double power, double hours) {
    double in = Part.negative(power) * (chargeEfficiency * hours);
    double out = Part.positive(power) * (hours / dischargeEfficiency);
    return energy + in - out;
  }

  /// The power that changes the stored energy by `change` kWh in a step of `hours`, kW.
  public double power(double change, double hours) {
    return change > 0
        ? -change / (chargeEfficiency * hours)
        : -change * dischargeEfficiency / hours;
  }

  /// What running at `power` kW costs per hour.
  public double cost(double power) {
    return throughputCost(power, 1) + (power == 0 ? 0 : runningCost);
  }

  /// What a step at `power` costs, apart from the cost of running.
  double throughputCost(double power, double hours) {
    return (chargeCost * Part.negative(power) + dischargeCost * Part.positive(power)) * hours;
  }

  /// Charging and discharging are variables of their own. Doing both at once only wastes energy,
  /// which pays where energy has a negative value.
  Flows constrain(Program program, Horizon horizon, String name) {
    double hours = horizon.hours();
    List<Expression> power = new ArrayList<>();
    List<Flows.Either> either = new ArrayList<>();
    Expression before = Expression.constant(horizon.state(0));
    for (int step = 0; step < horizon.steps(); step++) {
      Variable charge = program.variable(name, 0, chargePower);
      Variable discharge = program.variable(name, 0, dischargePower);
      Variable energy = program.variable(name, minimumCharge * capacity, maximumCharge * capacity);
      program.equal(
          energy
              .minus(before)
              .plus(charge, -chargeEfficiency * hours)
              .plus(discharge, hours / dischargeEfficiency),
          0);
      program.addCost(charge.times(chargeCost * hours).plus(discharge, dischargeCost * hours));
      if (runningCost > 0) {
        switching(program, horizon, name, charge, discharge);
      } else if (chargeEfficiency * dischargeEfficiency < 1) { // else both at once change nothing
        either.add(new Flows.Either(charge, discharge));
      }
      power.add(discharge.minus(charge));
      before = energy;
    }
    return Flows.of(List.of(power), before, either);
  }

  private void switching(
      Program program, Horizon horizon, String name, Variable charge, Variable discharge) {
    Variable pumping = horizon.choice(program, name);
    Variable generating = horizon.choice(program, name);
    program.atMost(charge.plus(pumping, -chargePower), 0);
    program.atMost(discharge.plus(generating, -dischargePower), 0);
    program.atMost(pumping.plus(generating), 1);
    program.addCost(pumping.plus(generating).times(runningCost * horizon.hours()));
  }
}
