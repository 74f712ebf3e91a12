package org.skerry.energy.game;

/// Corrects the set-points of all sites together before they are executed: a market, a power flow,
/// or each site's own balance.
///
/// It is made for one running game and takes its arrays from the [Lanes] of that game. Every
/// set-point can be delivered when `settle` is called, and must be deliverable after it.
@FunctionalInterface
public interface Settlement {

  /// Corrects the set-points of the step to come.
  void settle();
}
