package org.skerry.energy.dispatch;

import java.util.Arrays;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// Which sites have no power from the main grid in the step to come: those without a connection,
/// and those whose connections are all out. Lane 0.
final class Islands {
  private final Lanes lanes;
  private final boolean[] islanded;

  Islands(Lanes lanes) {
    this.lanes = lanes;
    islanded = new boolean[lanes.sites()];
  }

  /// Looks at the step to come.
  void update() {
    Arrays.fill(islanded, true);
    for (Equipment grid : lanes.all(GridConnection.class)) {
      for (int unit = 0; unit < grid.devices().size(); unit++) {
        if (grid.units().port(Carrier.POWER) >= 0 && grid.units().input(2)[unit] > 0) {
          islanded[grid.site(unit)] = false;
        }
      }
    }
  }

  boolean contains(int site) {
    return islanded[site];
  }
}
