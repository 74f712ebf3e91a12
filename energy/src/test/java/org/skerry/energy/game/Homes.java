package org.skerry.energy.game;

import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;

/// Transactive households for tests.
public final class Homes {
  private Homes() {}

  /// A shipped scenario on generated days.
  public static Setting setting(String scenario, String days) {
    Scenario described = Scenarios.load(scenario);
    return Setting.of(described, Datasets.load(days, described));
  }
}
