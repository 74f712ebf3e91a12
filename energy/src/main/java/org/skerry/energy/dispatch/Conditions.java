package org.skerry.energy.dispatch;

/// What a [Pool] meets in one step, before anybody decides.
///
/// @param buy price of buying, per kWh
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
}
