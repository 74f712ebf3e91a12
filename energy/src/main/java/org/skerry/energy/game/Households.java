package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.market.LocalMarket;
import org.skerry.energy.market.Prices;
import org.skerry.energy.scenario.Timeline;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Transition;

/// The first layer of MAHTM (MAHTM: A Multi-Agent Framework for Hierarchical Transactive
/// Microgrids, 2023): one agent for each household with a battery.
///
/// Observation, ours, the same for every household and relative to the size of its battery, so that
/// one network serves all: sine and cosine of the local time of day; the own net load, and the own
/// sun and wind now, per hour of the capacity; state of charge in [0, 1]; prices of buying and
/// selling of the three tiers and the price of carbon, each over the mean price of buying from the
/// outside; what the whole community needs now before batteries, per hour of its capacity, and its
/// state of charge; what energy in the community's store is worth after this step more than it
/// costs outside now, carbon included, part by part ([StoredWorth]), where [Knowledge] has it; then
/// what is installed ([Installed]). Of other households only sums.
///
/// Action: one of `levels` powers from full discharge to full charge, evenly spaced; with an odd
/// number the middle one is exactly idle. [Choice] tells how agents choose. Reward, in the
/// scenario's currency if nothing else is said: [Earning].
public final class Households implements TeachableLayer {
  private static final int NOW = 14;
  private static final int SHARED = 6; // numbers that all households of a lane see alike

  private final Lanes lanes;
  private final LocalMarket market;
  private final int count;
  private final BatteryLevels levels;
  private final Earning earning;
  private final Role role;
  private final Equipment batteries;
  private final Units grids;
  private final int[] siteOf;
  private final Source[][] loads;
  private final Source[][] suns;
  private final float[] attributes;
  private final float[] sine;
  private final float[] cosine;
  private final double perPrice;
  private final double perGram;
  private final double[] total;
  private final double[] need;
  private final double[] stored;
  private final float[] shared; // `[lanes][SHARED]`
  private final double[] load; // of one agent
  private final double[] sun; // of one agent
  private final int observations;
  private final Optional<StoredWorth> worth;
  private final int told; // numbers of it
  private final double capacity;

  /// A unit that needs or gives power whatever the battery does: its input, and its first row.
  private static final class Source {
    private final double[] values;
    private final int first;

    Source(double[] values, int first) {
      this.values = values;
      this.first = first;
    }
  }

  /// How an agent chooses a power.
  public enum Choice {
    /// By the number of its level, 0 for full discharge.
    LEVEL,
    /// By a limit on what is kept in store, from -1 to 1. A household balances its share of what
    /// the community needs or has too much, in proportion to its battery's power, as far as the
    /// limit allows. Below 0 it is a floor: at -0.3 it keeps 30 % of what it can hold, and buys
    /// what is missing. Above 0 it is a ceiling: at 0.3 it keeps 30 % free, and sells what is too
    /// much. What comes of it is rounded to a level ([BatteryLevels]), together with what other
    /// households' rounding left over.
    LIMIT
  }

  /// What a household is told beside what it can measure and the prices of now.
  public enum Knowledge {
    /// What energy in store will be worth, from a program of published prices and usual needs.
    WATER_VALUES,
    /// Nothing: what energy will be worth it has to learn.
    NONE
  }

  /// What a household is rewarded for.
  public enum Earning {
    /// Minus what it pays itself, carbon included, Eq. (4).
    OWN,
    /// Minus what all households, microgrids and the distributor pay together, shared out equally.
    COMMUNITY,
    /// What its battery saved the community in this step: the community's cost had it stood still,
    /// less the cost there was, its wear included, in kWh at the mean price of buying outside. What
    /// is good for one is good for all.
    CONTRIBUTION
  }

  /// Agents who choose by number and are told water values.
  ///
  /// @param levels choices of power, at least 2
  /// @throws IllegalArgumentException as below
  public Households(Lanes lanes, int levels, Earning earning) {
    this(lanes, levels, Choice.LEVEL, Knowledge.WATER_VALUES, earning);
  }

