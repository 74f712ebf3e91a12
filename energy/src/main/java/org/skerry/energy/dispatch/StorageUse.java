package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// What rules do with storage, in lane 0: charge all of it as fast as it goes, discharge for what
/// the site itself is short of, or, on islands, take every surplus as well.
final class StorageUse {
  private final Lanes lanes;
  private final List<Equipment> stores;
  private final double[] balance;
  private final Islands islands;

  StorageUse(Lanes lanes) {
    this.lanes = lanes;
    islands = new Islands(lanes);
    stores =
        lanes.equipment().stream()
            .filter(kind ->
                kind.devices().getFirst() instanceof Battery
                    || kind.devices().getFirst() instanceof PumpedStorage)
            .toList();
    balance = new double[lanes.sites() * lanes.count()];
  }

  /// Charges every store as fast as it can.
  void charge() {
    for (Equipment kind : stores) {
      kind.fleet().deliverable(lanes.step(), kind.units());
      System.arraycopy(kind.units().low(0), 0, kind.units().setpoint(0), 0, kind.units().rows());
    }
  }

  /// Discharges every store for what its site lacks, and no more.
  void cover() {
    Arrays.fill(balance, 0);
    lanes.balance(Carrier.POWER, GridConnection.class, balance);
    for (Equipment kind : stores) {
      kind.fleet().deliverable(lanes.step(), kind.units());
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        int site = kind.site(unit);
        double missing = Math.max(0, -balance[site]);
        double power = Math.min(missing, kind.units().high(0)[unit]);
        kind.units().setpoint(0)[unit] = power;
        balance[site] += power;
      }
    }
  }

  /// On islands: stores what the site has too much of, and discharges for what it lacks, whatever
  /// was set before.
  void balanceIslands() {
    islands.update();
    for (Equipment kind : stores) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (islands.contains(kind.site(unit))) {
          kind.units().setpoint(0)[unit] = 0;
        }
      }
    }
    Arrays.fill(balance, 0);
    lanes.balance(Carrier.POWER, GridConnection.class, balance);
    for (Equipment kind : stores) {
      kind.fleet().deliverable(lanes.step(), kind.units());
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        int site = kind.site(unit);
        if (islands.contains(site)) {
          double power =
              Math.clamp(-balance[site], kind.units().low(0)[unit], kind.units().high(0)[unit]);
          kind.units().setpoint(0)[unit] = power;
          balance[site] += power;
        }
      }
    }
  }
}
