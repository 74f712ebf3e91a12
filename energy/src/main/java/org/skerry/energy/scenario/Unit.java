package org.skerry.energy.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unit that columns of files come in, and how it becomes ours.
///
/// @param ours the unit of the series: kW, W/m2, C, m/s, or money per kWh
/// @param factor ours = factor × theirs
/// @param what the kind of quantity: power, price, irradiance, temperature, speed or number
/// @param total whether the values are readings of a register that counts up
record Unit(String ours, double factor, String what, boolean total) {
  private static final String TOTAL = " total";

  private static final List<String> KNOWN =
      List.of(
          "W",
          "kW",
          "MW",
          "Wh",
          "kWh",
          "MWh",
          "Wh total",
          "kWh total",
          "MWh total",
          "W/m2",
          "C",
          "m/s",
          "km/h",
          "1",
          "<currency>/kWh",
          "<currency>/MWh",
          "ct/kWh",
          "p/kWh");

  private static final Pattern PRICE = Pattern.compile("(.{1,6})/(kWh|MWh)");

  /// Names of money: codes, signs and a few words.
  private static final Pattern MONEY = Pattern.compile("[A-Z]{3}|[€$£¥₹]|kr|zł|Kč|money");

  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  /// Signs that mean one currency only.
  private static final Map<String, String> SIGNS = Map.of("€", "EUR", "£", "GBP", "₹", "INR");

  /// Names of a hundredth of the money that is counted in, and what that is called.
  private static final Map<String, String> HUNDREDTHS =
      Map.of(
          "ct", "money",
          "c", "money",
          "cent", "money",
          "cents", "money",
          "¢", "money",
          "p", "GBP",
          "pence", "GBP",
          "öre", "SEK",
          "øre", "money");

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
    boolean total = name.endsWith(TOTAL);
    return switch (total ? name.substring(0, name.length() - TOTAL.length()) : name) {
      case "Wh" -> power(0.001 / hours, total);
      case "kWh" -> power(1 / hours, total);
      case "MWh" -> power(1000 / hours, total);
      default -> total ? Optional.empty() : plain(name);
    };
  }

  private static Optional<Unit> plain(String name) {
    return switch (name) {
      case "W" -> power(0.001, false);
      case "kW" -> power(1, false);
      case "MW" -> power(1000, false);
      case "W/m2", "W/m²" -> Optional.of(new Unit("W/m2", 1, "irradiance", false));
      case "C", "°C" -> Optional.of(new Unit("C", 1, "temperature", false));
      case "m/s" -> Optional.of(new Unit("m/s", 1, "speed", false));
      case "km/h" -> Optional.of(new Unit("m/s", 1 / 3.6, "speed", false));
      case "1" -> Optional.of(new Unit("1", 1, "number", false));
      default -> price(name);
    };
  }

  private static Optional<Unit> power(double factor, boolean total) {
    return Optional.of(new Unit("kW", factor, "power", total));
  }

  private static Optional<Unit> price(String name) {
    Matcher matcher = PRICE.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String money = matcher.group(1);
    String whole = HUNDREDTHS.getOrDefault(money.toLowerCase(Locale.ROOT), money);
    if (!MONEY.matcher(whole).matches()) {
      return Optional.empty();
    }
    double factor = matcher.group(2).equals("MWh") ? 0.001 : 1;
    return Optional.of(
        new Unit(whole + "/kWh", whole.equals(money) ? factor : factor / 100, "price", false));
  }

  /// Theirs in ours. Division keeps decimal fractions of MWh prices exact to the last bit.
  double convert(double value) {
    double whole = Math.rint(1 / factor);
    return factor < 1 && Math.abs(whole * factor - 1) < 1e-12 ? value / whole : value * factor;
  }

  /// Whether a series of this name can be negative. A net meter's load can, and a price; what sun
  /// and wind give cannot.
  static boolean mayBeNegative(String series) {
    return List.of("sun", "wind", "irradiance", "windSpeed").stream()
        .noneMatch(word -> begins(series, word));
  }

  /// Whether a unit of this name is an energy of a step, not the reading of a register.
  static boolean inSteps(String name) {
    return name.matches("[kM]?Wh");
  }

  /// Whether a price is in other money than a currency; only codes such as EUR are compared.
  static boolean isOtherMoney(String unit, String currency) {
    Matcher price = PRICE.matcher(unit);
    String money = price.matches() ? SIGNS.getOrDefault(price.group(1), price.group(1)) : "";
    return CODE.matcher(money).matches()
        && CODE.matcher(currency).matches()
        && !money.equals(currency);
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
