package org.skerry.energy.game;

import java.util.Arrays;
import org.skerry.energy.device.Store;
import org.skerry.energy.device.Units;
import org.skerry.energy.game.Households.Choice;

/// How what households choose becomes one of the levels of power that their batteries have, evenly
/// spaced from full discharge to full charge; and back.
///
/// Of limits, each household takes the level that delivers most nearly what it wants and what those
/// before it have left over: would all only take the nearest, they would err together (error
/// diffusion; Floyd, Steinberg: An adaptive algorithm for spatial greyscale, 1976). So one number
/// goes along the row of households in every step, in the order of the scenario; what the last one
/// leaves is lost. Levels count as what the battery can deliver of them: an empty one stands still
/// at every level of discharge.
final class BatteryLevels {
  private static final double ALIKE = 1e-6; // kW
  private static final double FINE = 1e-6; // of a limit

  private final Lanes lanes;
  private final Equipment batteries;
  private final Units units;
  private final Store[] stores;
  private final int levels;
  private final Choice choice;
  private final double[] shares;
  private final double[] over; // kW, left over by rounding so far in this step, by lane

  BatteryLevels(Lanes lanes, Equipment batteries, int levels, Choice choice) {
    this.lanes = lanes;
    this.batteries = batteries;
    this.levels = levels;
    this.choice = choice;
    units = batteries.units();
    stores = batteries.devices().stream().map(Store::of).toArray(Store[]::new);
    shares = shares(stores);
    over = new double[lanes.count()];
  }

  /// Of the range of power of all batteries, each one's.
  private static double[] shares(Store[] stores) {
    double[] ranges =
        Arrays.stream(stores).mapToDouble(it -> it.chargePower() + it.dischargePower()).toArray();
    double all = Arrays.stream(ranges).sum();
    return Arrays.stream(ranges).map(range -> all > 0 ? range / all : 0).toArray();
  }

  /// Sets all batteries to what is chosen.
  ///
  /// @param actions shape `[lanes][agents]`
  /// @param need of the whole community before batteries, kW, shape `[lanes]`
  void decide(float[] actions, double[] need) {
    if (choice == Choice.LIMIT) {
      batteries.fleet().deliverable(lanes.step(), units);
    }
    Arrays.fill(over, 0);
    double[] power = units.setpoint(0);
    for (int agent = 0; agent < stores.length; agent++) {
      for (int lane = 0; lane < lanes.count(); lane++) {
        double chosen = actions[lane * stores.length + agent];
        power[agent * lanes.count() + lane] =
            choice == Choice.LEVEL
                ? power(agent, Math.clamp(Math.rint(chosen), 0, levels - 1))
                : rounded(agent, lane, limited(agent, lane, chosen, need[lane]));
      }
    }
  }

  /// The actions that would lead to the set-points, or as near to them as can be. Of limits, those
  /// that lead to their sum if all households have the same: who gives it does not matter to the
  /// community, and what all are told alike, each can learn from what all see.
  ///
  /// @param least of them, shape `[lanes][agents]`, written
  /// @param greatest of them, as above
  /// @param need as above
  void show(float[] least, float[] greatest, double[] need) {
    batteries.fleet().deliverable(lanes.step(), units);
    for (int lane = 0; lane < lanes.count(); lane++) {
      int from = lane * stores.length;
      if (choice == Choice.LIMIT) {
        double sum = sum(lane);
        Arrays.fill(least, from, from + stores.length, limit(lane, need[lane], sum - ALIKE));
        Arrays.fill(greatest, from, from + stores.length, limit(lane, need[lane], sum + ALIKE));
        continue;
      }
      for (int agent = 0; agent < stores.length; agent++) {
        double set = units.setpoint(0)[agent * lanes.count() + lane];
        least[from + agent] = (float) Math.clamp(Math.rint(level(agent, set)), 0, levels - 1);
        greatest[from + agent] = least[from + agent];
      }
    }
  }

  private double perLevel(int agent) {
    return (stores[agent].dischargePower() + stores[agent].chargePower()) / (levels - 1);
  }

  private double power(int agent, double level) {
    return stores[agent].dischargePower() - perLevel(agent) * level;
  }

  private double level(int agent, double power) {
    double perLevel = perLevel(agent);
    return perLevel == 0 ? 0 : (stores[agent].dischargePower() - power) / perLevel;
  }

  /// What a household gives that balances its share of the need as far as the limit allows, kW.
  private double limited(int agent, int lane, double limit, double need) {
    Store store = stores[agent];
    double held = units.state(0)[agent * lanes.count() + lane] - store.least();
    double kept = (limit < 0 ? -limit : 1 - limit) * store.range();
    double toTheLimit = store.power(kept - held, lanes.step().hours());
    double balancing = balancing(agent, lane, need);
    double wanted = limit < 0 ? Math.min(balancing, toTheLimit) : Math.max(balancing, toTheLimit);
    return Math.clamp(wanted, -store.chargePower(), store.dischargePower());
  }

  /// What all set-points deliver together, kW.
  private double sum(int lane) {
    double sum = 0;
    for (int row = lane; row < units.rows(); row += lanes.count()) {
      sum += deliverable(row, units.setpoint(0)[row]);
    }
    return sum;
  }

  /// The limit of all households at which they begin to give more than `sum` together, found by
  /// bisection: the higher it is, the more they give.
  private float limit(int lane, double need, double sum) {
    double low = -1;
    double high = 1;
    while (high - low > FINE) {
      double middle = (low + high) / 2;
      double given = 0;
      for (int agent = 0; agent < stores.length; agent++) {
        int row = agent * lanes.count() + lane;
        given += deliverable(row, limited(agent, lane, middle, need));
      }
      if (given < sum) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (float) (low == -1 ? low : high); // exact where all limits give more
  }

  /// What balances its share of the need, as far as it can be delivered, kW.
  private double balancing(int agent, int lane, double need) {
    int row = agent * lanes.count() + lane;
    double share = need * shares[agent];
    return Math.max(units.low(0)[row], Math.min(units.high(0)[row], share));
  }

  /// The level that delivers most nearly what is wanted and left over.
  private double rounded(int agent, int lane, double wanted) {
    int row = agent * lanes.count() + lane;
    double aim = wanted + over[lane];
    double first = Math.clamp(Math.floor(level(agent, aim)), 0, levels - 2);
    double upper = deliverable(row, power(agent, first));
    double lower = deliverable(row, power(agent, first + 1));
    boolean up = upper - aim <= aim - lower;
    over[lane] = aim - (up ? upper : lower);
    return power(agent, up ? first : first + 1);
  }

  private double deliverable(int row, double power) {
    return Math.max(units.low(0)[row], Math.min(units.high(0)[row], power));
  }
}
