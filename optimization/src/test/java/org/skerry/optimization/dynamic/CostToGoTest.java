package org.skerry.optimization.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CostToGoTest {

  /// Six prices, three levels, one level per step, no losses: buy at 1, sell at 5, buy at 1, sell
  /// at 4 earns 7; each level in store at the beginning saves the next cheapest purchase or sells.
  @Test
  void theKnownOptimumOfSixPricesIsFound() {
    double[] prices = {3, 1, 2, 5, 1, 4};
    double[][] stage = new double[6][];
    double[][] chance = new double[6][];
    for (int slot = 0; slot < 6; slot++) {
      stage[slot] = new double[] {-prices[slot], 0, prices[slot]};
      chance[slot] = new double[] {1};
    }
    CostToGo program = new CostToGo(3, 1, 1, stage, chance);

    double[] cost = new double[3];
    program.improve(0, program.ending(0, 6, 0)[0], cost);

    assertThat(cost).containsExactly(-7, -10, -12);
  }

  /// Without end, a day of two slots buys a level at 1 and sells it at 3. A level more in store
  /// after the cheap slot can be sold at 3 only once per day, and replaces a purchase at 1.
  @Test
  void withoutEndALevelIsWorthThePurchaseItReplaces() {
    double[][] stage = {{-1, 0, 1}, {-3, 0, 3}};
    CostToGo program = new CostToGo(3, 1, 1, stage, new double[][] {{1}, {1}});

    double[][] after = program.endless(1e-12, 100);

    assertThat(after[0][0] - after[0][1]).isCloseTo(3, within(1e-12));
    assertThat(after[0][1] - after[0][2]).isCloseTo(1, within(1e-12));
  }

  /// One level to sell in two slots whose prices are 1 or 5 with equal chance: sold at 5 if the
  /// first is 5, else at what the second is expected to be, 3.
  @Test
  void whatIsExpectedCountsByItsChance() {
    double[] sell = {-1, 0, -5, 0};
    double[] even = {0.5, 0.5, 0.5, 0.5};
    double[][] stage = {new double[4], sell, sell};
    CostToGo program = new CostToGo(2, 1, 0, stage, new double[][] {even, even, even});

    double[][] after = program.ending(0, 3, 0);

    assertThat(after[0][1]).isEqualTo(-(0.5 * 5 + 0.5 * 3));
  }
}
