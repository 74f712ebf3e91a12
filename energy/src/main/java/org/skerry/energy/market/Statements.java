package org.skerry.energy.market;

import java.util.EnumMap;
import java.util.Map;

/// What each household, each microgrid and the distributor owe and earn, as on a bill: every amount
/// of every step is rounded once to 10⁻⁹ of the currency, and all sums are of whole numbers, so
/// that the statements of households add up to those of the others to the last digit.
///
/// What households pay for trade inside a microgrid less what they earn is the margin of the
/// microgrid; between microgrids it is that of the distributor.
public final class Statements {
  private static final double UNITS = 1e9;
  private static final long[] NONE = {};

  private final LocalMarket market;
  private final Map<Line, long[]> amounts = new EnumMap<>(Line.class);

  /// A line of a statement.
  public enum Line {
    /// Paid for what was bought inside the microgrid.
    INSIDE_PAID,
    /// Earned for what was sold inside the microgrid.
    INSIDE_EARNED,
    /// Paid for what was bought from other microgrids.
    BETWEEN_PAID,
    /// Earned for what was sold to other microgrids.
    BETWEEN_EARNED,
    /// Paid to the outside, without carbon.
    OUTSIDE_PAID,
    /// Earned from the outside.
    OUTSIDE_EARNED,
    /// Paid for the carbon of what was bought outside.
    CARBON
  }

  /// Empty statements of the households of a market.
  public Statements(LocalMarket market) {
    this.market = market;
    for (Line line : Line.values()) {
      amounts.put(line, new long[market.households()]);
    }
  }

  /// Enters what a lane of the market traded in its last step, at the prices of that step. To be
  /// called after the trade and before the prices of the next step.
  ///
  /// @param lane of the market
  /// @param outside what each household's meter shows, kW, shape `[households × lanes]`; negative
  ///   where it sold
  /// @param carbon what carbon costs per kWh bought outside
  /// @param hours length of the step
  public void post(int lane, double[] outside, double carbon, double hours) {
    Prices prices = market.prices();
    int lanes = market.lanes();
    for (int microgrid = 0; microgrid < market.microgrids(); microgrid++) {
      int price = microgrid * lanes + lane;
      for (int home = market.first(microgrid); home < market.first(microgrid + 1); home++) {
        double near = market.inside()[home * lanes + lane] * hours;
        double far = market.between()[home * lanes + lane] * hours;
        double out = outside[home * lanes + lane] * hours;
        enter(Line.INSIDE_PAID, home, near, prices.insideBuy()[price]);
        enter(Line.INSIDE_EARNED, home, -near, prices.insideSell()[price]);
        enter(Line.BETWEEN_PAID, home, far, prices.betweenBuy()[lane]);
        enter(Line.BETWEEN_EARNED, home, -far, prices.betweenSell()[lane]);
        enter(Line.OUTSIDE_PAID, home, out, prices.outsideBuy()[lane]);
        enter(Line.OUTSIDE_EARNED, home, -out, prices.outsideSell()[lane]);
        enter(Line.CARBON, home, out, carbon);
      }
    }
  }

  private void enter(Line line, int household, double energy, double price) {
    if (energy > 0) {
      amounts(line)[household] += Math.round(energy * price * UNITS);
    }
  }

  /// An amount of a statement in the currency.
  public static double money(long amount) {
    return amount / UNITS;
  }

  /// One line of a household's statement, in 10⁻⁹ of the currency.
  public long line(int household, Line line) {
    return amounts(line)[household];
  }

  /// What a household owes in all, less what it earns, in 10⁻⁹ of the currency.
  public long household(int household) {
    return inside(household)
        + between(household)
        + line(household, Line.OUTSIDE_PAID)
        - line(household, Line.OUTSIDE_EARNED)
        + line(household, Line.CARBON);
  }

  /// What a microgrid keeps of the trade inside, in 10⁻⁹ of the currency.
  public long microgrid(int microgrid) {
    long margin = 0;
    for (int home = market.first(microgrid); home < market.first(microgrid + 1); home++) {
      margin += inside(home);
    }
    return margin;
  }

  /// What the distributor keeps of the trade between microgrids, in 10⁻⁹ of the currency.
  public long distributor() {
    long margin = 0;
    for (int home = 0; home < market.households(); home++) {
      margin += between(home);
    }
    return margin;
  }

  /// What the outside gets, less what it pays, in 10⁻⁹ of the currency.
  public long outside() {
    return sum(Line.OUTSIDE_PAID) - sum(Line.OUTSIDE_EARNED);
  }

  /// What is paid for carbon, in 10⁻⁹ of the currency.
  public long carbon() {
    return sum(Line.CARBON);
  }

  private long inside(int household) {
    return line(household, Line.INSIDE_PAID) - line(household, Line.INSIDE_EARNED);
  }

  private long between(int household) {
    return line(household, Line.BETWEEN_PAID) - line(household, Line.BETWEEN_EARNED);
  }

  private long sum(Line line) {
    long sum = 0;
    for (long amount : amounts(line)) {
      sum += amount;
    }
    return sum;
  }

  private long[] amounts(Line line) {
    return amounts.getOrDefault(line, NONE);
  }
}
