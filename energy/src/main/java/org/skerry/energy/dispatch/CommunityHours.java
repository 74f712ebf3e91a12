package org.skerry.energy.dispatch;

import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.game.Setting;

/// What a community of households faces in each step, apart from its batteries: its net need, and
/// the outside at which all of it is bought and sold.
final class CommunityHours {
  private final double[] need;
  private final double[] buy;
  private final double[] sell;
  private final double hours;

  /// @param from the first step on the timeline
  /// @param steps how many
  CommunityHours(Setting setting, int from, int steps) {
    hours = setting.timeline().hours();
    need = new double[steps];
    buy = new double[steps];
    sell = new double[steps];
    for (Setting.Group group : setting.groups()) {
      Device first = group.devices().getFirst();
      for (int step = 0; step < steps; step++) {
        switch (first) {
          case Load _ -> need[step] += sum(setting, group, from + step);
          case Photovoltaic _ -> need[step] -= sum(setting, group, from + step);
          case GridConnection grid -> outside(setting, group, grid, from + step, step);
          default -> {}
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
  int steps() {
    return need.length;
  }

  /// Length of a step, hours.
  double hours() {
    return hours;
  }

  /// Load less sun of all households, kW.
  double need(int step) {
    return need[step];
  }

  /// What the outside asks, with carbon, per kWh.
  double buy(int step) {
    return buy[step];
  }

  /// What the outside pays, per kWh.
  double sell(int step) {
    return sell[step];
  }

  /// What a step costs in which the community buys `net` kW, or sells if it is negative.
  double cost(int step, double net) {
    return hours * (net > 0 ? buy[step] * net : sell[step] * net);
  }
}
