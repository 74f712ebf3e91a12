package org.skerry.energy.game;

import java.util.ArrayList;
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
  private final double[] balance;
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
    balance = new double[lanes.sites() * lanes.count()];
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
    boolean balanced = false;
    for (int round = 0; round < ROUNDS && !balanced; round++) {
      lanes.balance(Carrier.POWER, GridConnection.class, balance);
      for (int row = 0; row < balance.length; row++) {
        balance[row] = -balance[row];
      }
      market.clear(balance, lanes.step().hours());
      balanced = connect() <= Merit.NOTHING || correct();
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
    double beyond = 0;
    for (int row = 0; row < balance.length; row++) {
      double power = Math.max(low[row], Math.min(high[row], left[row]));
      traded[row] = power;
      balance[row] = left[row] - power;
      beyond = Math.max(beyond, Math.abs(balance[row]));
    }
    return beyond;
  }

  /// Makes give way what is beyond the connections; returns whether all is balanced then. If not, a
  /// generator stopped whose output was sold, and all trade anew.
  private boolean correct() {
    boolean balanced = true;
    for (int row = 0; row < balance.length; row++) {
      if (Math.abs(balance[row]) > Merit.NOTHING) {
        Merit merit = merit(row / lanes.count());
        double open = merit.correct(row % lanes.count(), -balance[row]);
        balanced &= Math.abs(open) <= Merit.NOTHING;
      }
    }
    return balanced;
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
