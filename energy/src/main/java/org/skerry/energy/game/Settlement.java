package org.skerry.energy.game;

/// Corrects the set-points of all sites together before they are executed: a market, a power flow,
/// or each site's own balance.
///
/// It is made for one running game and takes its arrays from the [Lanes] of that game. Every
/// set-point can be delivered when `settle` is called. After it every carrier balances, and devices
/// can deliver what is set, but for two last resorts: critical load is not served, and a generator
/// feeds in less than its ramp allows it to give, or a net meter less than it has.
@FunctionalInterface
public interface Settlement {

  /// Corrects the set-points of the step to come.
  void settle();

  /// Whether sites give power to each other, so that it balances only for all of them together.
  default boolean joins() {
    return false;
  }
}
