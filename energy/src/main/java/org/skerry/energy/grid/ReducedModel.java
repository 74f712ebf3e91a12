package org.skerry.energy.grid;

import java.util.Arrays;

/// Lays the injections of an optimal power flow out as the variables of a [ReducedSpace], with or
/// without relief: a share of every load that is shed or of every generation that is curtailed, and
/// two numbers by which all voltage limits and all current limits give way.
final class ReducedModel {

  /// What may give way, each stage with those before.
  enum Stage {
    NOTHING,
    LOAD,
    GENERATION,
    LIMITS
  }

  /// How much dearer a relaxed limit is than lost load, per pu.
  private static final double LIMIT_WEIGHT = 100;

  private final Offers offers;
  private final Feeder feeder;
  final ReducedSpace space;
  private final Limits limits;

  /// Variable of the active power of each injection, the reactive power behind it; −1 at a source.
  private final int[] variable;

  /// Variable of the relief at each position, −1 without.
  private final int[] reliefVariable;

  ReducedModel(Sweep sweep, Offers offers, boolean relieving) {
    this.offers = offers;
    feeder = sweep.feeder;
    int count = offers.injections.size();
    int most = 2 * count + (relieving ? feeder.size : 0);
    int[] at = new int[most];
    variable = new int[count];
    reliefVariable = new int[feeder.size];
    Arrays.fill(variable, -1);
    Arrays.fill(reliefVariable, -1);
    int directions = 0;
    for (int i = 0; i < count; i++) {
      if (offers.position[i] >= feeder.sources) {
        variable[i] = directions;
        at[directions++] = offers.position[i];
        at[directions++] = offers.position[i];
      }
    }
    for (int k = feeder.sources; relieving && k < feeder.size; k++) {
      reliefVariable[k] = directions;
      at[directions++] = k;
    }
    int free = directions;
    limits = new Limits(sweep, Math.min(3 * feeder.size + 8, 4 * directions + 64));
    for (int i = 0; relieving && i < count; i++) {
      if (variable[i] < 0) {
        reliefVariable[offers.position[i]] = free;
        limits.relief[offers.position[i]] = free++;
      }
    }
    if (relieving) {
      limits.voltageSlack = free++;
      limits.currentSlack = free++;
    }
    space = new ReducedSpace(sweep, limits, Arrays.copyOf(at, directions), free - directions);
    for (int v : variable) {
      if (v >= 0) {
        space.dp[v] = 1;
        space.dq[v + 1] = 1;
      }
    }
    limitBuses();
  }

  private void limitBuses() {
    var network = feeder.network;
    for (int k = feeder.sources; k < feeder.size; k++) {
      var bus = network.buses().get(feeder.bus[k]);
      double scale = 1 / (feeder.scale[k] * feeder.scale[k]);
      limits.voltageLow[k] = bus.minVoltagePu() * bus.minVoltagePu() * scale;
      limits.voltageHigh[k] = bus.maxVoltagePu() * bus.maxVoltagePu() * scale;
      double rating =
          network.lines().get(feeder.line[k]).ratingKva() / feeder.base / feeder.currentFactor(k);
      limits.current[k] = rating * rating;
    }
  }

  /// Descends to the optimum for what is given at the buses.
  ///
  /// @param activeKw `[buses]`, positive into the bus
  /// @param reactiveKvar `[buses]`
  ReducedSpace.Outcome solve(double[] activeKw, double[] reactiveKvar, Stage stage) {
    double base = feeder.base;
    for (int k = 0; k < feeder.size; k++) {
      space.fixedP[k] = activeKw[feeder.bus[k]] / base;
      space.fixedQ[k] = reactiveKvar[feeder.bus[k]] / base;
    }
    space.lossCost = offers.lossPrice * base;
    for (int i = 0; i < variable.length; i++) {
      if (variable[i] < 0) {
        supply(i);
      } else {
        inject(i);
      }
    }
    relieve(stage);
    return space.descend();
  }

