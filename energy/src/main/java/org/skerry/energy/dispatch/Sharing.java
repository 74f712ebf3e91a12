package org.skerry.energy.dispatch;

import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Scenario;

/// Who balances power together, as a planner sees it.
public enum Sharing {
  /// Every site alone: a surplus is sold to the main grid. Right where sites settle by their own
  /// balance.
  ALONE,
  /// All sites of the scenario: a surplus of one serves the others before the main grid. Right
  /// where they help each other, as long as losses are small and no line is at its limit.
  POOLED;

  /// What suits a scenario: pooled if its sites are joined and help each other.
  public static Sharing of(Scenario scenario) {
    return scenario.network() instanceof Interconnection.None ? ALONE : POOLED;
  }
}
