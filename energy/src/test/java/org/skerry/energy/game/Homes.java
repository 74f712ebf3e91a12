package org.skerry.energy.game;

import java.util.Optional;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.energy.scenario.SupplyMix;

/// Transactive households for tests.
public final class Homes {
  private Homes() {}

  /// A shipped scenario on generated days.
  public static Setting setting(String scenario, String days) {
    Scenario described = Scenarios.load(scenario);
    return Setting.of(described, Datasets.load(days, described));
  }

  /// The same scenario with another supply, or prices of the data where there is none.
  public static Scenario supplied(Scenario like, Optional<SupplyMix> supply) {
    return new Scenario(
        like.name(),
        like.title(),
        like.description(),
        like.currency(),
        like.step(),
        like.dataset(),
        like.network(),
        like.microgrids(),
        like.schedule(),
        supply,
        like.ending());
  }
}