  /// The first guess of the side of a kink is that a deficit is bought and a surplus sold.
  private void inject(int i) {
    double base = feeder.base;
    int v = variable[i];
    range(v, offers.minKw[i] / base, offers.maxKw[i] / base, offers.buy[i] * base);
    space.sell[v] = (offers.isTraded(i) ? offers.sell[i] : offers.buy[i]) * base;
    space.above[v] = space.fixedP[offers.position[i]] < 0;
    range(v + 1, offers.minKvar[i] / base, offers.maxKvar[i] / base, 0);
  }

  private void range(int v, double low, double high, double cost) {
    space.low[v] = low;
    space.high[v] = high;
    space.buy[v] = cost;
    space.sell[v] = cost;
    space.damping[v] = 0;
    space.value[v] = Math.clamp(0, low, high);
  }

  private void supply(int i) {
    double base = feeder.base;
    int s = offers.position[i];
    limits.buy[s] = offers.buy[i] * base;
    limits.sell[s] = (offers.isTraded(i) ? offers.sell[i] : offers.buy[i]) * base;
    limits.given[s] = space.fixedP[s];
    limits.buying[s] = space.fixedP[s] < 0;
    limits.activeLow[s] = space.fixedP[s] + offers.minKw[i] / base;
    limits.activeHigh[s] = space.fixedP[s] + offers.maxKw[i] / base;
    limits.reactiveLow[s] = space.fixedQ[s] + offers.minKvar[i] / base;
    limits.reactiveHigh[s] = space.fixedQ[s] + offers.maxKvar[i] / base;
  }

  /// Opens what the stage lets give way, and begins with all of it given way.
  private void relieve(Stage stage) {
    double base = feeder.base;
    for (int k = 0; k < feeder.size; k++) {
      int v = reliefVariable[k];
      if (v < 0) {
        continue;
      }
      double given = space.fixedP[k];
      double open = given < 0 || stage.compareTo(Stage.GENERATION) >= 0 ? Math.abs(given) : 0;
      range(v, 0, open, offers.valueOfLostLoad * Math.pow(10, offers.rank[k]) * base);
      space.damping[v] = open == 0 ? 1 : space.buy[v] / open;
      space.value[v] = open;
      double activeShare = -Math.signum(given);
      double reactiveShare = given == 0 ? 0 : -space.fixedQ[k] / Math.abs(given);
      if (k < feeder.sources) {
        limits.reliefActive[k] = activeShare;
        limits.reliefReactive[k] = reactiveShare;
      } else {
        space.dp[v] = activeShare;
        space.dq[v] = reactiveShare;
      }
    }
    giveWay(limits.voltageSlack, stage);
    giveWay(limits.currentSlack, stage);
  }

  private void giveWay(int v, Stage stage) {
    if (v >= 0) {
      double most = stage == Stage.LIMITS ? 10 : 0;
      range(v, 0, most, LIMIT_WEIGHT * offers.valueOfLostLoad * feeder.base);
      space.damping[v] = space.buy[v];
      space.value[v] = most;
    }
  }

  /// What an injection does in the present answer, in kW.
  double activeKw(int i) {
    int s = offers.position[i];
    return feeder.base
        * (variable[i] < 0
            ? limits.supplied(s) - space.fixedP[s] - limits.relieved(s)
            : space.value[variable[i]]);
  }

  /// What an injection does in the present answer, in kvar.
  double reactiveKvar(int i) {
    int s = offers.position[i];
    return feeder.base
        * (variable[i] < 0
            ? limits.suppliedReactive(s) - space.fixedQ[s] - limits.relievedReactive(s)
            : space.value[variable[i] + 1]);
  }

  /// Load shed (positive) or generation curtailed (negative) at a position in kW.
  double reliefKw(int k) {
    int v = reliefVariable[k];
    return v < 0 ? 0 : -Math.signum(space.fixedP[k]) * space.value[v] * feeder.base;
  }

  /// Cost per hour without that of relief.
  double objective() {
    double sum = space.objective(space.value);
    for (int k = 0; k < feeder.size; k++) {
      int v = reliefVariable[k];
      sum -= v < 0 ? 0 : space.buy[v] * space.value[v];
    }
    if (limits.voltageSlack >= 0) {
      sum -= space.buy[limits.voltageSlack] * space.value[limits.voltageSlack];
      sum -= space.buy[limits.currentSlack] * space.value[limits.currentSlack];
    }
    return sum;
  }
}
