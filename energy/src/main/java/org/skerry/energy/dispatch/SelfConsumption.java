package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// The rule of home batteries: store what is too much, use it as soon as it is needed, whatever the
/// price. Sites that balance their power together do so as one, each store in proportion to what it
/// can. It knows the present only.
public record SelfConsumption() implements Controller {
  @Override
  public String name() {
    return "selfConsumption";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    List<Pool> pools = Pool.of(lanes, Sharing.of(lanes.setting().scenario()));
    return _ -> pools.forEach(SelfConsumption::decide);
  }

  private static void decide(Pool pool) {
    Conditions now = pool.now();
    pool.prepare();
    pool.set(Math.clamp(now.net(), pool.low(), pool.high()), now);
  }
}
