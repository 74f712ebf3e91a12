package org.skerry.energy.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the name that someone probably meant.
public final class Nearest {
  private Nearest() {}

  /// The known name with the fewest edits, if few enough to be a slip.
  public static Optional<String> to(String found, Collection<String> known) {
    @Nullable String best = null;
    int fewest = Math.min(found.length(), Math.max(2, found.length() / 3) + 1);
    for (String name : known) {
      int edits = edits(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  /// ` Did you mean 'x'?` or nothing.
  public static String question(String found, Collection<String> known) {
    return to(found, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /// One edit for a word that was cut short, else all edits.
  private static int edits(String found, String name) {
    return found.length() > 2 && name.startsWith(found) ? 1 : distance(found, name);
  }

  /// Insertions, deletions and substitutions between two words (Levenshtein).
  private static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
