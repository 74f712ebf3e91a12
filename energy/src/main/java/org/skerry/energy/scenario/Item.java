package org.skerry.energy.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a YAML document with its place.
sealed interface Item {
  /// Where it begins.
  Problems.Position position();

  /// What a message calls it.
  String shown();

  /// A word, number or date.
  ///
  /// @param text as written, without quotes
  /// @param quoted whether it was written in quotes or as a block
  record Scalar(Problems.Position position, String text, boolean quoted) implements Item {
    @Override
    public String shown() {
      String brief = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      return quoted || brief.isEmpty() ? "'" + printable(brief) + "'" : printable(brief);
    }

    private static String printable(String text) {
      return text.replaceAll("\\p{Cntrl}", "?");
    }
  }

  /// Items one after the other.
  record Sequence(Problems.Position position, List<Item> items) implements Item {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /// Keys with values, in the order of the file.
  record Mapping(Problems.Position position, Map<String, Entry> entries) implements Item {
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public String shown() {
      return "a group of keys";
    }

    /// The value of a key.
    Optional<Item> find(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /// This mapping, with everything that it does not say taken from another; mappings in both are
    /// joined in the same way, all else is replaced.
    Mapping over(Mapping other) {
      var joined = new LinkedHashMap<>(other.entries);
      entries.forEach((key, entry) -> {
        Entry below = joined.get(key);
        joined.put(
            key,
            below != null
                    && below.value() instanceof Mapping lower
                    && entry.value() instanceof Mapping upper
                ? new Entry(entry.position(), upper.over(lower))
                : entry);
      });
      return new Mapping(position, joined);
    }

    /// This mapping without a key.
    Mapping without(String key) {
      var rest = new LinkedHashMap<>(entries);
      rest.remove(key);
      return new Mapping(position, rest);
    }

    /// This mapping with another value for a key.
    Mapping with(String key, Item value) {
      var changed = new LinkedHashMap<>(entries);
      changed.put(key, new Entry(value.position(), value));
      return new Mapping(position, changed);
    }
  }

  /// A value and where its key stands.
  record Entry(Problems.Position position, Item value) {}
}
