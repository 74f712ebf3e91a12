package org.skerry.energy.device;

/// The rules that the components of devices share. Each message names the component, the value, the
/// rule and the way out; readers of files put the place in front.
final class Checks {
  private Checks() {}

  static void finite(String name, double value) {
    require(Double.isFinite(value), name, value, "must be a finite number", "Write a plain number");
  }

  static void positive(String name, double value, String unit) {
    positive(name, value, unit, "Leave the device out if it has none");
  }

  static void positive(String name, double value, String unit, String wayOut) {
    require(
        value > 0 && value < Double.POSITIVE_INFINITY,
        name,
        value,
        "must be above 0 " + unit,
        wayOut);
  }

  static void notNegative(String name, double value, String unit) {
    require(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        name,
        value,
        ("must be 0 " + unit).strip() + " or more",
        "Limits and costs are given without a sign");
  }

  static void efficiency(String name, double value) {
    require(value > 0 && value <= 1, name, value, "must be in (0, 1]", "Write 0.95 for 95 %");
  }

  static void share(String name, double value) {
    require(value >= 0 && value <= 1, name, value, "must be in [0, 1]", "Write 0.3 for 30 %");
  }

  static void generator(double minimum, double maximum, double a, double b, double c, double ramp) {
    notNegative("minimum", minimum, "kW");
    positive("maximum", maximum, "kW");
    ordered("minimum", minimum, "maximum", maximum);
    notNegative("a", a, "per kW²h");
    notNegative("b", b, "per kWh");
    notNegative("c", c, "per hour");
    require(ramp > 0, "ramp", ramp, "must be above 0 kW per hour", "Leave it out if none applies");
  }

  static void stateOfCharge(double minimum, double maximum, double initial) {
    share("minimumCharge", minimum);
    share("maximumCharge", maximum);
    share("initialCharge", initial);
    ordered("minimumCharge", minimum, "maximumCharge", maximum);
    ordered("minimumCharge", minimum, "initialCharge", initial);
    ordered("initialCharge", initial, "maximumCharge", maximum);
  }

  static void ordered(String lowName, double low, String highName, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          lowName
              + " is "
              + low
              + ", but must not be above "
              + highName
              + ", which is "
              + high
              + ". Exchange the two.");
    }
  }

  private static void require(boolean met, String name, double value, String rule, String wayOut) {
    if (!met) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but " + rule + ". " + wayOut + ".");
    }
  }
}
