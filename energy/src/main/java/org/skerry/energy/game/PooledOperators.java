package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Timeline;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Transition;

/// The operators of networked microgrids, ours: the agents of [MicrogridOperators] who know what
/// their pool lacks, act around the economic output of their turbines, and are rewarded for what
/// they contribute. A pool is the microgrids that balance power together.
///
/// **Observation.** The five numbers of Eq. (23) of BMAPPO (Multi-microgrid energy optimization
/// management based on multi-agent proximal policy optimization, IJACSA 15(10), 2024); the mean
/// state of charge of the pool; its net demand; sine and cosine of the local time of day, once and
/// twice a day; the output at which the own turbine's marginal cost meets the price of buying, of
/// selling, and what the pool needs of it while storage stands still; 1 with the main grid, 0
/// without. Powers are in units of the largest turbine, prices in units of the mean size of the
/// price of buying: a system ten times as large looks the same. Nothing of the future and, ours
/// after trials, no history of prices: with 42 weeks to learn from, policies that see it do worse
/// on other weeks.
///
/// **Action.** P_MT and P_ESS of Eq. (25), each in [-1, 1]. P_ESS spans the range of the battery,
/// with a dead band of ± [#IDLE] in which it rests: else whoever explores wears a battery that
/// should rest, and learns to empty it, since an empty battery cannot be worn. P_MT moves the
/// turbine by up to [#REACH] of its maximum away from its share of what the pool lacks after the
/// own battery, held to where running can pay: between the outputs worth the prices of selling and
/// of buying; in an outage between nothing and the maximum.
///
/// **Reward.** The difference reward (Wolpert, Tumer: Optimal Payoff Functions for Members of
/// Collectives, 2001): what all would have paid with this microgrid's turbine and battery off, less
/// what they paid. Given the others' actions it differs from the team's reward, Eq. (27), by what
/// the agent cannot change: the same actions are best, but the reward is not drowned in what the
/// others do. What would have been paid is that of an exchange without loss; what was paid holds
/// losses, shed load and all else. Energy put into the battery is credited as at the end of every
/// evaluation: gained energy × discharge efficiency × mean price of buying. A state of charge
/// beyond its limits costs β, as in Eq. (26). α is such that a reward of 1 is what the largest
/// turbine's output of a step costs at the mean price of buying.
public final class PooledOperators implements TeachableLayer {
  /// How far an action moves the turbine from its economic output, as a share of the maximum.
  public static final double REACH = 0.05;

  /// Actions within ± this leave the battery idle.
  public static final double IDLE = 0.25;

  private static final int OBSERVATIONS = 15;
  private static final int CLOCK = 4;

  private final Lanes lanes;
  private final Pooling pooling;
  private final double penalty;
  private final int count;
  private final int agents;
  private final Role role;
  private final Equipment suns;
  private final Equipment winds;
  private final Equipment loads;
  private final Equipment grids;
  private final Equipment batteries;
  private final Equipment turbines;
  private final Turbine[] turbine;
  private final Battery[] battery;
  private final double[] share;
  private final float[] clock;
  private final double basePower;
  private final double meanPrice;
  private final double perPrice;
  private final double weight;
  private final double[] net;
  private final double[] charge;
  private final double[] before;
  private final double[] own;
  private final double[] running;
  private final double[] given;
  private final double[] exchanged;
  private final double[] shared;
  private final double[] mostBought;
  private final double[] mostSold;
  private final double lostLoadValue;

  /// Who balances power together.
  public enum Pooling {
    /// All microgrids, as where an upper layer shares their power.
    TOGETHER,
    /// Every microgrid by itself, as where each settles its own balance.
    ALONE
  }

