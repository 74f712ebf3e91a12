package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.List;

/// What came of playing a scenario with a controller over a period.
///
/// @param scenario name of the scenario
/// @param title its title
/// @param currency of all costs and prices
/// @param controller who decided
/// @param dataset the data it was played on
/// @param from start of the first step, local clock
/// @param to end of the last step, local clock
/// @param steps how many steps were played
/// @param stepHours length of a step, hours
/// @param total figures of all sites together
/// @param siteNoun what a site is called, see [org.skerry.energy.scenario.Scenario#siteNoun()]
/// @param sites figures of each site, in the order of the scenario
/// @param trace every quantity over time
public record Outcome(
    String scenario,
    String title,
    String currency,
    String controller,
    String dataset,
    LocalDateTime from,
    LocalDateTime to,
    int steps,
    double stepHours,
    Figures total,
    String siteNoun,
    List<Figures> sites,
    Trace trace) {
  public Outcome {
    sites = List.copyOf(sites);
  }

  /// How many hours were played.
  public double hours() {
    return steps * stepHours;
  }
}
