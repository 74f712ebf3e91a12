package org.skerry.energy.game;

import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Units;
import org.skerry.energy.game.Households.Choice;

/// How what households choose becomes one of the levels of power that their batteries have, evenly
/// spaced from full discharge to full charge; and back.
///
/// Between two levels, households of one mind take the upper and the lower in such shares that
/// their sum is what they want, in turns: would all take the nearest, they would err together
/// (dithering; Roberts, Picture coding using pseudo-random noise, 1962). Whose turn it is follows
/// from the size of the batteries and the hour, so nobody has to ask. Levels count as what the
/// battery can deliver of them: an empty one stands still at every level of discharge.
final class BatteryLevels {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2; // spreads turns evenly over steps
  private static final double ALIKE = 1e-6; // kW

  private final Lanes lanes;
  private final Equipment batteries;
  private final Units units;
  private final Battery[] kinds;
  private final int levels;
  private final Choice choice;
  private final double[] edges;

  BatteryLevels(Lanes lanes, Equipment batteries, int levels, Choice choice) {
    this.lanes = lanes;
    this.batteries = batteries;
    this.levels = levels;
    this.choice = choice;
    units = batteries.units();
    kinds = batteries.devices().stream().map(Battery.class::cast).toArray(Battery[]::new);
    edges = edges(kinds);
  }

  /// Where each battery begins when all stand in a row of length 1, each as long as its range of
  /// power, and where the last ends.
  private static double[] edges(Battery[] batteries) {
    double[] edges = new double[batteries.length + 1];
    for (int agent = 0; agent < batteries.length; agent++) {
      Battery battery = batteries[agent];
      edges[agent + 1] = edges[agent] + battery.chargePower() + battery.dischargePower();
    }
    double all = edges[batteries.length];
    for (int agent = 0; agent < edges.length; agent++) {
      edges[agent] /= all;
    }
    return edges;
  }

  /// Sets all batteries to what is chosen.
  ///
  /// @param actions shape `[lanes][agents]`
  /// @param need of the whole community before batteries, kW, shape `[lanes]`
  void decide(float[] actions, double[] need) {
    if (choice == Choice.LIMIT) {
      batteries.fleet().deliverable(lanes.step(), units);
    }
    double[] power = units.setpoint(0);
    for (int agent = 0; agent < kinds.length; agent++) {
      for (int lane = 0; lane < lanes.count(); lane++) {
        double chosen = actions[lane * kinds.length + agent];
        power[agent * lanes.count() + lane] =
            choice == Choice.LEVEL
                ? power(agent, Math.clamp(Math.rint(chosen), 0, levels - 1))
                : inTurns(agent, lane, limited(agent, lane, chosen, need[lane]));
      }
    }
  }

  /// The actions that would lead to the set-points, or as near to them as can be.
  ///
  /// @param actions shape `[lanes][agents]`, written
  /// @param need as above
  void show(float[] actions, double[] need) {
    batteries.fleet().deliverable(lanes.step(), units);
    double[] power = units.setpoint(0);
    for (int agent = 0; agent < kinds.length; agent++) {
      for (int lane = 0; lane < lanes.count(); lane++) {
        double set = power[agent * lanes.count() + lane];
        actions[lane * kinds.length + agent] =
            (float)
                (choice == Choice.LEVEL
                    ? Math.clamp(Math.rint(level(agent, set)), 0, levels - 1)
                    : limit(agent, lane, set, need[lane]));
      }
    }
  }

  private double perLevel(int agent) {
    return (kinds[agent].dischargePower() + kinds[agent].chargePower()) / (levels - 1);
  }

  private double power(int agent, double level) {
    return kinds[agent].dischargePower() - perLevel(agent) * level;
  }

  private double level(int agent, double power) {
    return (kinds[agent].dischargePower() - power) / perLevel(agent);
  }

  /// What a household gives that balances its share of the need as far as the limit allows, kW.
  private double limited(int agent, int lane, double limit, double need) {
    Battery battery = kinds[agent];
    double kept = (limit < 0 ? -limit : 1 - limit) * range(battery);
    double tooMuch = (held(agent, lane) - kept) / lanes.step().hours();
    double toTheLimit =
        tooMuch > 0
            ? tooMuch * battery.dischargeEfficiency()
            : tooMuch / battery.chargeEfficiency();
    double balancing = balancing(agent, lane, need);
    double wanted = limit < 0 ? Math.min(balancing, toTheLimit) : Math.max(balancing, toTheLimit);
    return Math.clamp(wanted, -battery.chargePower(), battery.dischargePower());
  }

  private double limit(int agent, int lane, double power, double need) {
    Battery battery = kinds[agent];
    double taken =
        power > 0 ? power / battery.dischargeEfficiency() : power * battery.chargeEfficiency();
    double kept = (held(agent, lane) - taken * lanes.step().hours()) / range(battery);
    double balancing = balancing(agent, lane, need);
    if (Math.abs(power - balancing) < ALIKE) {
      return 0;
    }
    return power < balancing ? -Math.clamp(kept, 0, 1) : Math.clamp(1 - kept, 0, 1);
  }

  /// What balances its share of the need, as far as it can be delivered, kW.
  private double balancing(int agent, int lane, double need) {
    int row = agent * lanes.count() + lane;
    double share = need * (edges[agent + 1] - edges[agent]);
    return Math.max(units.low(0)[row], Math.min(units.high(0)[row], share));
  }

  private static double range(Battery battery) {
    return (battery.maximumCharge() - battery.minimumCharge()) * battery.capacity();
  }

  /// Energy above the least, kWh.
  private double held(int agent, int lane) {
    double energy = units.state(0)[agent * lanes.count() + lane];
    return energy - kinds[agent].minimumCharge() * kinds[agent].capacity();
  }

  /// One of the two levels beside what is wanted.
  private double inTurns(int agent, int lane, double wanted) {
    int row = agent * lanes.count() + lane;
    double level = level(agent, wanted);
    double first = Math.clamp(Math.floor(level), 0, levels - 2);
    double upper = deliverable(row, power(agent, first));
    double lower = deliverable(row, power(agent, first + 1));
    double share = upper > lower ? (upper - wanted) / (upper - lower) : level - first;
    double turn = (edges[agent] + edges[agent + 1]) / 2 + GOLDEN * lanes.time(lane);
    return power(agent, share > turn - Math.floor(turn) ? first + 1 : first);
  }

  private double deliverable(int row, double power) {
    return Math.max(units.low(0)[row], Math.min(units.high(0)[row], power));
  }
}
