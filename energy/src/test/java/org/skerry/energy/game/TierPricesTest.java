package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.TierPrices.Tier;
import org.skerry.energy.market.Prices;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class TierPricesTest {
  private static final Setting THREE = Homes.setting("transactive-three", "homes:days=30,noise=1");
  private static final int LANES = 3;

  private final LayeredGame game =
      LayeredGame.of(THREE, Days.drawn(THREE.timeline(), 1, 4), LANES, Step.Limits.OPERATING)
          .layer(lanes -> new TierPrices(lanes, Tier.DISTRIBUTOR))
          .layer(lanes -> new TierPrices(lanes, Tier.MICROGRID))
          .layer(lanes -> new Households(lanes, 40, Earning.OWN))
          .settle(LocalTrade::new);
  private final Role distributor = game.spec().role("distributor");
  private final Role microgrid = game.spec().role("microgrid");
  private final Role household = game.spec().role("household");
  private final Transition transition = new Transition(game.spec());
  private final SplittableRandom random = new SplittableRandom(1);
  private final double[] apart = new double[LANES];

  private void hour() {
    for (Role role : game.spec().roles()) {
      float[] actions = new float[game.spec().actions(role)];
      for (int index = 0; index < actions.length; index++) {
        actions[index] = role.equals(household) ? random.nextInt(40) : 2 * random.nextFloat() - 1;
      }
      game.act(role, actions);
    }
    Prices prices = game.lanes().market().prices(); // resolving goes on to those of the next hour
    for (int lane = 0; lane < LANES; lane++) {
      apart[lane] = prices.betweenBuy()[lane] - prices.betweenSell()[lane];
    }
    game.resolve(transition);
  }

  @Test
  void oneDistributorAndAnAgentForEachMicrogridActBeforeTheHouseholds() {
    assertThat(game.spec().roles()).containsExactly(distributor, microgrid, household);
    assertThat(distributor.agents()).isEqualTo(1);
    assertThat(microgrid.agents()).isEqualTo(3);
    assertThat(household.agents()).isEqualTo(22);
  }

  @Test
  void householdsSeeThePricesSetInTheSameHour() {
    game.reset(1);
    game.act(distributor, filled(distributor, 0, -1));
    game.act(microgrid, filled(microgrid, 0, -1));
    float[] seen = new float[game.spec().observations(household)];

    game.observe(household, seen);

    // No spread at the middle: all four inner prices are the mean of the outer two.
    float middle = (seen[5] + seen[6]) / 2;
    for (int price = 7; price < 11; price++) {
      assertThat(seen[price]).isCloseTo(middle, within(1e-6f));
    }
  }

  private float[] filled(Role role, float middle, float spread) {
    float[] actions = new float[game.spec().actions(role)];
    for (int index = 0; index < actions.length; index += 2) {
      actions[index] = middle;
      actions[index + 1] = spread;
    }
    return actions;
  }

  @Test
  void whereNobodySetsPricesTheyAreEvenlySpacedAgainAfterAReset() {
    game.reset(1);
    hour();

    game.reset(1);

    Prices prices = game.lanes().market().prices();
    double step = (prices.outsideBuy()[0] - prices.outsideSell()[0]) / 5;
    assertThat(prices.insideSell()[0]).isCloseTo(prices.outsideSell()[0] + 2 * step, within(1e-15));
  }

  @Test
  void theDistributorEarnsWhatAllMicrogridsEarnLessTheirTrade() {
    game.reset(2);
    for (int hour = 0; hour < 24; hour++) {
      hour();
      for (int lane = 0; lane < LANES; lane++) {
        float[] each = Arrays.copyOfRange(transition.reward(microgrid), 3 * lane, 3 * lane + 3);
        double traded = 0;
        for (int site = 0; site < 22; site++) {
          traded += Math.max(0, game.lanes().market().between()[site * LANES + lane]);
        }
        // Of what is traded between them they pay more than they earn.
        assertThat(each[0] + each[1] + each[2])
            .isCloseTo(
                (float) (transition.reward(distributor)[lane] - traded * apart[lane]),
                within(1e-5f));
      }
    }
  }

  @Test
  void priceAgentsSeeSumsOfTradeOnly() {
    game.reset(3);
    float[] seen = new float[game.spec().observations(distributor)];
    game.observe(distributor, seen);
    assertThat(Arrays.copyOfRange(seen, 5, 8)).containsOnly(0);
    hour();

    game.observe(distributor, seen);

    double[] outside =
        game.lanes().onePerSite(org.skerry.energy.device.GridConnection.class).units().power(0);
    double sum = 0;
    for (int site = 0; site < 22; site++) {
      sum += outside[site * LANES];
    }
    assertThat(seen[7]).isCloseTo((float) (sum / 22), within(1e-6f));
    assertThat(seen[6]).isNotNegative();
  }
}
