package org.skerry.energy.grid;

/// One thing that gave way because no flow keeps all limits.
///
/// @param limit what gave way
/// @param bus name of the bus; of a line, its end away from the source
/// @param amount how far, 0 or more: kW of load, generation or supply, pu of voltage, A of current,
///   kvar of reactive supply
public record Relaxation(Limit limit, String bus, double amount) {

  /// The kinds of limits in the order in which they give way.
  public enum Limit {
    /// Load is shed, in kW.
    LOAD,
    /// Generation is curtailed, in kW.
    GENERATION,
    /// The voltage is below its lower limit, in pu.
    VOLTAGE_LOW,
    /// The voltage is above its upper limit, in pu.
    VOLTAGE_HIGH,
    /// The current is above its rating, in A.
    CURRENT,
    /// A source supplies more or less than the range of its injection, in kW.
    SUPPLY,
    /// A source supplies more or less than the reactive range of its injection, in kvar.
    REACTIVE_SUPPLY
  }
}
