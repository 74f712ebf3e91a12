package org.skerry.energy.scenario;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.skerry.energy.text.Nearest;

/// The options in the name of something generated, such as `generated:years=3,seed=7`.
final class Options {
  private final String what;
  private final String name;
  private final Map<String, String> texts;

  private Options(String what, String name, Map<String, String> texts) {
    this.what = what;
    this.name = name;
    this.texts = texts;
  }

  /// Whether a name asks for something generated.
  ///
  /// @param kind what such names begin with
  static boolean asks(String name, String kind) {
    return name.equals(kind) || name.startsWith(kind + ":");
  }

  /// Reads the options.
  ///
  /// @param what is generated, for messages, such as `Data set`
  /// @param kind what the name begins with
  /// @param defaults all options there are
  /// @param example for messages
  /// @throws ScenarioException if one is not known
  static Options of(
      String what, String name, String kind, Map<String, String> defaults, String example) {
    var options = new HashMap<>(defaults);
    var given = new HashSet<String>();
    String list = name.length() > kind.length() ? name.substring(kind.length() + 1) : "";
    for (String each : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      String[] pair = each.split("=", 2);
      if (pair.length < 2 || !defaults.containsKey(pair[0])) {
        throw new ScenarioException(
            "%s '%s': '%s' is not an option.%s Write for example %s; options are %s."
                .formatted(
                    what,
                    name,
                    each,
                    Nearest.question(pair[0], defaults.keySet()),
                    example,
                    String.join(", ", defaults.keySet().stream().sorted().toList())));
      }
      if (!given.add(pair[0])) {
        throw new ScenarioException(
            "%s '%s': %s is given twice. Remove one.".formatted(what, name, pair[0]));
      }
      options.put(pair[0], pair[1]);
    }
    return new Options(what, name, options);
  }

  /// A number within its range.
  double number(String option, double low, double high) {
    String text = texts.getOrDefault(option, "");
    var number = Type.parse(text).filter(value -> value >= low && value <= high);
    return number.orElseThrow(() ->
        new ScenarioException(
            "%s '%s': %s is '%s', but must be a number from %s to %s."
                .formatted(what, name, option, text, Numbers.text(low), Numbers.text(high))));
  }

  /// A whole number within its range.
  long whole(String option, long low, long high) {
    String text = texts.getOrDefault(option, "");
    try {
      long number = Long.parseLong(text);
      if (number >= low && number <= high) {
        return number;
      }
    } catch (NumberFormatException broken) {
      // Said below, as a number outside its range is.
    }
    throw new ScenarioException(
        "%s '%s': %s is '%s', but must be a whole number from %d to %d."
            .formatted(what, name, option, text, low, high));
  }
}
