package org.skerry.studies;

import java.util.function.Function;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.Netting;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.PooledOperators;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.game.TeachableLayer;
import org.skerry.energy.scenario.Scenario;

/// What learners of networked microgrids play: what they see and earn, who settles, and whether a
/// guard stands between.
enum Play {
  /// Our observations and reward, the upper layer, and the guard.
  TUNED,
  /// The observations, actions and reward of the paper, with the upper layer and the guard.
  PUBLISHED,
  /// As tuned, but limits of charge are only penalised.
  UNGUARDED,
  /// As tuned, but every microgrid settles alone.
  ALONE,
  /// As tuned, but microgrids share power as if there were no network.
  NETTED;

  /// α of Eq. (26) of those who play as published: a reward of an hour is about 1.
  private static final double WEIGHT = 0.1;

  /// β of Eq. (26), per unit of charge beyond the limits.
  private static final double PENALTY = 10;

  TeachableLayer layer(Lanes lanes) {
    return switch (this) {
      case TUNED, NETTED -> new PooledOperators(lanes, Pooling.TOGETHER, 0);
      case PUBLISHED -> new MicrogridOperators(lanes, MicrogridOperators.Form.PUBLISHED, WEIGHT, 0);
      case UNGUARDED -> new PooledOperators(lanes, Pooling.TOGETHER, PENALTY);
      case ALONE -> new PooledOperators(lanes, Pooling.ALONE, 0);
    };
  }

  Function<Lanes, Settlement> settlement(TestWeeks arena) {
    Scenario scenario = arena.setting().scenario();
    return switch (this) {
      case TUNED, PUBLISHED, UNGUARDED -> arena.coupling().settlement();
      case ALONE -> Coupling.unguided(scenario, OwnBalance::new);
      case NETTED -> Coupling.unguided(scenario, Netting::new);
    };
  }

  Step.Limits limits() {
    return this == UNGUARDED ? Step.Limits.PHYSICAL : Step.Limits.OPERATING;
  }
}
