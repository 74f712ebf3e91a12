package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// Several stores seen as one: energies and powers add up, efficiencies and costs are means
/// weighted by power. Exact for stores that are alike and equally full, which they stay since each
/// gives in proportion to what it can. Lane 0.
final class EquivalentStore {
  private final Lanes lanes;
  private final List<Pool.Place> places;
  private final double range;
  private final double chargePower;
  private final double dischargePower;
  private final double chargeEfficiency;
  private final double dischargeEfficiency;
  private final double chargeCost;
  private final double dischargeCost;
  private final double runningCost;

  /// What is needed of one store.
  ///
  /// @param minimum least stored energy in operation, kWh
  /// @param range the greatest less the least, kWh
  /// @param chargeCost per kWh taken from the bus
  /// @param dischargeCost per kWh given to the bus
  /// @param runningCost per hour at a power other than zero
  private record Store(
      double minimum,
      double range,
      double chargePower,
      double dischargePower,
      double chargeEfficiency,
      double dischargeEfficiency,
      double chargeCost,
      double dischargeCost,
      double runningCost) {
    static Store of(Device device) {
      return switch (device) {
        case Battery battery ->
            new Store(
                battery.minimumCharge() * battery.capacity(),
                (battery.maximumCharge() - battery.minimumCharge()) * battery.capacity(),
                battery.chargePower(),
                battery.dischargePower(),
                battery.chargeEfficiency(),
                battery.dischargeEfficiency(),
                battery.wear() * battery.chargeEfficiency(),
                battery.wear() / battery.dischargeEfficiency(),
                0);
        case PumpedStorage plant ->
            new Store(
                plant.minimumCharge() * plant.capacity(),
                (plant.maximumCharge() - plant.minimumCharge()) * plant.capacity(),
                plant.pumpPower(),
                plant.turbinePower(),
                plant.pumpEfficiency(),
                plant.turbineEfficiency(),
                plant.maintenance(),
                plant.maintenance(),
                plant.runningCost());
        default ->
            throw new IllegalArgumentException("Device '" + device.name() + "' is no store.");
      };
    }
  }

  EquivalentStore(Lanes lanes, List<Pool.Place> places) {
    this.lanes = lanes;
    this.places = List.copyOf(places);
    double energy = 0;
    double in = 0;
    double out = 0;
    double efficiencyIn = 0;
    double efficiencyOut = 0;
    double costIn = 0;
    double costOut = 0;
    double running = 0;
    for (Pool.Place place : places) {
      Store store = Store.of(place.device());
      energy += store.range;
      in += store.chargePower;
      out += store.dischargePower;
      efficiencyIn += store.chargePower * store.chargeEfficiency;
      efficiencyOut += store.dischargePower * store.dischargeEfficiency;
      costIn += store.chargePower * store.chargeCost;
      costOut += store.dischargePower * store.dischargeCost;
      running += store.runningCost;
    }
    range = energy;
    chargePower = in;
    dischargePower = out;
    chargeEfficiency = in > 0 ? efficiencyIn / in : 1;
    dischargeEfficiency = out > 0 ? efficiencyOut / out : 1;
    chargeCost = in > 0 ? costIn / in : 0;
    dischargeCost = out > 0 ? costOut / out : 0;
    runningCost = running;
  }

  /// The greatest stored energy less the least, kWh; 0 if nothing can be stored.
  double range() {
    return range;
  }

  /// What it can take from the bus, kW.
  double chargePower() {
    return chargePower;
  }

  /// What it can give to the bus, kW.
  double dischargePower() {
    return dischargePower;
  }

  /// Share of what is stored that reaches the bus.
  double dischargeEfficiency() {
    return dischargeEfficiency;
  }

  /// The stored energy above the least, held to [0, range], kWh.
  double stored() {
    double sum = 0;
    for (Pool.Place place : places) {
      Store store = Store.of(place.device());
      double energy = kind(place).units().state(0)[place.unit()] - store.minimum;
      sum += Math.max(0, Math.min(store.range, energy));
    }
    return sum;
  }

  /// The stored energy after a step at `power`, kWh.
  double after(double energy, double power, double hours) {
    return energy + hours * (power < 0 ? -power * chargeEfficiency : -power / dischargeEfficiency);
  }

  /// The power that changes the stored energy by `change` kWh in a step.
  double power(double change, double hours) {
    return change > 0
        ? -change / (chargeEfficiency * hours)
        : -change * dischargeEfficiency / hours;
  }

  /// What running at `power` costs per hour.
  double cost(double power) {
    double throughput = power < 0 ? -power * chargeCost : power * dischargeCost;
    return throughput + (power == 0 ? 0 : runningCost);
  }

  /// Asks all stores what they can deliver in the step to come; [#low] and [#high] then add it up.
  void prepare() {
    for (Pool.Place place : places) {
      kind(place).fleet().deliverable(lanes.step(), kind(place).units());
    }
  }

  /// The least power that can be delivered, kW, not above 0.
  double low() {
    double sum = 0;
    for (Pool.Place place : places) {
      sum += kind(place).units().low(0)[place.unit()];
    }
    return sum;
  }

  /// The greatest power that can be delivered, kW, not below 0.
  double high() {
    double sum = 0;
    for (Pool.Place place : places) {
      sum += kind(place).units().high(0)[place.unit()];
    }
    return sum;
  }

  /// Shares `power` out among the stores in proportion to what each can deliver.
  void set(double power) {
    double all = power < 0 ? low() : high();
    for (Pool.Place place : places) {
      Equipment kind = kind(place);
      double own = (power < 0 ? kind.units().low(0) : kind.units().high(0))[place.unit()];
      kind.units().setpoint(0)[place.unit()] = all == 0 ? 0 : power * own / all;
    }
  }

  private Equipment kind(Pool.Place place) {
    return lanes.equipment().get(place.kind());
  }
}
