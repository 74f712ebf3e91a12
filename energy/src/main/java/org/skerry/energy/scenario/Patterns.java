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
    String readable = readable(pattern);
    try {
      return DateTimeFormatter.ofPattern(readable, Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "is %s, but must be day-first, month-first or a pattern of letters. Write one such as dd/MM/yyyy HH:mm, or leave 'format' out."
              .formatted(pattern),
          broken);
    }
  }

  /// Years without an era, which strict dates need, and offsets in place of the names of zones,
  /// which say nothing for sure.
  ///
  /// @throws IllegalArgumentException if hours are those of half a day, and none says which half
  private static String readable(String pattern) {
    StringBuilder changed = new StringBuilder(pattern.length());
    boolean quoted = false;
    boolean half = false;
    boolean told = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      half |= !quoted && (c == 'h' || c == 'K');
      told |= !quoted && c == 'a';
      if (quoted || c != 'z') {
        changed.append(c == 'y' && !quoted ? 'u' : c);
      } else if (i == 0 || pattern.charAt(i - 1) != 'z') {
        changed.append("xxx");
      }
    }
    if (half && !told) {
      throw new IllegalArgumentException(
          "is %s, but 'hh' counts the hours of half a day and needs 'a' for AM or PM. Write HH for hours from 0 to 23."
              .formatted(pattern));
    }
    return changed.toString();
  }
}
