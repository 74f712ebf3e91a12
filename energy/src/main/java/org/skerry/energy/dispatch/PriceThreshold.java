package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// A rule by the price: storage charges when the price is well below the mean of the days before,
/// discharges for the site's own demand when it is well above, and generators run where they pay.
/// Only earlier prices are used.
///
/// @param low charge at or below this share of the mean
/// @param high discharge at or above this share of the mean
/// @param hours how far back the mean looks, hours
public record PriceThreshold(double low, double high, double hours) implements Controller {

  /// @throws IllegalArgumentException if `low` is not below `high` or `hours` is not above 0
  public PriceThreshold {
    if (!(low < high) || !(hours > 0)) {
      throw new IllegalArgumentException(
          "A price threshold needs low < high and hours > 0, but low is "
              + low
              + ", high is "
              + high
              + " and hours is "
              + hours
              + ".");
    }
  }

  /// Ours: 15 % below and above the mean of the last week.
  public static PriceThreshold weekly() {
    return new PriceThreshold(0.85, 1.15, 168);
  }

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    List<Equipment> connections =
        lanes.all(GridConnection.class).stream()
            .filter(kind -> kind.units().port(Carrier.POWER) >= 0)
            .toList();
    if (connections.isEmpty()) {
      throw new IllegalArgumentException(
          "The price-threshold rule needs a connection to the main grid, but scenario '"
              + lanes.setting().scenario().name()
              + "' has none. Use --controller rule.");
    }
    double[] buy = connections.getFirst().units().input(0);
    StorageUse storage = new StorageUse(lanes);
    EconomicOutput generators = new EconomicOutput(lanes);
    double[] recent = new double[Math.max(1, (int) Math.round(hours / lanes.step().hours()))];
    return played -> {
      double price = buy[0];
      double mean = mean(recent, played, price);
      recent[played % recent.length] = price;
      if (price <= low * mean) {
        storage.charge();
      } else if (price >= high * mean) {
        storage.cover();
      }
      storage.balanceIslands();
      generators.decide();
      storage.balanceIslands();
    };
  }

  private static double mean(double[] recent, int played, double price) {
    int known = Math.min(played, recent.length);
    double sum = 0;
    for (int index = 0; index < known; index++) {
      sum += recent[index];
    }
    return known == 0 ? price : sum / known;
  }
}
