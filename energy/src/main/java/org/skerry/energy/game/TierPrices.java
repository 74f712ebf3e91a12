package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Part;
import org.skerry.energy.device.Units;
import org.skerry.energy.market.LocalMarket;
import org.skerry.energy.market.Prices;
import org.skerry.energy.scenario.Timeline;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Transition;

/// The second and the third layer of MAHTM (MAHTM: A Multi-Agent Framework for Hierarchical
/// Transactive Microgrids, 2023): who sets the prices of a tier. They act before the households in
/// the same hour, the distributor first.
///
/// Observation, ours: sine and cosine of the local time of day; the prices of buying and selling
/// that bound the own ones, and the price of carbon, over the mean price of the outside; what was
/// traded in the last hour inside, between and with the outside by the microgrid (for the
/// distributor by all), kW per household, positive bought; 0 at the beginning. Nothing of single
/// households.
///
/// Action, ours: the position of the own pair of prices in its band, see [Prices]: where its middle
/// is, and how far apart the two are, each in [-1, 1].
///
/// Reward, ours: what is earned by export less what is paid for import, carbon included, in the
/// tiers above. Eqs. (8) and (12) taken to the letter, a minimum of what export earns, would punish
/// export.
public final class TierPrices implements Layer {
  private static final int OBSERVATIONS = 8;

  private final Lanes lanes;
  private final Tier tier;
  private final LocalMarket market;
  private final int count;
  private final int agents;
  private final Role role;
  private final Units grids;
  private final int carbon;
  private final double perGram;
  private final double perPrice;
  private final float[] sine;
  private final float[] cosine;
  private final double[] near;
  private final double[] far;
  private final double[] out;
  private final double[] earned;

  /// Whose prices they are.
  public enum Tier {
    /// Between microgrids, set by one distributor: r_sm and r_bm.
    DISTRIBUTOR,
    /// Inside each microgrid, set by one agent each: r_sh and r_bh.
    MICROGRID
  }

  /// @throws IllegalArgumentException if the scenario has no local trade
  public TierPrices(Lanes lanes, Tier tier) {
    this.lanes = lanes;
    this.tier = tier;
    market = lanes.market();
    count = lanes.count();
    agents = tier == Tier.DISTRIBUTOR ? 1 : market.microgrids();
    String name = tier == Tier.DISTRIBUTOR ? "distributor" : "microgrid";
    role =
        new Role(
            name,
            Layers.form(TierPrices.class, tier),
            agents,
            Space.Box.unbounded(OBSERVATIONS),
            Space.Box.symmetric(2));
    Equipment kind = lanes.onePerSite(GridConnection.class);
    grids = kind.units();
    carbon = grids.inputIndex("carbon");
    perGram =
        ((GridConnection) kind.devices().getFirst()).carbon().map(it -> it.perKwh(1)).orElse(0.0);
    perPrice = 1 / StoredWorth.meanPrice(lanes.setting());
    Timeline timeline = lanes.setting().timeline();
    sine = new float[timeline.steps()];
    cosine = new float[timeline.steps()];
    for (int step = 0; step < timeline.steps(); step++) {
      double angle = 2 * Math.PI * timeline.timeOfDay(step) / 24;
      sine[step] = (float) Math.sin(angle);
      cosine[step] = (float) Math.cos(angle);
    }
    near = new double[count];
    far = new double[count];
    out = new double[count];
    earned = new double[count];
  }

  @Override
  public Role role() {
    return role;
  }

  /// None: prices move no equipment by themselves.
  @Override
  public List<Equipment> sets() {
    return List.of();
  }

  @Override
  public void observe(float[] seen) {
    Prices prices = market.prices();
    boolean top = tier == Tier.DISTRIBUTOR;
    double[] buy = top ? prices.outsideBuy() : prices.betweenBuy();
    double[] sell = top ? prices.outsideSell() : prices.betweenSell();
    double[] grams = grids.input(Math.max(0, carbon));
    int[] time = lanes.time();
    for (int agent = 0; agent < agents; agent++) {
      int from = first(agent);
      int to = last(agent);
      sumBought(market.inside(), from, to, near);
      if (top) {
        sumBought(market.between(), from, to, far);
      } else {
        sum(market.between(), from, to, far);
      }
      sum(grids.power(0), from, to, out);
      double share = 1.0 / (to - from);
      int place = agent * OBSERVATIONS;
      for (int lane = 0; lane < count; lane++) {
        seen[place] = sine[time[lane]];
        seen[place + 1] = cosine[time[lane]];
        seen[place + 2] = (float) (buy[lane] * perPrice);
        seen[place + 3] = (float) (sell[lane] * perPrice);
        seen[place + 4] = (float) (grams[lane] * perGram * perPrice);
        seen[place + 5] = (float) (near[lane] * share);
        seen[place + 6] = (float) (far[lane] * share);
        seen[place + 7] = (float) (out[lane] * share);
        place += agents * OBSERVATIONS;
      }
    }
  }

  @Override
  public void decide(float[] actions) {
    Prices prices = market.prices();
    for (int lane = 0; lane < count; lane++) {
      for (int agent = 0; agent < agents; agent++) {
        int action = 2 * (lane * agents + agent);
        if (tier == Tier.DISTRIBUTOR) {
          prices.between(lane, actions[action], actions[action + 1]);
        } else {
          prices.inside(agent, lane, actions[action], actions[action + 1]);
        }
      }
    }
    prices.quote();
  }

  @Override
  public void reward(Transition transition) {
    float[] reward = transition.reward(role);
    Prices prices = market.prices();
    double[] buy = prices.betweenBuy();
    double[] sell = prices.betweenSell();
    double hours = lanes.step().hours();
    for (int agent = 0; agent < agents; agent++) {
      Arrays.fill(earned, 0);
      for (int site = first(agent); site < last(agent); site++) {
        subtractOutside(site);
      }
      if (tier == Tier.MICROGRID) {
        sum(market.between(), first(agent), last(agent), far);
        for (int lane = 0; lane < count; lane++) {
          earned[lane] -= hours * far[lane] * (far[lane] > 0 ? buy[lane] : sell[lane]);
        }
      }
      for (int lane = 0; lane < count; lane++) {
        reward[lane * agents + agent] = (float) earned[lane];
      }
    }
  }

  /// Takes what a household paid at its meter, carbon included, from what was earned.
  private void subtractOutside(int site) {
    int row = site * count;
    double[] paid = lanes.cost();
    double[] neighbours = market.paid();
    for (int lane = 0; lane < count; lane++) {
      earned[lane] -= paid[row + lane] - neighbours[row + lane];
    }
  }

  /// What households bought less what they sold.
  private void sum(double[] traded, int from, int to, double[] sums) {
    Arrays.fill(sums, 0);
    for (int site = from; site < to; site++) {
      int row = site * count;
      for (int lane = 0; lane < count; lane++) {
        sums[lane] += traded[row + lane];
      }
    }
  }

  /// What households bought of a tier in which all that is bought is also sold.
  private void sumBought(double[] traded, int from, int to, double[] sums) {
    Arrays.fill(sums, 0);
    for (int site = from; site < to; site++) {
      int row = site * count;
      for (int lane = 0; lane < count; lane++) {
        sums[lane] += Part.positive(traded[row + lane]);
      }
    }
  }

  private int first(int agent) {
    return tier == Tier.DISTRIBUTOR ? 0 : market.first(agent);
  }

  private int last(int agent) {
    return tier == Tier.DISTRIBUTOR ? market.households() : market.first(agent + 1);
  }
}
