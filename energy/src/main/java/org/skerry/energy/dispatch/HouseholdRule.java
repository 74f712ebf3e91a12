package org.skerry.energy.dispatch;

import java.util.Arrays;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Timeline;

/// A rule for batteries of households, ours. A household charges as fast as it can where the
/// outside is cheap, carbon included; it stores its own surplus once neighbours left some of it in
/// the step before, since until then one of them can use it; it covers its own need where the
/// outside is dear, and from the evening on spreads what is left over the hours to midnight.
///
/// It knows its own load, sun, charge and trade, and the outside's prices of the day, which are
/// published. Works in any number of lanes.
///
/// @param cheap charge at or below this share of the day's mean price
/// @param dear discharge at or above this share of it
public record HouseholdRule(double cheap, double dear) implements Controller {
  private static final double EVENING = 6; // hours before midnight

  /// @throws IllegalArgumentException if `cheap` is not below `dear`
  public HouseholdRule {
    if (!(cheap < dear)) {
      throw new IllegalArgumentException(
          "cheap is %s and dear is %s, but cheap must be below dear. Use 0.6 and 0.8."
              .formatted(cheap, dear));
    }
  }

  /// Ours: 40 % and 20 % below the mean.
  public static HouseholdRule usual() {
    return new HouseholdRule(0.6, 0.8);
  }

  @Override
  public String name() {
    return "rule";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    Equipment grids = lanes.onePerSite(GridConnection.class);
    double[] price = prices(lanes, grids);
    double[] mean = dailyMeans(lanes.setting().timeline(), price);
    double[] balance = new double[lanes.sites() * lanes.count()];
    double[] hour = hours(lanes.setting().timeline());
    Equipment[] batteries = lanes.all(Battery.class).toArray(Equipment[]::new);
    return played -> {
      lanes.balance(Carrier.POWER, GridConnection.class, balance);
      for (Equipment kind : batteries) {
        decide(lanes, kind, balance, price, mean, hour);
      }
    };
  }

  private void decide(
      Lanes lanes, Equipment kind, double[] balance, double[] price, double[] mean, double[] hour) {
    int count = lanes.count();
    int[] time = lanes.time();
    double[] left = lanes.market().left();
    double[] power = kind.units().setpoint(0);
    double[] energy = kind.units().state(0);
    for (int unit = 0; unit < kind.devices().size(); unit++) {
      int site = kind.site(unit) * count;
      int row = unit * count;
      Battery battery = (Battery) kind.devices().get(unit);
      double least = battery.minimumCharge() * battery.capacity();
      for (int lane = 0; lane < count; lane++) {
        double need = power[row + lane] - balance[site + lane];
        double now = price[time[lane]] / mean[time[lane]];
        double toMidnight = 24 - hour[time[lane]];
        double wanted = 0;
        if (now <= cheap) {
          wanted = -battery.chargePower();
        } else if (need < 0 && left[site + lane] < 0) {
          wanted = need;
        } else if (now >= dear) {
          double spread = toMidnight <= EVENING ? (energy[row + lane] - least) / toMidnight : 0;
          wanted = Math.max(Math.max(0, need), spread);
        }
        power[row + lane] = wanted;
      }
    }
  }

  /// Local hour of day, shape `[steps]`.
  private static double[] hours(Timeline timeline) {
    double[] hours = new double[timeline.steps()];
    for (int step = 0; step < hours.length; step++) {
      hours[step] = timeline.timeOfDay(step);
    }
    return hours;
  }

  /// The price of buying outside with carbon, per kWh, shape `[steps]`.
  private static double[] prices(Lanes lanes, Equipment grids) {
    Setting setting = lanes.setting();
    GridConnection grid = (GridConnection) grids.devices().getFirst();
    Setting.Group group =
        setting.groups().stream()
            .filter(it -> it.devices().getFirst() instanceof GridConnection)
            .findFirst()
            .orElseThrow();
    int carbon = grids.units().inputIndex("carbon");
    double[] price = new double[setting.timeline().steps()];
    for (int step = 0; step < price.length; step++) {
      price[step] = setting.input(group, 0, 0, step);
      if (carbon >= 0) {
        price[step] += grid.carbon().orElseThrow().perKwh(setting.input(group, 0, carbon, step));
      }
    }
    return price;
  }

  private static double[] dailyMeans(Timeline timeline, double[] price) {
    double[] mean = new double[price.length];
    for (int day = 0; day < timeline.days(); day++) {
      int from = timeline.firstOf(day);
      int to = timeline.firstOf(day + 1);
      Arrays.fill(mean, from, to, Arrays.stream(price, from, to).average().orElse(0));
    }
    return mean;
  }
}
