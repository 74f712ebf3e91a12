package org.skerry.energy.game;

/// What a kWh lost in a network costs: in the optimal power flow, in every plan and in the account.
///
/// Ours: Eq. (22) of BMAPPO (Multi-microgrid energy optimization management based on multi-agent
/// proximal policy optimization, IJACSA 15(10), 2024) has one price c_MG. Where tariffs differ it
/// is the mean price of buying of all microgrids, and at least a floor, so that losing never earns.
public final class LossPrice {
  private static final double LEAST = 1e-6; // per kWh: an optimal flow needs some price of losses

  private LossPrice() {}

  /// The price of a kWh lost.
  ///
  /// @param mean price of buying of all connections for power, per kWh
  /// @param floor of the scenario, per kWh
  public static double of(double mean, double floor) {
    return Math.max(mean, Math.max(floor, LEAST));
  }
}
