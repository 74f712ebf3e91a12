package org.skerry.energy.game;

import org.skerry.energy.device.Step;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.MarkovGameContract;

/// The game of the microgrid operators, without the guard.
class UnguardedGameTest extends MarkovGameContract {
  private static final Setting SETTING = Setting.of(Examples.four(), Examples.days(10));

  @Override
  protected MarkovGame game(int first, int count) {
    return LayeredGame.of(SETTING, new Staggered(first, 24), count, Step.Limits.PHYSICAL)
        .layer(lanes -> new MicrogridOperators(lanes, 1))
        .settle(OwnBalance::new);
  }
}
