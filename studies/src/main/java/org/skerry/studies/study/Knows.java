package org.skerry.studies.study;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a contender knows when it decides, beside what was decided before: contenders are compared
/// fairly where they know the same. Of all data the mean price is known, as the unit of prices.
public enum Knows {
  /// Load, sun, wind, price and charge of its own site, and the time.
  OWN("own"),
  /// The same of the others that it shares power with: all of it, or sums.
  POOL("pool"),
  /// What past days were like, those set apart to learn from among them.
  PAST("past"),
  /// Prices of the day to its end, as they are published, and what they tell of the need.
  PUBLISHED_PRICES("published prices"),
  /// What a program finds energy in store to be worth later, as a number beside the others.
  WATER_VALUES("water values"),
  /// Losses of the main grid before they begin.
  OUTAGES("outages"),
  /// Load, sun and wind to come.
  FORECASTS("forecasts");

  private final String words;

  Knows(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }

  /// A list for people.
  static String words(Set<Knows> known) {
    List<String> words = Arrays.stream(values()).filter(known::contains).map(Knows::words).toList();
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  /// A set of them.
  public static Set<Knows> of(Knows... known) {
    Set<Knows> set = EnumSet.noneOf(Knows.class);
    set.addAll(List.of(known));
    return set;
  }
}
