package org.skerry.energy.market;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skerry.energy.device.Part;

/// The local market of transactive households: trade inside a microgrid, then between microgrids,
/// then with the outside, nearest first, Eqs. (1) to (12) of MAHTM (MAHTM: A Multi-Agent Framework
/// for Hierarchical Transactive Microgrids, 2023).
///
/// Inside a microgrid the nearest pair of a buyer and a seller trades first ([Pairs]); what is then
/// left of a microgrid is all on one side. Between microgrids the nearest pair of microgrids trades
/// first, and in each the households nearest to its place, ours. The outside takes the rest.
///
/// Prices are those of [Prices]. What buyers pay more than sellers earn is the margin of who sets
/// the price: the microgrid inside, the distributor between.
///
/// Quantities are kW and positive to buy. Trade inside and between is in multiples of 2⁻³⁰ kW, so
/// that it balances to the last bit; what is finer than that goes to the outside. Nothing here
/// allocates once made. Not safe for several threads at once.
public final class LocalMarket {
  private static final double ROUNDING = 1.5 * (1L << 22); // adding and taking it rounds to 2⁻³⁰

  private final int households;
  private final int microgrids;
  private final int lanes;
  private final int[] firstOf;
  private final int[] nearestFirst;
  private final Pairs[] insidePairs;
  private final NearestTraders[] insideTraders;
  private final Pairs betweenPairs;
  private final Prices prices;
  private final double[][] open;
  private final double[][] openMicrogrids;
  private final double[][] imported;
  private final double[] single;
  private final double[] inside;
  private final double[] between;
  private final double[] left;
  private final double[] paid;

  /// Where a household is.
  ///
  /// @param microgrid index of its microgrid; the households of one stand together, in order
  /// @param x m east of its microgrid's place
  /// @param y m north of its microgrid's place
  public record Address(int microgrid, double x, double y) {
    double distance(Address other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /// A market among households.
  ///
  /// @param addresses of the households, ordered by microgrid
  /// @param distances between microgrids in m, shape `[microgrids][microgrids]`
  /// @param lanes copies that trade independently
  /// @throws IllegalArgumentException if the households are not ordered by microgrid
  public LocalMarket(Address[] addresses, double[][] distances, int lanes) {
    households = addresses.length;
    microgrids = distances.length;
    this.lanes = lanes;
    firstOf = firsts(addresses, microgrids);
    nearestFirst = nearestFirst(addresses);
    insidePairs = new Pairs[lanes > 1 ? microgrids : 0];
    insideTraders = new NearestTraders[lanes > 1 ? 0 : microgrids];
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      Address[] own = Arrays.copyOfRange(addresses, firstOf[microgrid], firstOf[microgrid + 1]);
      double[][] apart = new double[own.length][own.length];
      for (int one = 0; one < own.length; one++) {
        for (int other = 0; other < own.length; other++) {
          apart[one][other] = own[one].distance(own[other]);
        }
      }
      if (lanes > 1) {
        insidePairs[microgrid] = new Pairs(firstOf[microgrid], apart);
      } else {
        insideTraders[microgrid] = new NearestTraders(firstOf[microgrid], apart);
      }
    }
    betweenPairs = new Pairs(0, distances);
    prices = new Prices(microgrids, lanes);
    open = new double[households][lanes];
    openMicrogrids = new double[microgrids][lanes];
    imported = new double[microgrids][lanes];
    single = new double[households];
    inside = new double[households * lanes];
    between = new double[households * lanes];
    left = new double[households * lanes];
    paid = new double[households * lanes];
  }

  private static int[] firsts(Address[] addresses, int microgrids) {
    int[] firsts = new int[microgrids + 1];
    for (int household = 0; household < addresses.length; household++) {
      int microgrid = addresses[household].microgrid();
      if (household > 0 && microgrid < addresses[household - 1].microgrid()) {
        throw new IllegalArgumentException(
            "Household %d is of microgrid %d, but follows one of microgrid %d. Order households by microgrid."
                .formatted(household, microgrid, addresses[household - 1].microgrid()));
      }
      firsts[microgrid + 1] = household + 1;
    }
    for (int microgrid = 1; microgrid <= microgrids; microgrid++) {
      firsts[microgrid] = Math.max(firsts[microgrid], firsts[microgrid - 1]);
    }
    return firsts;
  }

