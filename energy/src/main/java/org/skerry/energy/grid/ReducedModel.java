package org.skerry.energy.grid;

import java.util.Arrays;

/// Lays the injections of an optimal power flow out as the variables of a [ReducedSpace], with or
/// without relief: a share of every load that is shed or of every generation that is curtailed, and
/// three numbers by which all voltage limits, all current limits and the ranges of all sources give
/// way.
final class ReducedModel {

  /// What may give way, each stage with those before.
  enum Stage {
    NOTHING,
    LOAD,
    GENERATION,
    LIMITS
  }

  /// How much dearer a relaxed limit is than lost load of the highest rank, per pu.
  private static final double LIMIT_WEIGHT = 100;

  /// What is given below this, in pu, is rounding of a balance: to shed it would shed any amount of
  /// reactive power with it.
  private static final double ROUNDING = 1e-12;

  /// How far limits may give way, as a square in pu and relative to the square of the rating: more
  /// than any flow needs.
  private static final double MOST_SLACK = 1e12;

  /// How many reliefs are variables at a time, and how often they take turns.
  private static final int SLOTS = 100;

  private static final int ROUNDS = 1000;

  private final Offers offers;
  private final Feeder feeder;
  final ReducedSpace space;
  private final Limits limits;

  /// Variable of the active power of each injection, the reactive power behind it; −1 at a source.
  private final int[] variable;

  /// Relief at each position: its variable (−1 without), how much there can be, how much there is,
  /// and what a unit of it adds to the active and reactive injection.
  private final int[] reliefVariable;

  private final double[] open;
  private final double[] share;
  private final double[] reliefActive;
  private final double[] reliefReactive;
  private final double[] givenP;
  private final double[] givenQ;

  /// First variable and number of those that relief at non-sources takes turns in.
  private final int firstSlot;

  private final int slots;

  /// Cost of a unit of load of the highest rank.
  private double dearest;

  private final double[] priceP;
  private final double[] priceQ;

