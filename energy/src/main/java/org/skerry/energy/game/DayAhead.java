package org.skerry.energy.game;

import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;

/// What is known and what is to be expected of the rest of a day: the outside's prices of buying,
/// carbon included, as they are published for the day, and what the whole community usually needs
/// before batteries, the mean of the days before. Of the first day of the data nothing is known
/// from before; it counts as usual itself, as it is where all days are alike.
final class DayAhead {
  private final Setting setting;
  private final int day;
  private final double mean;
  private final double[] price;
  private final double[] usual;

  DayAhead(Setting setting) {
    this.setting = setting;
    day = (int) Math.round(24 / setting.timeline().hours());
    int steps = setting.timeline().steps();
    price = new double[steps];
    usual = new double[steps];
    mean = readPrices();
    double[] need = needs();
    double[] sums = new double[day];
    for (int step = 0; step < steps; step++) {
      int before = step / day;
      usual[step] = before == 0 ? need[step] : sums[step % day] / before;
      sums[step % day] += need[step];
    }
  }

  private double readPrices() {
    Setting.Group group =
        setting.groups().stream()
            .filter(it -> it.devices().getFirst() instanceof GridConnection)
            .findFirst()
            .orElseThrow();
    GridConnection grid = (GridConnection) group.devices().getFirst();
    double sum = 0;
    for (int step = 0; step < price.length; step++) {
      price[step] = setting.input(group, 0, 0, step);
      sum += Math.abs(price[step]) / price.length;
      if (grid.carbon().isPresent()) {
        double grams = setting.input(group, 0, grid.inputs().size() - 1, step);
        price[step] += grid.carbon().get().perKwh(grams);
      }
    }
    return sum == 0 ? 1 : sum;
  }

  private double[] needs() {
    double[] need = new double[price.length];
    for (Setting.Group group : setting.groups()) {
      double sign = sign(group.devices().getFirst());
      for (int unit = 0; sign != 0 && unit < group.devices().size(); unit++) {
        for (int step = 0; step < need.length; step++) {
          need[step] += sign * setting.input(group, unit, 0, step);
        }
      }
    }
    return need;
  }

  /// 1 for what needs power before batteries, -1 for what gives it, 0 for all else.
  static int sign(Device device) {
    return switch (device) {
      case Load _ -> 1;
      case Photovoltaic _ -> -1;
      default -> 0;
    };
  }

  /// The mean price of buying without carbon, per kWh.
  double mean() {
    return mean;
  }

  /// How many steps follow the first of a day.
  int ahead() {
    return day - 1;
  }

  /// The prices of all steps, over [#mean()], for [#following].
  float[] prices() {
    return padded(price, 1 / mean);
  }

  /// What the community usually needs in every step, times `share`, for [#following].
  float[] needs(double share) {
    return padded(usual, share);
  }

  /// Zeros stand after every day, so that what follows a step has always the same length.
  private float[] padded(double[] series, double share) {
    int days = (series.length + day - 1) / day;
    float[] padded = new float[days * (day + ahead())];
    for (int step = 0; step < series.length; step++) {
      padded[following(step) - 1] = (float) (series[step] * share);
    }
    return padded;
  }

  /// Where in [#prices()] and [#needs] the [#ahead()] numbers of the steps after this one begin; 0
  /// after the end of the day.
  int following(int step) {
    return step + step / day * ahead() + 1;
  }
}
