package org.skerry.energy.game;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;

/// Microgrids that share power as if no network lay between them, ours: what one has too much
/// serves those who are short, first what their own connections cannot buy or sell, then all in
/// equal shares; the rest each buys or sells for itself. What is beyond its connection gives way in
/// the order of [Merit]: in each microgrid alone, or, where no connection has room, as in an
/// outage, by priority across all of them, who then buy for each other. Heat and reactive power are
/// settled by each microgrid alone, as in [OwnBalance].
public final class Netting implements Settlement {
  private static final int ROUNDS = 100; // each stops a generator

  private final Lanes lanes;
  private final Connections grids;
  private final OwnBalance own;
  private final Merit together;
  private final Merit[] alone;
  private final double[] balance;
  private final double[] beyond;
  private final double[] given;
  private final boolean[] balanced;
  private final boolean[] forAll;

  /// Prepares the netting of one running game.
  ///
  /// @throws IllegalArgumentException if a microgrid has no connection to the main grid or several,
  ///   or one that charges by blocks or keeps storage from feeding in
  public Netting(Lanes lanes) {
    for (Equipment kind : lanes.all(GridConnection.class)) {
      for (Device device : kind.devices()) {
        GridConnection grid = (GridConnection) device;
        if (grid.blocks() || !grid.storageExport()) {
          throw new IllegalArgumentException(
              "Connection '%s' has blocks or storageExport: false, but that is kept only where every microgrid settles alone. Remove it."
                  .formatted(grid.name()));
        }
      }
    }
    this.lanes = lanes;
    grids = new Connections(lanes);
    own = new OwnBalance(lanes);
    together = new Merit(lanes, Carrier.POWER, IntStream.range(0, lanes.sites()).toArray());
    alone = new Merit[lanes.sites()];
    Arrays.setAll(alone, microgrid -> new Merit(lanes, Carrier.POWER, microgrid));
    balance = new double[lanes.sites() * lanes.count()];
    beyond = new double[lanes.sites()];
    given = new double[balance.length];
    balanced = new boolean[lanes.count()];
    forAll = new boolean[lanes.count()];
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public void settle() {
    settlePower();
    own.settleHeat();
    own.settleReactive();
  }

  /// Settles power alone, for settlements that look at a network before the rest.
  void settlePower() {
    Arrays.fill(balanced, false);
    Arrays.fill(forAll, false);
    settleOpen();
  }

  /// Opens a lane again in which units gave way to a network after [#settlePower], for
  /// [#settleOpen].
  ///
  /// @param fed what each microgrid fed in before that without its connection, kW, shape
  ///   `[microgrids × lanes]`
  void open(int lane, double[] fed) {
    balanced[lane] = false;
    for (int microgrid = 0; microgrid < alone.length; microgrid++) {
      int row = microgrid * lanes.count() + lane;
      given[row] = fed[row] + grids.traded(microgrid, 0, lane);
    }
  }

  /// Settles power in open lanes: anew as long as generators stop on which others relied. Where
  /// microgrids gave way for each other they go on giving each other the same: who lost load for
  /// another has room again, and shared anew the other would lose as much a second time.
  void settleOpen() {
    boolean all = false;
    for (int round = 0; round < ROUNDS && !all; round++) {
      lanes.balance(Carrier.POWER, GridConnection.class, balance);
      all = true;
      for (int lane = 0; lane < lanes.count(); lane++) {
        if (!balanced[lane]) {
          balanced[lane] = forAll[lane] ? keepGiving(lane) : share(lane);
          all &= balanced[lane];
        }
      }
    }
  }

  /// Trades what leaves what each gives the others as it was; what a connection cannot, those with
  /// room do, and what is beyond all of them gives way across all. Returns whether all is balanced
  /// then: always, as far as anybody can.
  private boolean keepGiving(int lane) {
    double open = 0;
    for (int microgrid = 0; microgrid < alone.length; microgrid++) {
      int row = microgrid * lanes.count() + lane;
      double wanted = given[row] - balance[row];
      open += grids.trade(microgrid, 0, lane, wanted) - wanted;
    }
    together.correct(lane, grids.take(lane, open));
    return true;
  }

  /// Shares the surplus of a lane, trades the rest, and makes give way who is beyond limits;
  /// returns whether all is balanced then.
  private boolean share(int lane) {
    int count = lanes.count();
    double missing = 0;
    double spare = 0;
    double stuckMissing = 0;
    double stuckSpare = 0;
    for (int microgrid = 0; microgrid < alone.length; microgrid++) {
      double wanted = -balance[microgrid * count + lane];
      missing += Math.max(0, wanted);
      spare += Math.max(0, -wanted);
      stuckMissing += Math.max(0, stuck(microgrid, lane, wanted));
      stuckSpare += Math.max(0, -stuck(microgrid, lane, wanted));
    }
    double shared = Math.min(missing, spare);
    double open = 0;
    double room = 0;
    for (int microgrid = 0; microgrid < alone.length; microgrid++) {
      double wanted = -balance[microgrid * count + lane];
      double stuck = stuck(microgrid, lane, wanted);
      double rest =
          wanted > 0
              ? rest(wanted, stuck, missing, stuckMissing, shared)
              : rest(wanted, stuck, spare, stuckSpare, shared);
      double traded = grids.trade(microgrid, 0, lane, rest);
      beyond[microgrid] = traded - rest;
      open += beyond[microgrid];
      room += grids.high(microgrid, 0, lane) - traded;
    }
    if (open < 0 && room <= Merit.NOTHING) {
      forAll[lane] = true;
      together.correct(lane, open);
      return true;
    }
    double left = 0;
    for (int microgrid = 0; microgrid < alone.length; microgrid++) {
      left += Math.abs(alone[microgrid].correct(lane, beyond[microgrid]));
    }
    return left <= Merit.NOTHING;
  }

  /// What a microgrid's own connection can neither buy nor sell of what it wants, with its sign.
  private double stuck(int microgrid, int lane, double wanted) {
    double low = grids.low(microgrid, 0, lane);
    double high = grids.high(microgrid, 0, lane);
    return wanted - Math.max(low, Math.min(high, wanted));
  }

  /// What is left of `wanted` after sharing: what is stuck is shared first.
  ///
  /// @param all what is wanted by all on this side, 0 or more
  /// @param allStuck what of that is stuck
  /// @param shared what the two sides share, at most `all`
  private static double rest(
      double wanted, double stuck, double all, double allStuck, double shared) {
    if (all <= 0) {
      return 0;
    }
    if (shared < allStuck) {
      return wanted - stuck * (shared / allStuck);
    }
    double others = all - allStuck;
    double part = others > 0 ? (shared - allStuck) / others : 0;
    return (wanted - stuck) * (1 - part);
  }
}
