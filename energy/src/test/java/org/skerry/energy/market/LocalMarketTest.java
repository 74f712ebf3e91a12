package org.skerry.energy.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.market.LocalMarket.Address;

class LocalMarketTest {
  private static final double[][] ALONE = {{0}};

  private static LocalMarket street(double... places) {
    Address[] addresses =
        Arrays.stream(places).mapToObj(x -> new Address(0, x, 0)).toArray(Address[]::new);
    return market(addresses, ALONE, 1);
  }

  private static LocalMarket market(Address[] addresses, double[][] distances, int lanes) {
    LocalMarket market = new LocalMarket(addresses, distances, lanes);
    double[] buy = new double[lanes];
    double[] sell = new double[lanes];
    Arrays.fill(buy, 0.2);
    Arrays.fill(sell, 0.1);
    market.prices().open(buy, sell);
    return market;
  }

  /// Three microgrids of 4, 1 and 7 households at random places.
  private static LocalMarket three(int lanes) {
    SplittableRandom random = new SplittableRandom(3);
    int[] homes = {0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2};
    Address[] addresses =
        Arrays.stream(homes)
            .mapToObj(home -> new Address(home, random.nextDouble(99), random.nextDouble(99)))
            .toArray(Address[]::new);
    return market(addresses, new double[][] {{0, 500, 900}, {500, 0, 800}, {900, 800, 0}}, lanes);
  }

  private static double[] needs(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(size, -2, 2).map(need -> need * random.nextDouble()).toArray();
  }

  @Test
  void theNearestOfFiveHousesTradeFirst() {
    // On a street at 0, 10, 30, 35 and 100 m: the second sells 3, the fourth sells 1.
    LocalMarket market = street(0, 10, 30, 35, 100);

    market.clear(new double[] {2, -3, 1.5, -1, 4}, 1);

    // 5 m: house 4 gives house 3 its 1. 10 m: house 2 gives house 1 its 2. 20 m: house 2 gives its
    // last 1, of which house 3 needs 0.5. 90 m: the other 0.5 goes to house 5.
    assertThat(market.inside()).containsExactly(2, -3, 1.5, -1, 0.5);
    assertThat(market.left()).containsExactly(0, 0, 0, 0, 3.5);
  }

  @Test
  void whatIsTradedIsPaidAtThePricesOfItsTier() {
    LocalMarket market = street(0, 10);

    market.clear(new double[] {2, -3}, 0.5);

    // Evenly spaced between 0.1 and 0.2: inside, buying costs 0.16 and selling earns 0.14.
    assertThat(market.paid()[0]).isCloseTo(0.5 * 2 * 0.16, within(1e-15));
    assertThat(market.paid()[1]).isCloseTo(-0.5 * 2 * 0.14, within(1e-15));
    assertThat(market.left()).containsExactly(0, -1);
  }

  @Test
  void betweenMicrogridsTheNearestTradeFirst() {
    // The first microgrid lacks 2; the second, nearer, has 1.5 and the third has 3.
    Address[] addresses = {
      new Address(0, 5, 0), new Address(0, 1, 0), new Address(1, 0, 0), new Address(2, 0, 0)
    };
    LocalMarket market =
        market(addresses, new double[][] {{0, 100, 300}, {100, 0, 200}, {300, 200, 0}}, 1);

    market.clear(new double[] {1, 1, -1.5, -3}, 1);

    assertThat(market.between()).containsExactly(1, 1, -1.5, -0.5);
    assertThat(market.left()).containsExactly(0, 0, 0, -2.5);
    assertThat(market.inside()).containsOnly(0);
  }

  @Test
  void inAMicrogridThoseNearestToItsPlaceTradeWithOthersFirst() {
    Address[] addresses = {new Address(0, 5, 0), new Address(0, 1, 0), new Address(1, 0, 0)};
    LocalMarket market = market(addresses, new double[][] {{0, 9}, {9, 0}}, 1);

    market.clear(new double[] {1, 1, -1.5}, 1);

    assertThat(market.between()).containsExactly(0.5, 1, -1.5);
    assertThat(market.left()).containsExactly(0.5, 0, 0);
  }

  @Test
  void whatIsBoughtIsWhatIsSoldToTheLastBit() {
    LocalMarket market = three(50);
    double[] needs = needs(12 * 50, 1);

    market.clear(needs, 1);

    for (int lane = 0; lane < 50; lane++) {
      double[] near = new double[3];
      double far = 0;
      for (int home = 0; home < 12; home++) {
        near[home < 4 ? 0 : home < 5 ? 1 : 2] += market.inside()[home * 50 + lane];
        far += market.between()[home * 50 + lane];
      }
      assertThat(near).containsOnly(0);
      assertThat(far).isZero();
    }
  }