  /// The households of each microgrid by their distance from its place.
  private static int[] nearestFirst(Address[] addresses) {
    Address origin = new Address(0, 0, 0);
    return IntStream.range(0, addresses.length)
        .boxed()
        .sorted((one, other) -> {
          Address a = addresses[one];
          Address b = addresses[other];
          return a.microgrid() != b.microgrid()
              ? Integer.compare(a.microgrid(), b.microgrid())
              : Double.compare(a.distance(origin), b.distance(origin));
        })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// How many households trade in each lane.
  public int households() {
    return households;
  }

  /// How many microgrids there are.
  public int microgrids() {
    return microgrids;
  }

  /// How many lanes there are.
  public int lanes() {
    return lanes;
  }

  /// The households of a microgrid are those from `first(microgrid)` to before `first(microgrid +
  /// 1)`.
  public int first(int microgrid) {
    return firstOf[microgrid];
  }

  /// The prices of the step to come.
  public Prices prices() {
    return prices;
  }

  /// What each household bought inside its microgrid in the last step, kW, shape `[households ×
  /// lanes]`; negative where it sold. E_imp1 and E_exp1.
  public double[] inside() {
    return inside;
  }

  /// What each household bought from other microgrids, kW, shape `[households × lanes]`; negative
  /// where it sold. E_imp2 and E_exp2.
  public double[] between() {
    return between;
  }

  /// What neighbours left of each household's need, kW, shape `[households × lanes]`; negative
  /// where they left a surplus. E_imp3 and E_exp3, as far as the connection takes it.
  public double[] left() {
    return left;
  }

  /// What each household paid for trade inside and between, shape `[households × lanes]`; negative
  /// where it earned. The outside is paid at its meter.
  public double[] paid() {
    return paid;
  }

  /// Forgets what was traded.
  public void begin() {
    Arrays.fill(inside, 0);
    Arrays.fill(between, 0);
    Arrays.fill(left, 0);
    Arrays.fill(paid, 0);
    prices.fixed();
  }

  /// Trades what the households need.
  ///
  /// @param net what each buys (positive) or sells, kW, shape `[households × lanes]`; read only
  /// @param hours length of the step
  public void clear(double[] net, double hours) {
    if (lanes == 1) {
      clearInsideOne(net);
    } else {
      clearInside(net);
    }
    if (microgrids > 1) {
      clearBetween();
    }
    for (int household = 0; household < households; household++) {
      int row = household * lanes;
      for (int lane = 0; lane < lanes; lane++) {
        left[row + lane] = net[row + lane] - (inside[row + lane] + between[row + lane]);
      }
    }
    pay(hours);
  }

  private void clearInside(double[] net) {
    for (int household = 0; household < households; household++) {
      int row = household * lanes;
      double[] own = open[household];
      for (int lane = 0; lane < lanes; lane++) {
        own[lane] = (net[row + lane] + ROUNDING) - ROUNDING;
        inside[row + lane] = own[lane];
      }
    }
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      insidePairs[microgrid].trade(open, lanes);
    }
    for (int household = 0; household < households; household++) {
      int row = household * lanes;
      double[] own = open[household];
      for (int lane = 0; lane < lanes; lane++) {
        inside[row + lane] -= own[lane];
      }
    }
  }

  private void clearInsideOne(double[] net) {
    for (int household = 0; household < households; household++) {
      single[household] = (net[household] + ROUNDING) - ROUNDING;
      inside[household] = single[household];
    }
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      double shortage = 0;
      double surplus = 0;
      for (int household = firstOf[microgrid]; household < firstOf[microgrid + 1]; household++) {
        shortage += Math.max(0, single[household]);
        surplus += Math.max(0, -single[household]);
      }
      insideTraders[microgrid].trade(single, Math.min(shortage, surplus));
    }
    for (int household = 0; household < households; household++) {
      inside[household] -= single[household];
      open[household][0] = single[household];
    }
  }

  private void clearBetween() {
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      double[] sum = openMicrogrids[microgrid];
      Arrays.fill(sum, 0);
      for (int household = firstOf[microgrid]; household < firstOf[microgrid + 1]; household++) {
        double[] own = open[household];
        for (int lane = 0; lane < lanes; lane++) {
          sum[lane] += own[lane];
        }
      }
    }
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      System.arraycopy(openMicrogrids[microgrid], 0, imported[microgrid], 0, lanes);
    }
    betweenPairs.trade(openMicrogrids, lanes);
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      share(microgrid);
    }
  }

  /// Shares out what a microgrid traded. After the trade inside its households are all on one side,
  /// that of the microgrid, so each takes its turn until nothing is left.
  private void share(int microgrid) {
    double[] rest = imported[microgrid];
    double[] unmatched = openMicrogrids[microgrid];
    double most = 0;
    for (int lane = 0; lane < lanes; lane++) {
      rest[lane] -= unmatched[lane];
      most = Math.max(most, Math.abs(rest[lane]));
    }
    if (most == 0) { // often all microgrids are on one side
      Arrays.fill(between, firstOf[microgrid] * lanes, firstOf[microgrid + 1] * lanes, 0);
      return;
    }
    for (int place = firstOf[microgrid]; place < firstOf[microgrid + 1]; place++) {
      int household = nearestFirst[place];
      double[] own = open[household];
      int row = household * lanes;
      for (int lane = 0; lane < lanes; lane++) {
        double bought = Part.positive(Math.min(own[lane], rest[lane]));
        double sold = Part.positive(Math.min(-own[lane], -rest[lane]));
        between[row + lane] = bought - sold;
        rest[lane] -= bought - sold;
      }
    }
  }

  private void pay(double hours) {
    double[] insideBuy = prices.insideBuy();
    double[] insideSell = prices.insideSell();
    double[] betweenBuy = prices.betweenBuy();
    double[] betweenSell = prices.betweenSell();
    for (int microgrid = 0; microgrid < microgrids; microgrid++) {
      int price = microgrid * lanes;
      for (int household = firstOf[microgrid]; household < firstOf[microgrid + 1]; household++) {
        int row = household * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          double near = inside[row + lane];
          double far = between[row + lane];
          paid[row + lane] =
              hours
                  * (insideBuy[price + lane] * Part.positive(near)
                      - insideSell[price + lane] * Part.negative(near)
                      + betweenBuy[lane] * Part.positive(far)
                      - betweenSell[lane] * Part.negative(far));
        }
      }
    }
  }
}
