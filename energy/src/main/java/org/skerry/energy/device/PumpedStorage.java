package org.skerry.energy.device;

import java.util.List;
import org.skerry.optimization.Program;

/// A pumped-storage plant: water pumped up and let down through a turbine, with a cost for every
/// hour in which it runs and for every kWh it moves.
///
/// Cost per hour: k·1[P ≠ 0] + m·|P|, after the running and maintenance cost that Fang, Hong, He,
/// Zhang and Tan describe (Energies 17(16), 3990, 2024); the form is ours, since the formula is not
/// in the text at hand.
///
/// @param name unique within the site
/// @param capacity kWh of the upper reservoir, as potential energy
/// @param pumpPower kW, the greatest power taken from the bus
/// @param turbinePower kW, the greatest power given to the bus
/// @param pumpEfficiency in (0, 1]
/// @param turbineEfficiency in (0, 1]
/// @param minimumCharge least level in operation, share of the capacity
/// @param maximumCharge greatest level in operation, share of the capacity
/// @param initialCharge level when the game begins, share of the capacity
/// @param runningCost per hour in which it pumps or generates
/// @param maintenance per kWh at the bus
public record PumpedStorage(
    String name,
    double capacity,
    double pumpPower,
    double turbinePower,
    double pumpEfficiency,
    double turbineEfficiency,
    double minimumCharge,
    double maximumCharge,
    double initialCharge,
    double runningCost,
    double maintenance)
    implements Device {

  /// @throws IllegalArgumentException if a number is out of its range
  public PumpedStorage {
    Checks.positive("capacity", capacity, "kWh");
    Checks.notNegative("pumpPower", pumpPower, "kW");
    Checks.notNegative("turbinePower", turbinePower, "kW");
    Checks.efficiency("pumpEfficiency", pumpEfficiency);
    Checks.efficiency("turbineEfficiency", turbineEfficiency);
    Checks.stateOfCharge(minimumCharge, maximumCharge, initialCharge);
    Checks.notNegative("runningCost", runningCost, "per hour");
    Checks.notNegative("maintenance", maintenance, "per kWh");
  }

  @Override
  public String kind() {
    return "pumpedStorage";
  }

  @Override
  public List<Carrier> ports() {
    return List.of(Carrier.POWER);
  }

  @Override
  public List<String> controls() {
    return List.of("power");
  }

  @Override
  public List<State> states() {
    return List.of(
        new State(
            "storedEnergy",
            "kWh",
            initialCharge * capacity,
            minimumCharge * capacity,
            maximumCharge * capacity));
  }

  @Override
  public List<String> costTerms() {
    return List.of("storage");
  }

  @Override
  public Flows constrain(Program program, Horizon horizon) {
    return store().constrain(program, horizon, name);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Stores(units.stream().map(unit -> ((PumpedStorage) unit).store()).toList());
  }

  Store store() {
    return new Store(
        capacity,
        pumpPower,
        turbinePower,
        pumpEfficiency,
        turbineEfficiency,
        minimumCharge,
        maximumCharge,
        maintenance,
        maintenance,
        runningCost);
  }
}
