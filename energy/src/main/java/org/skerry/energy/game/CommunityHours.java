package org.skerry.energy.game;

import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;

/// What a community of households faces in each step, apart from its batteries: its load, its sun
/// and wind, and the outside at which all that it needs or has left is bought and sold. Immutable.
public final class CommunityHours {
  private final double[] load;
  private final double[] sun;
  private final double[] buy;
  private final double[] sell;
  private final double hours;

  /// @param from the first step on the timeline; here it is step 0
  /// @param steps how many
  public CommunityHours(Setting setting, int from, int steps) {
    hours = setting.timeline().hours();
    load = new double[steps];
    sun = new double[steps];
    buy = new double[steps];
    sell = new double[steps];
    for (Setting.Group group : setting.groups()) {
      Device first = group.devices().getFirst();
      for (int step = 0; step < steps; step++) {
        switch (Households.sign(first)) {
          case 1 -> load[step] += sum(setting, group, from + step);
          case -1 -> sun[step] += sum(setting, group, from + step);
          default -> {}
        }
        if (first instanceof GridConnection grid && grid.carrier() == Carrier.POWER) {
          outside(setting, group, grid, from + step, step);
        }
      }
    }
  }

  private static double sum(Setting setting, Setting.Group group, int step) {
    double sum = 0;
    for (int unit = 0; unit < group.devices().size(); unit++) {
      sum += setting.input(group, unit, 0, step);
    }
    return sum;
  }

  private void outside(
      Setting setting, Setting.Group group, GridConnection grid, int step, int index) {
    buy[index] = setting.input(group, 0, 0, step);
    sell[index] = setting.input(group, 0, 1, step);
    if (grid.carbon().isPresent()) {
      int last = grid.inputs().size() - 1;
      buy[index] += grid.carbon().get().perKwh(setting.input(group, 0, last, step));
    }
  }

  /// How many steps there are.
  public int steps() {
    return load.length;
  }

  /// Length of a step, hours.
  public double hours() {
    return hours;
  }

  /// The load of all households, kW.
  public double load(int step) {
    return load[step];
  }

  /// What sun and wind make available to all households, kW.
  public double sun(int step) {
    return sun[step];
  }

  /// Load less sun and wind of all households, kW.
  public double need(int step) {
    return load[step] - sun[step];
  }

  /// What the outside asks, with carbon, per kWh.
  public double buy(int step) {
    return buy[step];
  }

  /// What the outside pays, per kWh.
  public double sell(int step) {
    return sell[step];
  }

  /// What a step costs in which the community buys `net` kW, or sells if it is negative.
  public double cost(int step, double net) {
    return hours * (net > 0 ? buy[step] * net : sell[step] * net);
  }
}
