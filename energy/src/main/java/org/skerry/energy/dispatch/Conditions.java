package org.skerry.energy.dispatch;

/// What a [Pool] meets in one step, before anybody decides.
///
/// @param buy price of buying with that of the carbon, per kWh
/// @param sell price of selling, per kWh
/// @param importLimit kW that the main grid gives at most
/// @param exportLimit kW that the main grid takes at most
/// @param demand of all loads, kW
/// @param free what sun and wind make available, kW
record Conditions(
    double buy, double sell, double importLimit, double exportLimit, double demand, double free) {

  /// Demand that sun and wind leave open, negative for a surplus, kW.
  double net() {
    return demand - free;
  }

  /// The same prices with another demand, kW, and with sun, wind and connection as at another time.
  Conditions expecting(double demand, Conditions other) {
    return new Conditions(buy, sell, other.importLimit, other.exportLimit, demand, other.free);
  }
}
