package org.skerry.energy.scenario;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// Java patterns of dates, read strictly: the 31st of February is no date.
final class Patterns {
  private Patterns() {}

  /// A formatter that accepts only dates of the calendar.
  ///
  /// @throws IllegalArgumentException if the pattern is none
  static DateTimeFormatter strict(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(withYears(pattern), Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "is %s, but must be day-first, month-first or a pattern of letters. Write one such as dd/MM/yyyy HH:mm, or leave 'format' out."
              .formatted(pattern),
          broken);
    }
  }

  /// Years without an era, which strict dates need, outside of quotes.
  private static String withYears(String pattern) {
    var changed = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      changed.append(c == 'y' && !quoted ? 'u' : c);
    }
    return changed.toString();
  }
}
