package org.skerry.studies.report;

import java.util.List;

/// How storage, turbines and the main grid are used over a typical day.
final class DaySection {
  private DaySection() {}

  static Section of(Played played) {
    return new Section(
        "A typical day",
        "",
        List.of(
            new Block.Chart(
                "bands",
                "Power by hour of day, kW",
                "The line is the mean of all days, the band holds the middle 80 % of them. Storage above zero"
                    + " discharges; the main grid above zero is bought from.",
                TypicalDay.power(played.outcome()))));
  }
}