  /// @param levels choices of power, at least 2
  /// @throws IllegalArgumentException if the scenario has no local trade, no household has a
  ///   battery, or a household has several
  public Households(Lanes lanes, int levels, Choice choice, Knowledge knowledge, Earning earning) {
    this.lanes = lanes;
    this.earning = earning;
    market = lanes.market();
    count = lanes.count();
    if (levels < 2) {
      throw new IllegalArgumentException(
          "levels is " + levels + ", but must be at least 2. Use 40, or 41 with an exact idle.");
    }
    batteries = batteries(lanes);
    this.levels = new BatteryLevels(lanes, batteries, levels, choice);
    grids = lanes.onePerSite(GridConnection.class).units();
    int agents = batteries.devices().size();
    worth =
        knowledge == Knowledge.NONE
            ? Optional.empty()
            : Optional.of(
                new StoredWorth(
                    lanes.setting(),
                    batteries.devices().stream().map(Battery.class::cast).toList()));
    told = worth.isPresent() ? StoredWorth.PARTS : 0;
    observations = NOW + told + Installed.NUMBERS;
    role =
        new Role(
            "household",
            Layers.form(Households.class, choice, knowledge, levels),
            agents,
            Space.Box.unbounded(observations),
            choice == Choice.LEVEL ? new Space.Discrete(levels) : Space.Box.symmetric(1));
    siteOf = new int[agents];
    loads = new Source[agents][];
    suns = new Source[agents][];
    for (int agent = 0; agent < agents; agent++) {
      siteOf[agent] = batteries.site(agent);
      loads[agent] = find(siteOf[agent], 1);
      suns[agent] = find(siteOf[agent], -1);
    }
    Timeline timeline = lanes.setting().timeline();
    sine = new float[timeline.steps()];
    cosine = new float[timeline.steps()];
    for (int step = 0; step < timeline.steps(); step++) {
      double angle = 2 * Math.PI * timeline.timeOfDay(step) / 24;
      sine[step] = (float) Math.sin(angle);
      cosine[step] = (float) Math.cos(angle);
    }
    perGram =
        ((GridConnection) lanes.onePerSite(GridConnection.class).devices().getFirst())
            .carbon()
            .map(carbon -> carbon.perKwh(1))
            .orElse(0.0);
    total = new double[count];
    need = new double[count];
    stored = new double[count];
    shared = new float[count * SHARED];
    load = new double[count];
    sun = new double[count];
    Installed installed = new Installed(lanes, batteries);
    attributes = installed.numbers();
    capacity = installed.capacity();
    perPrice = 1 / StoredWorth.meanPrice(lanes.setting());
  }

