package org.skerry.energy.game;

import org.skerry.energy.device.Carbon;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Units;
import org.skerry.energy.market.Statements;

/// Writes the statements of one lane, step by step: settles nothing, and stands after [LocalTrade].
public final class Billing implements Settlement {
  private final Lanes lanes;
  private final int lane;
  private final Units grids;
  private final int carbon;
  private final double perGram;
  private final Statements statements;

  /// @param lane whose statements are written
  /// @throws IllegalArgumentException if the scenario has no local trade
  public Billing(Lanes lanes, int lane) {
    this.lanes = lanes;
    this.lane = lane;
    Equipment kind = lanes.onePerSite(GridConnection.class);
    grids = kind.units();
    carbon = grids.inputIndex("carbon");
    perGram =
        ((GridConnection) kind.devices().getFirst())
            .carbon()
            .map((Carbon it) -> it.perKwh(1))
            .orElse(0.0);
    statements = new Statements(lanes.market());
  }

  @Override
  public void settle() {
    double grams = carbon < 0 ? 0 : grids.input(carbon)[lane];
    statements.post(lane, grids.setpoint(0), perGram * grams, lanes.step().hours());
  }

  /// The statements of all steps so far.
  public Statements statements() {
    return statements;
  }
}