  /// @param penalty β of Eq. (26), per unit of the state of charge beyond its limits; without
  ///   effect where the guard holds it within
  /// @throws IllegalArgumentException if a microgrid lacks one of the kinds of device
  public PooledOperators(Lanes lanes, Pooling pooling, double penalty) {
    this.lanes = lanes;
    this.pooling = pooling;
    this.penalty = penalty;
    count = lanes.count();
    agents = lanes.sites();
    role =
        new Role(
            "microgrid",
            Layers.form(PooledOperators.class, pooling),
            agents,
            Space.Box.unbounded(OBSERVATIONS),
            Space.Box.symmetric(2));
    suns = lanes.onePerSite(Photovoltaic.class);
    winds = lanes.onePerSite(WindTurbine.class);
    loads = lanes.onePerSite(Load.class);
    grids = lanes.onePerSite(GridConnection.class);
    batteries = lanes.onePerSite(Battery.class);
    turbines = lanes.onePerSite(Turbine.class);
    turbine = new Turbine[agents];
    battery = new Battery[agents];
    share = new double[agents];
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      turbine[microgrid] = (Turbine) turbines.devices().get(turbines.unit(microgrid));
      battery[microgrid] = (Battery) batteries.devices().get(batteries.unit(microgrid));
    }
    double most = Arrays.stream(turbine).mapToDouble(Turbine::maximum).sum();
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      share[microgrid] = pooling == Pooling.ALONE ? 1 : turbine[microgrid].maximum() / most;
    }
    clock = clock(lanes.setting().timeline());
    basePower = Arrays.stream(turbine).mapToDouble(Turbine::maximum).max().orElseThrow();
    meanPrice = meanPrice();
    perPrice = 1 / StoredWorth.meanPrice(lanes.setting());
    weight = perPrice / (basePower * lanes.step().hours());
    net = new double[agents * count];
    charge = new double[agents * count];
    before = new double[agents * count];
    own = new double[agents * count];
    running = new double[agents * count];
    given = new double[agents * count];
    exchanged = new double[agents * count];
    mostBought = new double[agents];
    mostSold = new double[agents];
    double value = Double.POSITIVE_INFINITY;
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      GridConnection grid = (GridConnection) grids.devices().get(grids.unit(microgrid));
      mostBought[microgrid] = grid.importLimit();
      mostSold[microgrid] = grid.exportLimit();
      Load load = (Load) loads.devices().get(loads.unit(microgrid));
      value = Math.min(value, load.lostLoadValue());
    }
    lostLoadValue = value;
    if (pooling == Pooling.TOGETHER) {
      Arrays.fill(mostBought, Arrays.stream(mostBought).sum());
      Arrays.fill(mostSold, Arrays.stream(mostSold).sum());
    }
    shared = new double[count];
  }

  private static float[] clock(Timeline timeline) {
    float[] clock = new float[timeline.steps() * CLOCK];
    for (int step = 0; step < timeline.steps(); step++) {
      double angle = 2 * Math.PI * timeline.timeOfDay(step) / 24;
      clock[step * CLOCK] = (float) Math.sin(angle);
      clock[step * CLOCK + 1] = (float) Math.cos(angle);
      clock[step * CLOCK + 2] = (float) Math.sin(2 * angle);
      clock[step * CLOCK + 3] = (float) Math.cos(2 * angle);
    }
    return clock;
  }

  private double meanPrice() {
    Setting setting = lanes.setting();
    Setting.Group group = setting.groups().get(lanes.equipment().indexOf(grids));
    int steps = setting.timeline().steps();
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += setting.input(group, 0, 0, step);
    }
    return sum / steps;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<Equipment> sets() {
    return List.of(turbines, batteries);
  }

  @Override
  public void observe(float[] out) {
    lookAround();
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      observe(microgrid, out);
    }
  }

  private void observe(int microgrid, float[] out) {
    double[] sun = suns.units().input(0);
    double[] wind = winds.units().input(0);
    double[] load = loads.units().input(0);
    double[] energy = batteries.units().state(0);
    double[] buy = grids.units().input(0);
    double[] sell = grids.units().input(1);
    double[] open = grids.units().input(2);
    int firstSun = suns.unit(microgrid) * count;
    int firstWind = winds.unit(microgrid) * count;
    int firstLoad = loads.unit(microgrid) * count;
    int firstEnergy = batteries.unit(microgrid) * count;
    int firstGrid = grids.unit(microgrid) * count;
    double perPower = 1 / basePower;
    double perEnergy = 1 / battery[microgrid].capacity();
    int place = microgrid * OBSERVATIONS;
    for (int lane = 0; lane < count; lane++) {
      int grid = firstGrid + lane;
      int row = microgrid * count + lane;
      double dear = dear(microgrid, buy[grid], open[grid]);
      double cheap = cheap(microgrid, sell[grid], open[grid]);
      out[place] = (float) (sun[firstSun + lane] * perPower);
      out[place + 1] = (float) (wind[firstWind + lane] * perPower);
      out[place + 2] = (float) (load[firstLoad + lane] * perPower);
      out[place + 3] = (float) (buy[grid] * perPrice);
      out[place + 4] = (float) (energy[firstEnergy + lane] * perEnergy);
      out[place + 5] = (float) charge[row];
      out[place + 6] = (float) (net[row] * perPower);
      System.arraycopy(clock, lanes.time(lane) * CLOCK, out, place + 7, CLOCK);
      out[place + 11] = (float) (dear * perPower);
      out[place + 12] = (float) (cheap * perPower);
      out[place + 13] = (float) (Math.clamp(share[microgrid] * net[row], cheap, dear) * perPower);
      out[place + 14] = (float) open[grid];
      place += agents * OBSERVATIONS;
    }
  }

  /// The greatest output that can pay: worth the price of buying.
  private double dear(int microgrid, double buy, double open) {
    return open > 0 ? turbine[microgrid].worthwhile(buy) : turbine[microgrid].maximum();
  }

  /// The least output that can pay: worth the price of selling.
  private double cheap(int microgrid, double sell, double open) {
    return open > 0 ? turbine[microgrid].worthwhile(sell) : 0;
  }

  /// Net demand and mean charge of every microgrid's pool.
  private void lookAround() {
    double[] energy = batteries.units().state(0);
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      double[] sun = suns.units().input(0);
      double[] wind = winds.units().input(0);
      double[] load = loads.units().input(0);
      int toSun = (suns.unit(microgrid) - microgrid) * count;
      int toWind = (winds.unit(microgrid) - microgrid) * count;
      int toLoad = (loads.unit(microgrid) - microgrid) * count;
      int toEnergy = (batteries.unit(microgrid) - microgrid) * count;
      double perEnergy = 1 / battery[microgrid].capacity();
      for (int row = microgrid * count; row < (microgrid + 1) * count; row++) {
        net[row] = load[row + toLoad] - sun[row + toSun] - wind[row + toWind];
        charge[row] = energy[row + toEnergy] * perEnergy;
      }
    }
    if (pooling == Pooling.TOGETHER) {
      spread(net, 1);
      spread(charge, 1.0 / agents);
    }
  }

  /// Replaces the numbers of all microgrids of a lane by `factor` × their sum.
  private void spread(double[] values, double factor) {
    Arrays.fill(shared, 0);
    for (int row = 0; row < values.length; row++) {
      shared[row % count] += values[row];
    }
    for (int row = 0; row < values.length; row++) {
      values[row] = factor * shared[row % count];
    }
  }

  @Override
  public void decide(float[] actions) {
    System.arraycopy(batteries.units().state(0), 0, before, 0, before.length);
    batteries.fleet().deliverable(lanes.step(), batteries.units());
    lookAround();
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      decide(microgrid, actions);
    }
  }

  private void decide(int microgrid, float[] actions) {
    double[] output = turbines.units().setpoint(0);
    double[] power = batteries.units().setpoint(0);
    double[] low = batteries.units().low(0);
    double[] high = batteries.units().high(0);
    int firstOutput = turbines.unit(microgrid) * count;
    int firstPower = batteries.unit(microgrid) * count;
    double discharge = battery[microgrid].dischargePower();
    double inward = battery[microgrid].chargePower();
    double reach = REACH * turbine[microgrid].maximum();
    int place = microgrid * 2;
    for (int lane = 0; lane < count; lane++) {
      double asked = Math.clamp(actions[place + 1], -1, 1);
      int row = firstPower + lane;
      double part = Math.max(0, Math.abs(asked) - IDLE) / (1 - IDLE);
      power[row] = asked > 0 ? part * discharge : 0 - part * inward;
      double given = Math.clamp(power[row], low[row], high[row]);
      double wanted = lacking(microgrid, lane, given) + Math.clamp(actions[place], -1, 1) * reach;
      output[firstOutput + lane] = paying(microgrid, lane, wanted);
      place += agents * 2;
    }
  }

  /// What a microgrid's turbine has to give for its share of the pool, its battery at `given`.
  private double lacking(int microgrid, int lane, double given) {
    return share[microgrid] * net[microgrid * count + lane] - given;
  }

  /// The nearest output that can pay.
  private double paying(int microgrid, int lane, double wanted) {
    int grid = grids.unit(microgrid) * count + lane;
    double open = grids.units().input(2)[grid];
    double cheap = cheap(microgrid, grids.units().input(1)[grid], open);
    double dear = dear(microgrid, grids.units().input(0)[grid], open);
    return Math.clamp(wanted, cheap, Math.max(cheap, dear));
  }

  @Override
  public void shown(float[] least, float[] greatest) {
    lookAround();
    batteries.fleet().deliverable(lanes.step(), batteries.units());
    double[] output = turbines.units().setpoint(0);
    double[] power = batteries.units().setpoint(0);
    double[] low = batteries.units().low(0);
    double[] high = batteries.units().high(0);
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      double reach = REACH * turbine[microgrid].maximum();
      for (int lane = 0; lane < count; lane++) {
        int store = batteries.unit(microgrid) * count + lane;
        double set = power[store];
        double given = Math.clamp(set, low[store], high[store]);
        double run = output[turbines.unit(microgrid) * count + lane];
        double lacking = lacking(microgrid, lane, given);
        boolean economic = Math.abs(run - paying(microgrid, lane, lacking)) < 1e-6;
        int place = (lane * agents + microgrid) * 2;
        least[place] = economic ? 0 : (float) Math.clamp((run - lacking) / reach, -1, 1);
        double most =
            set > 0 ? battery[microgrid].dischargePower() : battery[microgrid].chargePower();
        double part = most == 0 ? 0 : Math.min(1, Math.abs(set) / most);
        least[place + 1] = set == 0 ? 0 : (float) Math.copySign(IDLE + (1 - IDLE) * part, set);
      }
    }
    System.arraycopy(least, 0, greatest, 0, least.length);
  }

  @Override
  public void reward(Transition out) {
    lookBack();
    float[] reward = out.reward(role);
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      reward(microgrid, reward);
    }
  }

  /// What the turbines and batteries of every microgrid's pool gave, and what the pool paid beside
  /// them: for its trade with the main grid, load not served, losses.
  private void lookBack() {
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      int toTurbine = (turbines.unit(microgrid) - microgrid) * count;
      int toBattery = (batteries.unit(microgrid) - microgrid) * count;
      for (int row = microgrid * count; row < (microgrid + 1) * count; row++) {
        int run = row + toTurbine;
        int store = row + toBattery;
        own[row] = turbines.units().power(0)[run] + batteries.units().power(0)[store];
        running[row] = turbines.units().cost(0)[run] + batteries.units().cost(0)[store];
        given[row] = own[row];
        exchanged[row] = lanes.cost()[row] - running[row];
      }
    }
    if (pooling == Pooling.TOGETHER) {
      spread(given, 1);
      spread(exchanged, 1);
      for (int row = 0; row < exchanged.length; row++) {
        exchanged[row] += lanes.networkCost()[row % count];
      }
    }
  }

  private void reward(int microgrid, float[] reward) {
    double[] energy = batteries.units().state(0);
    Battery store = battery[microgrid];
    double worth = store.dischargeEfficiency() * meanPrice;
    double lowest = store.minimumCharge() * store.capacity();
    double highest = store.maximumCharge() * store.capacity();
    int place = microgrid;
    for (int lane = 0; lane < count; lane++) {
      int row = microgrid * count + lane;
      int stored = batteries.unit(microgrid) * count + lane;
      double without = exchange(microgrid, lane, net[row] - given[row] + own[row]);
      double gained = energy[stored] - before[stored];
      double beyond = Math.max(0, energy[stored] - highest) + Math.max(0, lowest - energy[stored]);
      double earned = without - exchanged[row] - running[row] + worth * gained;
      reward[place] = (float) (weight * earned - penalty * beyond / store.capacity());
      place += agents;
    }
  }

  /// What a microgrid's pool pays for an exchange with the main grid without loss, kW to buy.
  private double exchange(int microgrid, int lane, double power) {
    int grid = grids.unit(microgrid) * count + lane;
    double open = grids.units().input(2)[grid];
    double bought = Math.min(Math.max(0, power), open * mostBought[microgrid]);
    double sold = Math.min(Math.max(0, -power), open * mostSold[microgrid]);
    double unserved = Math.max(0, power) - bought;
    return lanes.step().hours()
        * (grids.units().input(0)[grid] * bought
            - grids.units().input(1)[grid] * sold
            + lostLoadValue * unserved);
  }
}
