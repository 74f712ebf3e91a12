package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Setting;

/// What the energy left in a site's stores is worth at the end of a period, ours: (final − initial)
/// stored energy × discharge efficiency × mean price of buying in the period. The same for every
/// controller and for the optimum; nothing where the end of the period is the end of everything,
/// [org.skerry.energy.game.Period#keepsStored].
final class StorageValue {
  private final List<Store> stores = new ArrayList<>();
  private final BuyingPrice price;
  private final BuyingPrice.Source inputs;
  private double priceSum;
  private long prices;

  /// One store and what it held at the beginning.
  private record Store(Equipment kind, int unit, int state, double efficiency, double initial) {
    double gained() {
      return (kind.units().state(state)[unit] - initial) * efficiency;
    }
  }

  /// The stores of one site, as they are now; lane 0.
  StorageValue(Lanes lanes, int site) {
    price = new BuyingPrice(lanes.setting(), site);
    inputs = (group, unit, input) -> lanes.equipment().get(group).units().input(input)[unit];
    for (Equipment kind : lanes.equipment()) {
      int state = kind.units().stateIndex("storedEnergy");
      for (int unit = 0; state >= 0 && unit < kind.devices().size(); unit++) {
        if (kind.site(unit) == site) {
          double initial = kind.units().state(state)[unit];
          double efficiency = efficiency(kind.devices().get(unit));
          stores.add(new Store(kind, unit, state, efficiency, initial));
        }
      }
    }
  }

  /// The share of the stored energy that reaches the bus, or 0 for what does not store.
  static double efficiency(Device device) {
    return switch (device) {
      case Battery battery -> battery.dischargeEfficiency();
      case PumpedStorage plant -> plant.turbineEfficiency();
      default -> 0;
    };
  }

  /// What a kWh that reaches the bus of a site is worth after so many steps of an outlook.
  ///
  /// @param kept whether what is stored then keeps its worth
  static IntToDoubleFunction worth(Setting setting, Outlook outlook, int steps, boolean kept) {
    return kept ? site -> new BuyingPrice(setting, site).mean(setting, outlook, steps) : site -> 0;
  }

  /// Takes the price of the step to come into the mean.
  void observePrice() {
    priceSum += price.at(inputs);
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
