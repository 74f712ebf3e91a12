package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// The two things that rules do with storage, in lane 0: charge all of it as fast as it goes, or
/// discharge for what the site itself is short of.
final class StorageUse {
  private final Lanes lanes;
  private final List<Equipment> stores;
  private final double[] balance;

  StorageUse(Lanes lanes) {
    this.lanes = lanes;
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
}
