package org.skerry.energy.game;

import org.skerry.energy.device.Step;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.MarkovGameContract;

/// The game of transactive households at fixed prices.
class HouseholdGameTest extends MarkovGameContract {
  private static final Setting SETTING = Homes.setting("transactive", "homes:days=20,noise=1");

  @Override
  protected MarkovGame game(int first, int count) {
    return LayeredGame.of(SETTING, new Staggered(first, 24), count, Step.Limits.OPERATING)
        .layer(lanes -> new Households(lanes, 40, Households.Earning.OWN))
        .settle(LocalTrade::new);
  }
}