  private static Equipment batteries(Lanes lanes) {
    List<Equipment> found = lanes.all(Battery.class);
    int[] perSite = new int[lanes.sites()];
    for (Equipment kind : found) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (++perSite[kind.site(unit)] > 1) {
          throw new IllegalArgumentException(
              "Household '%s' has several batteries, but an agent runs one. Join them to one."
                  .formatted(lanes.setting().sites().get(kind.site(unit)).name()));
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "No household of scenario '%s' has a battery, so nobody can act. Add one."
              .formatted(lanes.setting().scenario().name()));
    }
    return found.getFirst();
  }

  /// The units of a site that need power, or give it.
  ///
  /// @param sign as in [#sign]
  private Source[] find(int site, int sign) {
    List<Source> found = new ArrayList<>();
    for (Equipment kind : lanes.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (kind.site(unit) == site && sign(kind.devices().get(unit)) == sign) {
          found.add(new Source(kind.units().input(0), unit * count));
        }
      }
    }
    return found.toArray(Source[]::new);
  }

  /// Adds up what the units of a site have in each lane.
  private void add(Source[] sources, double[] sum) {
    if (sources.length == 0) {
      Arrays.fill(sum, 0);
      return;
    }
    System.arraycopy(sources[0].values, sources[0].first, sum, 0, count);
    for (int next = 1; next < sources.length; next++) {
      double[] values = sources[next].values;
      int first = sources[next].first;
      for (int lane = 0; lane < count; lane++) {
        sum[lane] += values[first + lane];
      }
    }
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<Equipment> sets() {
    return List.of(batteries);
  }

  @Override
  public void observe(float[] out) {
    addNeeds();
    addStored();
    share();
    for (int agent = 0; agent < siteOf.length; agent++) {
      observe(agent, out);
    }
  }

  /// Writes what all households of a lane see alike.
  private void share() {
    Prices prices = market.prices();
    double[] buy = prices.outsideBuy();
    double[] sell = prices.outsideSell();
    double[] betweenBuy = prices.betweenBuy();
    double[] betweenSell = prices.betweenSell();
    for (int lane = 0; lane < count; lane++) {
      int at = lane * SHARED;
      shared[at] = (float) (buy[lane] * perPrice);
      shared[at + 1] = (float) (sell[lane] * perPrice);
      shared[at + 2] = (float) (betweenBuy[lane] * perPrice);
      shared[at + 3] = (float) (betweenSell[lane] * perPrice);
      shared[at + 4] = (float) (need[lane] / capacity);
      shared[at + 5] = (float) (stored[lane] / capacity);
    }
  }

  /// The need of all households before batteries, kW.
  private void addNeeds() {
    Arrays.fill(need, 0);
    for (int index = 0; index < lanes.equipment().size(); index++) {
      Equipment kind = lanes.equipment().get(index);
      int sign = sign(kind.devices().getFirst());
      if (sign != 0) {
        double[] power = kind.units().input(0);
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          int row = unit * count;
          for (int lane = 0; lane < count; lane++) {
            need[lane] += sign * power[row + lane];
          }
        }
      }
    }
  }

  /// 1 for what needs power before batteries, -1 for what gives it, 0 for all else.
  static int sign(Device device) {
    return switch (device) {
      case Load load -> load.carrier() == Carrier.POWER ? 1 : 0;
      case Photovoltaic _, WindTurbine _ -> -1;
      default -> 0;
    };
  }

  /// What all batteries hold, kWh.
  private void addStored() {
    Arrays.fill(stored, 0);
    double[] energy = batteries.units().state(0);
    for (int agent = 0; agent < siteOf.length; agent++) {
      for (int lane = 0; lane < count; lane++) {
        stored[lane] += energy[agent * count + lane];
      }
    }
  }

  private void observe(int agent, float[] out) {
    Prices prices = market.prices();
    double[] insideBuy = prices.insideBuy();
    double[] insideSell = prices.insideSell();
    add(loads[agent], load);
    add(suns[agent], sun);
    @Nullable StoredWorth worth = this.worth.orElse(null);
    double[] energy = batteries.units().state(0);
    double[] carbon = carbon();
    int site = siteOf[agent];
    int inside = lanes.setting().sites().get(site).microgrid() * count;
    double share = 1 / ((Battery) batteries.devices().get(agent)).capacity();
    int[] time = lanes.time();
    int place = agent * observations;
    int attribute = agent * Installed.NUMBERS;
    for (int lane = 0; lane < count; lane++) {
      int at = lane * SHARED;
      out[place] = sine[time[lane]];
      out[place + 1] = cosine[time[lane]];
      out[place + 2] = (float) ((load[lane] - sun[lane]) * share);
      out[place + 3] = (float) (sun[lane] * share);
      out[place + 4] = (float) (energy[agent * count + lane] * share);
      out[place + 5] = shared[at];
      out[place + 6] = shared[at + 1];
      out[place + 7] = shared[at + 2];
      out[place + 8] = shared[at + 3];
      out[place + 9] = (float) (insideBuy[inside + lane] * perPrice);
      out[place + 10] = (float) (insideSell[inside + lane] * perPrice);
      out[place + 11] = (float) (carbon[site * count + lane] * perGram * perPrice);
      out[place + 12] = shared[at + 4];
      out[place + 13] = shared[at + 5];
      if (worth != null) {
        worth.observe(time[lane], out, place + NOW);
      }
      float dear = out[place + 5] + out[place + 11]; // the outside's price and carbon
      for (int part = 0; part < told; part++) {
        out[place + NOW + part] -= dear; // to keep or to buy is then a question of sign
      }
      System.arraycopy(attributes, attribute, out, place + NOW + told, Installed.NUMBERS);
      place += siteOf.length * observations;
    }
  }

  /// The carbon of the outside, g per kWh; where it is not accounted for any numbers, which then
  /// count nothing.
  private double[] carbon() {
    int input = grids.inputIndex("carbon");
    return grids.input(Math.max(0, input));
  }

  @Override
  public void decide(float[] actions) {
    addNeeds();
    levels.decide(actions, need);
  }

  @Override
  public void shown(float[] least, float[] greatest) {
    addNeeds();
    levels.show(least, greatest, need);
  }

  @Override
  public void reward(Transition out) {
    float[] reward = out.reward(role);
    switch (earning) {
      case OWN -> own(reward);
      case COMMUNITY -> community(reward);
      case CONTRIBUTION -> contribution(reward);
    }
  }

  private void own(float[] reward) {
    double[] cost = lanes.cost();
    for (int agent = 0; agent < siteOf.length; agent++) {
      int row = siteOf[agent] * count;
      for (int lane = 0; lane < count; lane++) {
        reward[lane * siteOf.length + agent] = (float) -cost[row + lane];
      }
    }
  }

  /// What is paid to neighbours stays in the community.
  private void community(float[] reward) {
    double[] cost = lanes.cost();
    double[] paid = market.paid();
    Arrays.fill(total, 0);
    for (int site = 0; site < lanes.sites(); site++) {
      for (int lane = 0; lane < count; lane++) {
        total[lane] += cost[site * count + lane] - paid[site * count + lane];
      }
    }
    for (int agent = 0; agent < siteOf.length; agent++) {
      for (int lane = 0; lane < count; lane++) {
        reward[lane * siteOf.length + agent] = (float) (-total[lane] / siteOf.length);
      }
    }
  }

  private void contribution(float[] reward) {
    double[] outside = grids.power(0);
    double[] discharged = batteries.units().power(0);
    double[] wear = batteries.units().cost(0);
    double[] buy = market.prices().outsideBuy();
    double[] sell = market.prices().outsideSell();
    double[] carbon = carbon();
    double hours = lanes.step().hours();
    Arrays.fill(total, 0);
    for (int site = 0; site < lanes.sites(); site++) {
      for (int lane = 0; lane < count; lane++) {
        total[lane] += outside[site * count + lane];
      }
    }
    for (int agent = 0; agent < siteOf.length; agent++) {
      for (int lane = 0; lane < count; lane++) {
        double dear = buy[lane] + perGram * carbon[lane];
        double without = total[lane] + discharged[agent * count + lane];
        double saved =
            dear * (Math.max(0, without) - Math.max(0, total[lane]))
                - sell[lane] * (Math.max(0, -without) - Math.max(0, -total[lane]));
        double paid = wear[agent * count + lane];
        reward[lane * siteOf.length + agent] = (float) ((saved * hours - paid) * perPrice);
      }
    }
  }
}
