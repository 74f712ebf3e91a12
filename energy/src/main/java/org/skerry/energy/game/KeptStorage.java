package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.PumpedStorage;

/// A site whose storage must not feed the main grid: all its stores together give no more than its
/// loads take in the same step. Whatever is sold then is from sun, wind and generators. Ours.
final class KeptStorage {
  private final List<Row> stores = new ArrayList<>();
  private final List<Row> loads = new ArrayList<>();
  private boolean kept;

  /// The set-points of one unit, kW into the bus, in all lanes.
  private static final class Row {
    private final double[] setpoint;
    private final int first;

    Row(Equipment kind, int unit) {
      setpoint = kind.units().setpoint(0);
      first = unit * kind.units().lanes();
    }
  }

  private KeptStorage(Lanes lanes, int site) {
    for (Equipment kind : lanes.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (kind.site(unit) == site) {
          add(kind, unit);
        }
      }
    }
  }

  private void add(Equipment kind, int unit) {
    Device device = kind.devices().get(unit);
    if (device instanceof Battery || device instanceof PumpedStorage) {
      stores.add(new Row(kind, unit));
    } else if (device instanceof Load load && load.carrier() == Carrier.POWER) {
      loads.add(new Row(kind, unit));
    } else if (device instanceof GridConnection grid) {
      kept |= !grid.storageExport();
    }
  }

  /// Those sites that have storage and such a connection.
  static List<KeptStorage> of(Lanes lanes) {
    List<KeptStorage> all = new ArrayList<>();
    for (int site = 0; site < lanes.sites(); site++) {
      KeptStorage one = new KeptStorage(lanes, site);
      if (one.kept && !one.stores.isEmpty()) {
        all.add(one);
      }
    }
    return all;
  }

  /// Lowers what stores give in a lane to what loads take.
  void limit(int lane) {
    double excess = sum(stores, lane) + sum(loads, lane);
    for (int index = 0; index < stores.size() && excess > 0; index++) {
      Row store = stores.get(index);
      double less = Math.min(excess, Math.max(0, store.setpoint[store.first + lane]));
      store.setpoint[store.first + lane] -= less;
      excess -= less;
    }
  }

  private static double sum(List<Row> rows, int lane) {
    double sum = 0;
    for (int index = 0; index < rows.size(); index++) {
      sum += rows.get(index).setpoint[rows.get(index).first + lane];
    }
    return sum;
  }
}
