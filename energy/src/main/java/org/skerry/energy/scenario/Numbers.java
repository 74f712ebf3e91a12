package org.skerry.energy.scenario;

/// How numbers are written in messages.
final class Numbers {
  private Numbers() {}

  /// A whole number without decimal point, else the shortest text that reads back.
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// A number of things: `1 step`, `2 steps`.
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