  ReducedModel(Sweep sweep, Offers offers, boolean relieving) {
    this.offers = offers;
    feeder = sweep.feeder;
    int count = offers.injections.size();
    slots = relieving ? Math.min(feeder.size - feeder.sources, SLOTS) : 0;
    int[] at = new int[2 * count + slots];
    variable = new int[count];
    reliefVariable = new int[feeder.size];
    open = new double[feeder.size];
    share = new double[feeder.size];
    reliefActive = new double[feeder.size];
    reliefReactive = new double[feeder.size];
    givenP = new double[feeder.size];
    givenQ = new double[feeder.size];
    priceP = new double[feeder.size];
    priceQ = new double[feeder.size];
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
    firstSlot = directions;
    directions += slots;
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
      limits.supplySlack = free++;
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
      givenP[k] = activeKw[feeder.bus[k]] / base;
      givenQ[k] = reactiveKvar[feeder.bus[k]] / base;
    }
    System.arraycopy(givenP, 0, space.fixedP, 0, feeder.size);
    System.arraycopy(givenQ, 0, space.fixedQ, 0, feeder.size);
    space.lossCost = offers.lossPrice * base;
    for (int i = 0; i < variable.length; i++) {
      if (variable[i] < 0) {
        supply(i);
      } else {
        inject(i);
      }
    }
    dearest = 0;
    for (int k = 0; k < feeder.size; k++) {
      dearest = Math.max(dearest, reliefCost(k));
    }
    giveWay(limits.voltageSlack, stage);
    giveWay(limits.currentSlack, stage);
    giveWay(limits.supplySlack, stage);
    if (slots == 0) {
      return space.descend();
    }
    openRelief(stage);
    return relieve();
  }

  /// The first guess of the side of a kink is that a deficit is bought and a surplus sold.
  private void inject(int i) {
    double base = feeder.base;
    int v = variable[i];
    range(v, offers.minKw[i] / base, offers.maxKw[i] / base, offers.buy[i] * base);
    space.sell[v] = (offers.isTraded(i) ? offers.sell[i] : offers.buy[i]) * base;
    space.above[v] = givenP[offers.position[i]] < 0;
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
  private void openRelief(Stage stage) {
    for (int k = 0; k < feeder.size; k++) {
      double given = Math.abs(givenP[k]) < ROUNDING ? 0 : givenP[k];
      boolean may = k >= feeder.sources || limits.relief[k] >= 0;
      boolean shed = given < 0 || stage.compareTo(Stage.GENERATION) >= 0;
      open[k] = may && shed ? Math.abs(given) : 0;
      share[k] = open[k];
      reliefActive[k] = -Math.signum(given);
      reliefReactive[k] = given == 0 ? 0 : -givenQ[k] / Math.abs(given);
      if (k < feeder.sources && limits.relief[k] >= 0) {
        limits.reliefActive[k] = reliefActive[k];
        limits.reliefReactive[k] = reliefReactive[k];
        reliefRange(limits.relief[k], k);
      }
    }
    Arrays.fill(priceP, 0);
    Arrays.fill(priceQ, 0);
  }

  private void reliefRange(int v, int k) {
    range(v, 0, open[k], reliefCost(k));
    space.damping[v] = open[k] == 0 ? 1 : space.buy[v] / open[k];
    space.value[v] = share[k];
  }

  private double reliefCost(int k) {
    return offers.valueOfLostLoad * Math.pow(10, offers.rank[k]) * feeder.base;
  }

  /// Descends with as much relief as there are variables for, again and again with that which the
  /// prices at the last optimum say is worth changing, until none is: the simplex method's pricing.
  /// On a feeder with no more buses than variables once is enough.
  private ReducedSpace.Outcome relieve() {
    boolean all = slots == feeder.size - feeder.sources;
    boolean unsettled = false;
    for (int round = 0; round < ROUNDS; round++) {
      if (!assignSlots(all)) {
        return unsettled ? ReducedSpace.Outcome.FEASIBLE : ReducedSpace.Outcome.OPTIMAL;
      }
      var outcome = space.descend();
      for (int k = 0; k < feeder.size; k++) {
        int v = k < feeder.sources ? limits.relief[k] : reliefVariable[k];
        share[k] = v < 0 ? share[k] : space.value[v];
      }
      boolean settled = outcome == ReducedSpace.Outcome.OPTIMAL;
      unsettled |= !settled;
      if (all || (!settled && outcome != ReducedSpace.Outcome.FEASIBLE)) {
        return outcome;
      }
      space.certify(priceP, priceQ);
    }
    return ReducedSpace.Outcome.FEASIBLE;
  }

  /// Gives the variables to the positions where relief is between its bounds or worth changing; the
  /// rest of the relief becomes part of what is given. Returns false if nothing is worth changing.
  private boolean assignSlots(boolean all) {
    Arrays.fill(reliefVariable, -1);
    boolean worth = false;
    for (int slot = 0; slot < slots; slot++) {
      int best = -1;
      double most = 0;
      for (int k = feeder.sources; k < feeder.size; k++) {
        double worthOf = all ? 1 : worth(k);
        if (reliefVariable[k] < 0 && worthOf > most) {
          most = worthOf;
          best = k;
          if (all) {
            break;
          }
        }
      }
      worth |= best >= 0 && (all || most < Double.MAX_VALUE);
      int v = firstSlot + slot;
      if (best < 0) {
        range(v, 0, 0, 0);
        space.damping[v] = 1;
        space.dp[v] = 0;
        space.dq[v] = 0;
        space.at[v] = feeder.sources;
        continue;
      }
      reliefVariable[best] = v;
      space.at[v] = best;
      space.dp[v] = reliefActive[best];
      space.dq[v] = reliefReactive[best];
      reliefRange(v, best);
    }
    for (int k = feeder.sources; k < feeder.size; k++) {
      double fixed = reliefVariable[k] < 0 ? share[k] : 0;
      space.fixedP[k] = givenP[k] + reliefActive[k] * fixed;
      space.fixedQ[k] = givenQ[k] + reliefReactive[k] * fixed;
    }
    return worth;
  }

  /// How much the cost can fall by changing the relief at a position alone; without end between the
  /// bounds.
  private double worth(int k) {
    double slope = reliefCost(k) + priceP[k] * reliefActive[k] + priceQ[k] * reliefReactive[k];
    double least = 1e-7 * reliefCost(k);
    if (open[k] == 0 || (share[k] >= open[k] && slope <= least)) {
      return 0;
    }
    if (share[k] <= 0 && slope >= -least) {
      return 0;
    }
    return share[k] > 0 && share[k] < open[k] ? Double.MAX_VALUE : Math.abs(slope) * open[k];
  }

  private void giveWay(int v, Stage stage) {
    if (v >= 0) {
      double most = stage == Stage.LIMITS ? MOST_SLACK : 0;
      range(v, 0, most, LIMIT_WEIGHT * dearest);
      space.damping[v] = space.buy[v];
    }
  }

  /// What an injection does in the present answer, in kW.
  double activeKw(int i) {
    int s = offers.position[i];
    return feeder.base
        * (variable[i] < 0
            ? limits.supplied(s) - givenP[s] - limits.relieved(s)
            : space.value[variable[i]]);
  }

  /// What an injection does in the present answer, in kvar.
  double reactiveKvar(int i) {
    int s = offers.position[i];
    return feeder.base
        * (variable[i] < 0
            ? limits.suppliedReactive(s) - givenQ[s] - limits.relievedReactive(s)
            : space.value[variable[i] + 1]);
  }

  /// Load shed (positive) or generation curtailed (negative) at a position in kW.
  double reliefKw(int k) {
    return reliefActive[k] * share[k] * feeder.base;
  }

  /// How far what an injection at a source does is outside its range, in kW.
  double beyondKw(int i) {
    return variable[i] >= 0
        ? 0
        : Math.max(0, Math.max(offers.minKw[i] - activeKw(i), activeKw(i) - offers.maxKw[i]));
  }

  /// How far what an injection at a source does is outside its range, in kvar.
  double beyondKvar(int i) {
    return variable[i] >= 0
        ? 0
        : Math.max(
            0, Math.max(offers.minKvar[i] - reactiveKvar(i), reactiveKvar(i) - offers.maxKvar[i]));
  }

  /// Cost per hour without that of relief.
  double objective() {
    double sum = space.objective(space.value);
    for (int v = firstSlot; slots > 0 && v < space.variables; v++) {
      sum -= space.buy[v] * space.value[v];
    }
    return sum;
  }
}
