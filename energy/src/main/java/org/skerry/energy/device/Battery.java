package org.skerry.energy.device;

import java.util.List;
import org.skerry.optimization.Program;

/// A battery: energy stored with losses on the way in and on the way out, limits of power and of
/// charge, and wear per kWh of throughput.
///
/// Stored energy: E' = E + (η_cha·P_cha − P_dis/η_dis)·Δt. Wear: Eq. (21) of BMAPPO
/// (Multi-microgrid energy optimization management based on multi-agent proximal policy
/// optimization, IJACSA 15(10), 2024), c_ESS·(P_cha·η_cha + P_dis/η_dis)·Δt.
///
/// @param name unique within the site
/// @param capacity kWh
/// @param chargePower kW, the greatest power taken from the bus
/// @param dischargePower kW, the greatest power given to the bus
/// @param chargeEfficiency in (0, 1]
/// @param dischargeEfficiency in (0, 1]
/// @param minimumCharge least state of charge in operation, share of the capacity
/// @param maximumCharge greatest state of charge in operation, share of the capacity
/// @param initialCharge state of charge when the game begins, share of the capacity
/// @param wear cost per kWh that enters or leaves the store
public record Battery(
    String name,
    double capacity,
    double chargePower,
    double dischargePower,
    double chargeEfficiency,
    double dischargeEfficiency,
    double minimumCharge,
    double maximumCharge,
    double initialCharge,
    double wear)
    implements Device {

  /// @throws IllegalArgumentException if a number is out of its range
  public Battery {
    Checks.positive("capacity", capacity, "kWh");
    Checks.notNegative("chargePower", chargePower, "kW");
    Checks.notNegative("dischargePower", dischargePower, "kW");
    Checks.efficiency("chargeEfficiency", chargeEfficiency);
    Checks.efficiency("dischargeEfficiency", dischargeEfficiency);
    Checks.stateOfCharge(minimumCharge, maximumCharge, initialCharge);
    Checks.notNegative("wear", wear, "per kWh");
  }

  @Override
  public String kind() {
    return "battery";
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
    return new Stores(units.stream().map(unit -> ((Battery) unit).store()).toList());
  }

  Store store() {
    return new Store(
        capacity,
        chargePower,
        dischargePower,
        chargeEfficiency,
        dischargeEfficiency,
        minimumCharge,
        maximumCharge,
        wear * chargeEfficiency,
        wear / dischargeEfficiency,
        0);
  }
}
