package org.skerry.energy.market;

import java.util.Arrays;

/// The prices of the three tiers in every lane, nested so that trading near always pays: r_bd ≤
/// r_bm ≤ r_bh ≤ r_sh ≤ r_sm ≤ r_sd of MAHTM (MAHTM: A Multi-Agent Framework for Hierarchical
/// Transactive Microgrids, 2023). The outside gives r_sd and r_bd; the distributor sets r_sm and
/// r_bm between them, and each microgrid r_sh and r_bh between those.
///
/// Named from the household's side: it pays the price of buying (the source's "sell", r_s) and
/// earns the price of selling (its "buy", r_b). Who sets a pair of prices says where its middle is
/// in the band, and how much of the room around the middle lies between them, both in [-1, 1],
/// ours: every pair in the band has one such position.
public final class Prices {
  /// Where the six prices are evenly spaced and nobody sets them: r_bm and r_sm keep 3/5 of the
  /// band, r_bh and r_sh a third of that.
  private static final double EVEN_BETWEEN = 2 * 3.0 / 5 - 1;

  private static final double EVEN_INSIDE = 2 / 3.0 - 1;

  private final int microgrids;
  private final int lanes;
  private final double[] outsideBuy;
  private final double[] outsideSell;
  private final double[] betweenBuy;
  private final double[] betweenSell;
  private final double[] insideBuy;
  private final double[] insideSell;
  private final double[] betweenMiddle;
  private final double[] betweenSpread;
  private final double[] insideMiddle;
  private final double[] insideSpread;

  Prices(int microgrids, int lanes) {
    this.microgrids = microgrids;
    this.lanes = lanes;
    outsideBuy = new double[lanes];
    outsideSell = new double[lanes];
    betweenBuy = new double[lanes];
    betweenSell = new double[lanes];
    betweenMiddle = new double[lanes];
    betweenSpread = new double[lanes];
    insideBuy = new double[microgrids * lanes];
    insideSell = new double[microgrids * lanes];
    insideMiddle = new double[microgrids * lanes];
    insideSpread = new double[microgrids * lanes];
    fixed();
  }

  /// Sets the positions that hold where nobody sets prices: all six evenly spaced.
  public void fixed() {
    Arrays.fill(betweenMiddle, 0);
    Arrays.fill(betweenSpread, EVEN_BETWEEN);
    Arrays.fill(insideMiddle, 0);
    Arrays.fill(insideSpread, EVEN_INSIDE);
  }

  /// Takes the outside prices of the step to come, and works out the others at their positions.
  ///
  /// @param buy what the outside asks per kWh, first `[lanes]`
  /// @param sell what it pays per kWh, first `[lanes]`, not above `buy`
  public void open(double[] buy, double[] sell) {
    System.arraycopy(buy, 0, outsideBuy, 0, lanes);
    System.arraycopy(sell, 0, outsideSell, 0, lanes);
    quote();
  }

  /// Sets the position of the prices between microgrids; [#quote] makes prices of it.
  ///
  /// @param middle of the two prices in the band of the outside, clipped to [-1, 1]
  /// @param spread of the two around it, clipped to [-1, 1]
  public void between(int lane, double middle, double spread) {
    betweenMiddle[lane] = Math.clamp(middle, -1, 1);
    betweenSpread[lane] = Math.clamp(spread, -1, 1);
  }

  /// Sets the position of the prices inside a microgrid; [#quote] makes prices of it.
  ///
  /// @param middle of the two prices in the band between microgrids, clipped to [-1, 1]
  /// @param spread of the two around it, clipped to [-1, 1]
  public void inside(int microgrid, int lane, double middle, double spread) {
    insideMiddle[microgrid * lanes + lane] = Math.clamp(middle, -1, 1);
    insideSpread[microgrid * lanes + lane] = Math.clamp(spread, -1, 1);
  }

  /// Works out all prices from the outside's and the positions.
  public void quote() {
    quote(outsideBuy, outsideSell, betweenMiddle, betweenSpread, 0, betweenBuy, betweenSell);
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      int row = microgrid * lanes;
      quote(betweenBuy, betweenSell, insideMiddle, insideSpread, row, insideBuy, insideSell);
    }
  }

  private void quote(
      double[] high,
      double[] low,
      double[] middle,
      double[] spread,
      int row,
      double[] buy,
      double[] sell) {
    for (int lane = 0; lane < lanes; lane++) {
      double top = high[lane];
      double bottom = low[lane];
      double above = (middle[row + lane] + 1) / 2 * (top - bottom);
      double centre = Math.min(top, bottom + above); // rounding must not leave the band
      double room = Math.min(top - centre, centre - bottom);
      double apart = (spread[row + lane] + 1) / 2 * room;
      buy[row + lane] = Math.min(top, centre + apart);
      sell[row + lane] = Math.max(bottom, centre - apart);
    }
  }

  /// What the outside asks per kWh without carbon, r_sd, shape `[lanes]`.
  public double[] outsideBuy() {
    return outsideBuy;
  }

  /// What the outside pays per kWh, r_bd, shape `[lanes]`.
  public double[] outsideSell() {
    return outsideSell;
  }

  /// What a household pays per kWh from another microgrid, r_sm, shape `[lanes]`.
  public double[] betweenBuy() {
    return betweenBuy;
  }

  /// What a household earns per kWh for another microgrid, r_bm, shape `[lanes]`.
  public double[] betweenSell() {
    return betweenSell;
  }

  /// What a household pays per kWh from its own microgrid, r_sh, shape `[microgrids × lanes]`.
  public double[] insideBuy() {
    return insideBuy;
  }

  /// What a household earns per kWh for its own microgrid, r_bh, shape `[microgrids × lanes]`.
  public double[] insideSell() {
    return insideSell;
  }
}
