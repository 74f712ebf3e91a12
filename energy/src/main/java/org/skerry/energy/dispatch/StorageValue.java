package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// What the energy left in a site's stores is worth at the end of a period, ours: (final − initial)
/// stored energy × discharge efficiency × mean price of buying in the period. The same for every
/// controller and for the optimum.
final class StorageValue {
  private final List<Store> stores = new ArrayList<>();
  private double[] price = new double[1];
  private int priceRow;
  private double priceSum;
  private long prices;

  /// One store and what it held at the beginning.
  private record Store(Equipment kind, int unit, int state, double efficiency, double initial) {
    double gained() {
      return (kind.units().state(state)[unit] - initial) * efficiency;
    }
  }

  private StorageValue() {}

  /// The stores of one site, as they are now; lane 0.
  static StorageValue of(Lanes lanes, int site) {
    StorageValue value = new StorageValue();
    for (Equipment kind : lanes.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (kind.site(unit) == site) {
          value.add(kind, unit);
        }
      }
    }
    return value;
  }

  /// The share of the stored energy that reaches the bus, or 0 for what does not store.
  static double efficiency(Device device) {
    return switch (device) {
      case Battery battery -> battery.dischargeEfficiency();
      case PumpedStorage plant -> plant.turbineEfficiency();
      default -> 0;
    };
  }

  private void add(Equipment kind, int unit) {
    Device device = kind.devices().get(unit);
    int state = kind.units().stateIndex("storedEnergy");
    if (state >= 0) {
      double initial = kind.units().state(state)[unit];
      stores.add(new Store(kind, unit, state, efficiency(device), initial));
    }
    if (device instanceof GridConnection grid && grid.carrier() == Carrier.POWER) {
      price = kind.units().input(0);
      priceRow = unit;
    }
  }

  /// Takes the price of the step to come into the mean.
  void observePrice() {
    priceSum += price[priceRow];
    prices++;
  }

  /// The cost term `storedEnergy`: negative if more is stored than at the beginning.
  double cost() {
    double gained = 0;
    for (Store store : stores) {
      gained += store.gained();
    }
    return prices == 0 ? 0 : -gained * priceSum / prices;
  }
}