  @Test
  void allThatIsNeededIsBoughtSomewhere() {
    LocalMarket market = three(50);
    double[] needs = needs(12 * 50, 2);

    market.clear(needs, 1);

    for (int row = 0; row < needs.length; row++) {
      double traded = market.inside()[row] + market.between()[row] + market.left()[row];
      assertThat(traded).isCloseTo(needs[row], within(1e-15));
      // Nobody buys and sells at once; what is finer than 2⁻³⁰ kW goes outside.
      assertThat(market.inside()[row] * market.between()[row]).isGreaterThanOrEqualTo(-0.0);
      assertThat(market.inside()[row] * market.left()[row]).isGreaterThan(-1e-8);
    }
  }

  @Test
  void nobodyBuysOutsideWhatANeighbourSellsThere() {
    LocalMarket market = three(50);

    market.clear(needs(12 * 50, 3), 1);

    for (int lane = 0; lane < 50; lane++) {
      double bought = 0;
      double sold = 0;
      for (int home = 0; home < 12; home++) {
        bought += Math.max(0, market.left()[home * 50 + lane]);
        sold += Math.max(0, -market.left()[home * 50 + lane]);
      }
      assertThat(Math.min(bought, sold)).isLessThan(1e-8); // twelve times half of 2⁻³⁰ kW
    }
  }

  @Test
  void oneLaneTradesLikeMany() {
    LocalMarket many = three(7);
    double[] needs = needs(12 * 7, 4);
    many.clear(needs, 1);

    for (int lane = 0; lane < 7; lane++) {
      LocalMarket one = three(1);
      int place = lane;
      one.clear(IntStream.range(0, 12).mapToDouble(home -> needs[home * 7 + place]).toArray(), 1);

      for (int home = 0; home < 12; home++) {
        assertThat(one.inside()[home]).isEqualTo(many.inside()[home * 7 + lane]);
        assertThat(one.between()[home]).isEqualTo(many.between()[home * 7 + lane]);
        assertThat(one.paid()[home]).isEqualTo(many.paid()[home * 7 + lane]);
      }
    }
  }

  @Test
  void theOrderOfHousesDoesNotMatter() {
    double[] places = {0, 12, 31, 57, 90, 140};
    double[] needs = needs(6, 5);
    int[] order = {3, 0, 5, 1, 4, 2};
    LocalMarket plain = street(places);
    LocalMarket mixed = street(Arrays.stream(order).mapToDouble(house -> places[house]).toArray());

    plain.clear(needs, 1);
    mixed.clear(Arrays.stream(order).mapToDouble(house -> needs[house]).toArray(), 1);

    for (int place = 0; place < 6; place++) {
      assertThat(mixed.inside()[place]).isEqualTo(plain.inside()[order[place]]);
      assertThat(mixed.paid()[place]).isEqualTo(plain.paid()[order[place]]);
    }
  }

  @Test
  void pricesAreEvenlySpacedWhereNobodySetsThem() {
    Prices prices = street(0).prices();

    assertThat(
            new double[] {
              prices.outsideSell()[0],
              prices.betweenSell()[0],
              prices.insideSell()[0],
              prices.insideBuy()[0],
              prices.betweenBuy()[0],
              prices.outsideBuy()[0]
            })
        .containsExactly(new double[] {0.1, 0.12, 0.14, 0.16, 0.18, 0.2}, within(1e-15));
  }

  @Test
  void pricesNeverLeaveTheirBand() {
    SplittableRandom random = new SplittableRandom(6);
    Prices prices = street(0).prices();
    for (int draw = 0; draw < 10_000; draw++) {
      double sell = random.nextDouble(-0.1, 0.2);
      prices.open(new double[] {sell + random.nextDouble(0.1)}, new double[] {sell});
      prices.between(0, random.nextDouble(-2, 2), random.nextDouble(-2, 2));
      prices.inside(0, 0, random.nextDouble(-2, 2), random.nextDouble(-2, 2));
      prices.quote();

      assertThat(prices.betweenSell()[0]).isBetween(sell, prices.insideSell()[0]);
      assertThat(prices.insideSell()[0]).isLessThanOrEqualTo(prices.insideBuy()[0]);
      assertThat(prices.betweenBuy()[0]).isBetween(prices.insideBuy()[0], prices.outsideBuy()[0]);
    }
  }

  @Test
  void householdsStandTogetherByMicrogrid() {
    Address[] mixed = {new Address(1, 0, 0), new Address(0, 0, 0)};

    assertThatThrownBy(() -> new LocalMarket(mixed, new double[2][2], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Household 1 is of microgrid 0, but follows one of microgrid 1. Order households by microgrid.");
  }
}
