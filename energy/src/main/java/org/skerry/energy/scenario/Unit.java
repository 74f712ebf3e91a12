package org.skerry.energy.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unit that columns of files come in, and how it becomes ours.
///
/// @param ours the unit of the series: kW, W/m2, C, m/s, or money per kWh
/// @param factor ours = factor × theirs
/// @param what the kind of quantity: power, price, irradiance, temperature, speed or number
record Unit(String ours, double factor, String what) {
  private static final List<String> KNOWN =
      List.of(
          "W",
          "kW",
          "MW",
          "kWh",
          "MWh",
          "W/m2",
          "C",
          "m/s",
          "1",
          "<currency>/kWh",
          "<currency>/MWh");

  private static final Pattern PRICE = Pattern.compile("([^\\s/\\d]{1,6})/(kWh|MWh)");

  /// What series of these names are, in every data set.
  private static final Map<String, String> MEANING =
      Map.of(
          "load", "power",
          "wind", "power",
          "sun", "power",
          "price", "price",
          "temperature", "temperature",
          "irradiance", "irradiance",
          "windSpeed", "speed");

  /// A unit by its name; empty if it is not known.
  ///
  /// @param step length of a step, over which kWh and MWh are spread
  static Optional<Unit> of(String name, Duration step) {
    double hours = step.toSeconds() / 3600.0;
    return switch (name) {
      case "W" -> power(0.001);
      case "kW" -> power(1);
      case "MW" -> power(1000);
      case "kWh" -> power(1 / hours);
      case "MWh" -> power(1000 / hours);
      case "W/m2", "W/m²" -> Optional.of(new Unit("W/m2", 1, "irradiance"));
      case "C", "°C" -> Optional.of(new Unit("C", 1, "temperature"));
      case "m/s" -> Optional.of(new Unit("m/s", 1, "speed"));
      case "1" -> Optional.of(new Unit("1", 1, "number"));
      default -> price(name);
    };
  }

  private static Optional<Unit> power(double factor) {
    return Optional.of(new Unit("kW", factor, "power"));
  }

  private static Optional<Unit> price(String name) {
    Matcher matcher = PRICE.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new Unit(
                matcher.group(1) + "/kWh", matcher.group(2).equals("MWh") ? 0.001 : 1, "price"))
        : Optional.empty();
  }

  /// Theirs in ours. Division keeps decimal fractions of MWh prices exact to the last bit.
  double convert(double value) {
    return factor < 1 ? value / Math.rint(1 / factor) : value * factor;
  }

  /// The names that are known.
  static String known() {
    return String.join(", ", KNOWN);
  }

  /// What a series of this name must be; empty if the name is free.
  static Optional<String> meaning(String series) {
    return MEANING.entrySet().stream()
        .filter(entry -> begins(series, entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  /// Whether a name is a word, or begins with it as in `priceForecast`.
  private static boolean begins(String name, String word) {
    return name.startsWith(word)
        && (name.length() == word.length() || Character.isUpperCase(name.charAt(word.length())));
  }
}
