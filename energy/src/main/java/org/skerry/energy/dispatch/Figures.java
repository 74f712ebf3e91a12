package org.skerry.energy.dispatch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a played period gave, for one site or for all together.
///
/// @param name the site, or the scenario for all together
/// @param cost in the scenario's currency
/// @param terms parts of the cost by name, in a fixed order; they add up to `cost`
/// @param importKwh bought from the main grid, kWh
/// @param exportKwh sold to the main grid, kWh
/// @param unservedKwh demand for power and heat that was not served, the network's own included,
///   kWh
/// @param curtailedKwh sun, wind, output of generators and surplus of net meters that nobody took:
///   not fed in, spilled or burnt in a dump load, that of the network included, kWh
/// @param networkUnservedKwh load of the network's own buses that was not served, kWh; 0 for a site
/// @param networkCurtailedKwh generation at the network's own buses that was not taken, kWh; 0 for
///   a site
/// @param violations states or flows beyond a limit by more than 1e-9 (1e-8 per unit in a network),
///   steps in which the load or generation of one of the network's own buses gave way, and steps in
///   which a carrier does not balance
/// @param guarded set-points that the guard changed by more than rounding: by more than 1e-5 of
///   what was asked, or of 1 kW if that is more
/// @param finalStorageKwh energy stored at the end, kWh
public record Figures(
    String name,
    double cost,
    Map<String, Double> terms,
    double importKwh,
    double exportKwh,
    double unservedKwh,
    double curtailedKwh,
    double networkUnservedKwh,
    double networkCurtailedKwh,
    long violations,
    long guarded,
    double finalStorageKwh) {
  public Figures {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }
}
