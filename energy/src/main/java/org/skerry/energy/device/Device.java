package org.skerry.energy.device;

import java.util.List;
import org.skerry.optimization.Program;

/// A kind of equipment, described by an immutable record: one record is one unit.
///
/// Power is positive into the bus; storage is positive when it discharges; energy in kWh, power in
/// kW and kvar, prices per kWh. A device has three faces in one file: this description, the
/// simulation of many units at once ([#fleet]), and its part of an optimisation problem
/// ([#constrain]). A contract test holds the three together. A new kind of device is one new
/// record, its line in the scenario reader, and a word to those who must know what it can give up:
/// the order in which units give way, rules that look for stores or generators, and reports.
public interface Device {

  /// The name, unique within its site.
  String name();

  /// The word that selects this kind in a scenario file, such as `battery`.
  String kind();

  /// The carriers it exchanges with its bus; flows are kept in this order.
  List<Carrier> ports();

  /// The set-points it takes, one for each of its first ports, in their order.
  List<String> controls();

  /// What it needs to know of the outside in each step: demand, available power, prices.
  default List<Input> inputs() {
    return List.of();
  }

  /// What it remembers from one step to the next.
  default List<State> states() {
    return List.of();
  }

  /// The terms of the cost it causes; empty if it causes none.
  default List<String> costTerms() {
    return List.of();
  }

  /// The simulation of many units of this kind at once.
  ///
  /// @param units devices of the same record type and with the same ports as this one
  Fleet fleet(List<? extends Device> units);

  /// The optimisation of this device: adds its variables, its limits and its cost to a program.
  ///
  /// @return what it exchanges with its bus, to be balanced by the caller
  Flows constrain(Program program, Horizon horizon);

  /// A number that a device remembers.
  ///
  /// @param name such as `storedEnergy`
  /// @param unit such as kWh
  /// @param initial its value when the game begins
  /// @param low the least value in operation
  /// @param high the greatest value in operation
  record State(String name, String unit, double initial, double low, double high) {}
}
