package org.skerry.energy.game;

import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.scenario.Scenario.Ending;
import org.skerry.optimization.dynamic.CostToGo;

/// What energy in store will be worth to a community for the rest of the day, ours: what each
/// further part of it saves, if all batteries are used as one and as well as can be. In hydro power
/// such numbers are known as water values (Pereira, Pinto: Multi-stage stochastic optimization
/// applied to energy planning, 1991).
///
/// Found by dynamic programming ([CostToGo]) from what is published, the outside's prices of the
/// day, carbon included, and from what the week before was like: in every hour the need of any of
/// its days, each as likely as the others. Where prices and carbon follow from the scenario's own
/// supply, the load they follow from is published with them, and only the sun is uncertain. Of the
/// first day of the data nothing is known from before; its need is taken as known, as it is where
/// all days are alike. Worked out for a day when it is first asked for; not safe for several
/// threads at once.
final class StoredWorth {
  /// How many parts of what all batteries hold are told apart, of one size, from empty to full.
  static final int PARTS = 8;

  private static final int LEVELS = 5; // of energy in a part
  private static final int DAYS_BEFORE = 7;
  private static final int DAYS_TO_COME = 20; // where days follow each other without end
  private static final double TOLERANCE = 1e-3; // of the mean price for what is stored

  private final int day; // steps
  private final double hours;
  private final boolean ends;
  private final double mean;
  private final double[] buy;
  private final double[] sell;
  private final double[] need;
  private final double[] foreseen; // the part of it that is published
  private final Pooled store;
  private final float[][] worth;

  /// All batteries as one, with the mean of their efficiencies and wear.
  private record Pooled(
      double spacing, int down, int up, double efficiencyIn, double efficiencyOut, double wear) {

    static Pooled of(List<Battery> batteries, double hours) {
      double range = 0;
      double in = 0;
      double out = 0;
      double efficiencyIn = 0;
      double efficiencyOut = 0;
      double wear = 0;
      for (Battery battery : batteries) {
        range += (battery.maximumCharge() - battery.minimumCharge()) * battery.capacity();
        in += battery.chargePower();
        out += battery.dischargePower();
        efficiencyIn += battery.chargeEfficiency() / batteries.size();
        efficiencyOut += battery.dischargeEfficiency() / batteries.size();
        wear += battery.wear() / batteries.size();
      }
      int levels = PARTS * LEVELS;
      double spacing = range / levels;
      int down = moves(out / efficiencyOut * hours / spacing, levels);
      int up = moves(in * efficiencyIn * hours / spacing, levels);
      return new Pooled(spacing, down, up, efficiencyIn, efficiencyOut, wear);
    }

    /// At least one, lest a store of many hours count as useless.
    private static int moves(double number, int levels) {
      return Math.clamp((int) (number + 1e-9), 1, levels);
    }

    /// kWh taken from the bus in a step, negative if given to it.
    double taken(int move) {
      double energy = move * spacing;
      return energy > 0 ? energy / efficiencyIn : energy * efficiencyOut;
    }

    double worn(int move) {
      return wear * Math.abs(move) * spacing;
    }
  }

  /// @param batteries all of the community
  StoredWorth(Setting setting, List<Battery> batteries) {
    day = setting.timeline().stepsPerDay();
    hours = setting.timeline().hours();
    ends = setting.scenario().ending() == Ending.TERMINAL;
    int steps = setting.timeline().steps();
    buy = new double[steps];
    sell = new double[steps];
    need = new double[steps];
    foreseen = new double[steps];
    mean = meanPrice(setting);
    readPrices(setting);
    readNeeds(setting);
    store = Pooled.of(batteries, hours);
    worth = new float[(steps + day - 1) / day][];
  }

  /// The mean price of buying outside, without carbon, per kWh; 1 if all is free.
  static double meanPrice(Setting setting) {
    Setting.Group group = connections(setting);
    int steps = setting.timeline().steps();
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += Math.abs(setting.input(group, 0, 0, step)) / steps;
    }
    return sum == 0 ? 1 : sum;
  }

  private static Setting.Group connections(Setting setting) {
    return setting.groups().stream()
        .filter(it -> it.devices().getFirst() instanceof GridConnection)
        .findFirst()
        .orElseThrow();
  }

  private void readPrices(Setting setting) {
    Setting.Group group = connections(setting);
    GridConnection grid = (GridConnection) group.devices().getFirst();
    for (int step = 0; step < buy.length; step++) {
      buy[step] = setting.input(group, 0, 0, step);
      sell[step] = setting.input(group, 0, 1, step);
      if (grid.carbon().isPresent()) {
        double grams = setting.input(group, 0, group.inputs() - 1, step);
        buy[step] += grid.carbon().get().perKwh(grams);
      }
    }
  }

  private void readNeeds(Setting setting) {
    boolean published = setting.scenario().supply().isPresent();
    for (Setting.Group group : setting.groups()) {
      double sign = sign(group.devices().getFirst());
      double[] known = published && sign > 0 ? foreseen : need;
      for (int unit = 0; sign != 0 && unit < group.devices().size(); unit++) {
        for (int step = 0; step < need.length; step++) {
          known[step] += sign * setting.input(group, unit, 0, step);
        }
      }
    }
  }

  /// 1 for what needs power before batteries, -1 for what gives it, 0 for all else.
  static int sign(Device device) {
    return switch (device) {
      case Load _ -> 1;
      case Photovoltaic _ -> -1;
      default -> 0;
    };
  }

  /// Writes what each of the [#PARTS] parts is worth after a step, per kWh over the mean price.
  void observe(int step, float[] out, int place) {
    int today = step / day;
    if (worth[today] == null) {
      worth[today] = worth(today * day);
    }
    System.arraycopy(worth[today], step % day * PARTS, out, place, PARTS);
  }

  /// Of the day that begins with `first`, shape `[steps][PARTS]`.
  private float[] worth(int first) {
    int steps = Math.min(day, need.length - first);
    double[][] after = after(first, steps);
    float[] parts = new float[steps * PARTS];
    for (int step = 0; step < steps; step++) {
      for (int part = 0; part < PARTS; part++) {
        double saved = after[step][part * LEVELS] - after[step][(part + 1) * LEVELS];
        parts[step * PARTS + part] = (float) (saved / (LEVELS * store.spacing() * mean));
      }
    }
    return parts;
  }

  /// The cost to go after each step of a day, shape `[steps][days before × energies]`, alike for
  /// all days before.
  private double[][] after(int first, int steps) {
    int moves = store.down() + 1 + store.up();
    int days = Math.clamp(first / day, 1, DAYS_BEFORE);
    double[][] stage = new double[steps][days * moves];
    for (int step = 0; step < steps; step++) {
      for (int before = 0; before < days; before++) {
        int like = first + step - (first == 0 ? 0 : (before + 1) * day);
        for (int index = 0; index < moves; index++) {
          int move = index - store.down();
          double bought = (foreseen[first + step] + need[like]) * hours + store.taken(move);
          double price = bought > 0 ? buy[first + step] : sell[first + step];
          stage[step][before * moves + index] = bought * price + store.worn(move);
        }
      }
    }
    CostToGo program = CostToGo.evenChances(PARTS * LEVELS + 1, store.down(), store.up(), stage);
    return ends
        ? program.ending(0, steps, 0)
        : program.endless(TOLERANCE * mean * PARTS * LEVELS * store.spacing(), DAYS_TO_COME);
  }
}
