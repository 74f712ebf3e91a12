package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Units;
import org.skerry.energy.market.LocalMarket;

/// Households trade what they need on the [LocalMarket] of the lanes; their connections to the main
/// grid take what is left for the outside, within their limits. What is beyond them is corrected in
/// the order of [Merit]. Heat and reactive power are settled by each household alone, as in
/// [OwnBalance].
public final class LocalTrade implements Settlement {
  private static final int ROUNDS = 100; // each stops a generator

  private final Lanes lanes;
  private final LocalMarket market;
  private final Units grids;
  private final OwnBalance own;
  private final double[] net;
  private final double[] beyond;
  private final boolean[] balanced;
  private final List<@Nullable Merit> merits;
  private final boolean reactive;

  /// Prepares the trade of one running game.
  ///
  /// @throws IllegalArgumentException if the scenario has no local trade
  public LocalTrade(Lanes lanes) {
    this.lanes = lanes;
    market = lanes.market();
    grids = lanes.onePerSite(GridConnection.class).units();
    own = new OwnBalance(lanes);
    net = new double[lanes.sites() * lanes.count()];
    beyond = new double[net.length];
    balanced = new boolean[lanes.count()];
    merits = new ArrayList<>();
    for (int site = 0; site < lanes.sites(); site++) {
      merits.add(null);
    }
    reactive = lanes.equipment().stream().anyMatch(LocalTrade::turns);
  }

  /// Whether some unit draws or gives reactive power by itself.
  private static boolean turns(Equipment kind) {
    Device first = kind.devices().getFirst();
    if (first instanceof Load load && load.carrier() == Carrier.POWER) {
      return kind.devices().stream().anyMatch(unit -> ((Load) unit).reactivePerPower() > 0);
    }
    return kind.units().control("reactive") >= 0 && !(first instanceof GridConnection);
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public void settle() {
    lanes.balance(Carrier.POWER, GridConnection.class, net);
    for (int row = 0; row < net.length; row++) {
      net[row] = -net[row];
    }
    market.clear(net, lanes.step().hours());
    if (connect() > Merit.NOTHING) {
      Arrays.fill(balanced, false);
      boolean all = correct();
      for (int round = 1; round < ROUNDS && !all; round++) {
        again();
        all = correct();
      }
    }
    own.settleHeat();
    if (reactive) {
      own.settleReactive();
    }
  }

  /// The connections take what the market leaves for the outside; returns the most that one cannot.
  private double connect() {
    double[] left = market.left();
    double[] traded = grids.setpoint(0);
    double[] low = grids.low(0);
    double[] high = grids.high(0);
    double most = 0;
    for (int row = 0; row < net.length; row++) {
      double power = Math.max(low[row], Math.min(high[row], left[row]));
      traded[row] = power;
      beyond[row] = left[row] - power;
      most = Math.max(most, Math.abs(beyond[row]));
    }
    return most;
  }

  /// Trades anew in the lanes that are not balanced. In the others households want what they
  /// wanted, so the market gives them the same.
  private void again() {
    lanes.balance(Carrier.POWER, GridConnection.class, beyond);
    for (int row = 0; row < net.length; row++) {
      if (!balanced[row % lanes.count()]) {
        net[row] = -beyond[row];
      }
    }
    market.clear(net, lanes.step().hours());
    double[] left = market.left();
    double[] traded = grids.setpoint(0);
    for (int row = 0; row < net.length; row++) {
      if (!balanced[row % lanes.count()]) {
        traded[row] = Math.max(grids.low(0)[row], Math.min(grids.high(0)[row], left[row]));
        beyond[row] = left[row] - traded[row];
      }
    }
  }

  /// Makes give way what is beyond the connections; returns whether all is balanced then. If not, a
  /// generator stopped whose output was sold, and all of its lane trade anew.
  private boolean correct() {
    boolean all = true;
    for (int lane = 0; lane < lanes.count(); lane++) {
      if (!balanced[lane]) {
        balanced[lane] = correct(lane);
        all &= balanced[lane];
      }
    }
    return all;
  }

  private boolean correct(int lane) {
    boolean done = true;
    for (int site = 0; site < lanes.sites(); site++) {
      double over = beyond[site * lanes.count() + lane];
      if (Math.abs(over) > Merit.NOTHING) {
        done &= Math.abs(merit(site).correct(lane, -over)) <= Merit.NOTHING;
      }
    }
    return done;
  }

  private Merit merit(int site) {
    Merit known = merits.get(site);
    if (known == null) {
      known = new Merit(lanes, Carrier.POWER, site);
      merits.set(site, known);
    }
    return known;
  }
}
