package org.skerry.energy.grid;

/// An injection that an optimal power flow may choose, within a range. At a source it is what the
/// source may supply, beyond what is injected there already.
///
/// @param bus name of the bus
/// @param minKw least active power in kW, positive into the bus
/// @param maxKw greatest active power in kW
/// @param minKvar least reactive power in kvar
/// @param maxKvar greatest reactive power in kvar
/// @param traded whether power taken from it and power given back to it have prices of their own
public record Injection(
    String bus, double minKw, double maxKw, double minKvar, double maxKvar, boolean traded) {

  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException if a limit is not finite or a range is empty
  public Injection {
    var owner = "The injection at bus " + bus;
    Check.finite(owner, "least active power", minKw, "kW");
    Check.finite(owner, "greatest active power", maxKw, "kW");
    Check.finite(owner, "least reactive power", minKvar, "kvar");
    Check.finite(owner, "greatest reactive power", maxKvar, "kvar");
    if (minKw > maxKw || minKvar > maxKvar) {
      throw new IllegalArgumentException(
          "%s has an empty range: %s to %s kW, %s to %s kvar. Give the lower limit first."
              .formatted(owner, minKw, maxKw, minKvar, maxKvar));
    }
  }

  /// An injection with one price (0 unless set).
  public static Injection controllable(
      String bus, double minKw, double maxKw, double minKvar, double maxKvar) {
    return new Injection(bus, minKw, maxKw, minKvar, maxKvar, false);
  }

  /// An injection from another grid, bought at one price and sold at a lower one.
  public static Injection traded(
      String bus, double minKw, double maxKw, double minKvar, double maxKvar) {
    return new Injection(bus, minKw, maxKw, minKvar, maxKvar, true);
  }
}
