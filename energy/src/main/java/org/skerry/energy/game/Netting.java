package org.skerry.energy.game;

import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;

/// Microgrids that share power as if no network lay between them, ours: what one has too much
/// serves in equal shares those who are short; the rest is bought or sold, within the limits of
/// each connection. What is beyond them gives way in the order of [Merit]. Heat and reactive power
/// are settled by each microgrid alone, as in [OwnBalance].
public final class Netting implements Settlement {
  private final Lanes lanes;
  private final Connections grids;
  private final OwnBalance own;
  private final Merit[] merit;
  private final double[] balance;

  /// Prepares the netting of one running game.
  ///
  /// @throws IllegalArgumentException if a microgrid has no connection to the main grid
  public Netting(Lanes lanes) {
    this.lanes = lanes;
    grids = new Connections(lanes);
    own = new OwnBalance(lanes);
    merit = new Merit[lanes.sites()];
    for (int microgrid = 0; microgrid < merit.length; microgrid++) {
      merit[microgrid] = new Merit(lanes, Carrier.POWER, microgrid);
    }
    balance = new double[merit.length * lanes.count()];
  }

  @Override
  public void settle() {
    lanes.balance(Carrier.POWER, GridConnection.class, balance);
    for (int lane = 0; lane < lanes.count(); lane++) {
      share(lane, balance);
    }
    own.settleHeat();
    own.settleReactive();
  }

  /// Shares the surplus of a lane and trades the rest.
  ///
  /// @param balance power into the bus of each microgrid without its connection, kW, `[microgrids ×
  ///   lanes]`
  void share(int lane, double[] balance) {
    int count = lanes.count();
    double surplus = 0;
    double deficit = 0;
    for (int row = lane; row < balance.length; row += count) {
      surplus += Math.max(0, balance[row]);
      deficit += Math.max(0, -balance[row]);
    }
    double shared = Math.min(surplus, deficit);
    for (int microgrid = 0; microgrid < merit.length; microgrid++) {
      double wanted = -balance[microgrid * count + lane];
      double whole = wanted > 0 ? deficit : surplus;
      double rest = whole > 0 ? wanted * (1 - shared / whole) : 0;
      merit[microgrid].correct(lane, grids.trade(microgrid, 0, lane, rest) - rest);
    }
  }
}
