package org.skerry.energy.game;

import org.skerry.energy.scenario.Interconnection;

/// Networked microgrids without an upper layer, ours: they settle with no regard to the network,
/// and an exact power flow tells what that does to it. Voltages and currents beyond their limits
/// are counted, not prevented. The microgrid at the source buys what the lines lose; as with an
/// upper layer, losses cost that once more, Eq. (22) of BMAPPO (Multi-microgrid energy optimization
/// management based on multi-agent proximal policy optimization, IJACSA 15(10), 2024).
public final class PassiveNetwork implements NetworkSettlement {
  private final Lanes lanes;
  private final Settlement settlement;
  private final OwnBalance own;
  private final Supplied network;

  /// Prepares the network of one running game.
  ///
  /// @param settlement of the same lanes
  /// @throws IllegalArgumentException if a microgrid is at no bus of the network or has no
  ///   connection to the main grid, or none is at the source
  public PassiveNetwork(
      Lanes lanes, Interconnection.Reduced interconnection, Settlement settlement) {
    this.lanes = lanes;
    this.settlement = settlement;
    own = new OwnBalance(lanes);
    network = new Supplied(lanes, interconnection);
  }

  @Override
  public void settle() {
    settlement.settle();
    network.look();
    for (int lane = 0; lane < lanes.count(); lane++) {
      network.supply(lane);
    }
    own.settleHeat(); // the source may have given way
  }

  @Override
  public NetworkAccount account() {
    return network.account();
  }
}
