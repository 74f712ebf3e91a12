package org.skerry.energy.dispatch;

import java.util.Set;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.scenario.Timeline;

/// A rule by the clock: storage charges in the hours that are usually cheap, discharges for the
/// site's own demand in those that are usually dear, and generators run where they pay. On islands
/// there is no price: storage takes every surplus and covers what is missing, generators the rest.
///
/// @param cheap hours of day, by the hour in which they end (1 to 24), in which storage charges
/// @param dear hours of day, likewise, in which storage discharges
public record TimeOfUse(Set<Integer> cheap, Set<Integer> dear) implements Controller {
  public TimeOfUse {
    cheap = Set.copyOf(cheap);
    dear = Set.copyOf(dear);
  }

  /// The hours in which BMAPPO (Multi-microgrid energy optimization management based on multi-agent
  /// proximal policy optimization, IJACSA 15(10), 2024) reports low and high prices: 1-5 and, ours,
  /// 23-24 cheap; 6-8 and 18-22 dear.
  public static TimeOfUse published() {
    return new TimeOfUse(Set.of(1, 2, 3, 4, 5, 23, 24), Set.of(6, 7, 8, 18, 19, 20, 21, 22));
  }

  @Override
  public String name() {
    return "rule";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    Timeline timeline = lanes.setting().timeline();
    StorageUse storage = new StorageUse(lanes);
    EconomicOutput generators = new EconomicOutput(lanes);
    return played -> {
      int hourEnding = timeline.hourOfDay(lanes.time(0)) + 1;
      if (cheap.contains(hourEnding)) {
        storage.charge();
      } else if (dear.contains(hourEnding)) {
        storage.cover();
      }
      storage.balanceIslands();
      generators.decide();
      storage.balanceIslands(); // takes what generators give above what is missing
    };
  }
}
