package org.skerry.energy.game;

import org.skerry.energy.device.Step;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.TierPrices.Tier;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.MarkovGameContract;

/// The game of distributor, microgrids and households.
class TransactiveGameTest extends MarkovGameContract {
  private static final Setting SETTING =
      Homes.setting("transactive-three", "homes:days=20,noise=1,variety=0.5");

  @Override
  protected MarkovGame game(int first, int count) {
    return LayeredGame.of(SETTING, new Staggered(first, 24), count, Step.Limits.OPERATING)
        .layer(lanes -> new TierPrices(lanes, Tier.DISTRIBUTOR))
        .layer(lanes -> new TierPrices(lanes, Tier.MICROGRID))
        .layer(lanes -> new Households(lanes, 41, Earning.CONTRIBUTION))
        .settle(LocalTrade::new);
  }
}
