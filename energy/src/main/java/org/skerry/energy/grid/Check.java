package org.skerry.energy.grid;

/// The sentences with which a record refuses a value.
final class Check {
  private Check() {}

  static void finite(String owner, String quantity, double value, String unit) {
    if (!Double.isFinite(value)) {
      refuse(owner, quantity, value, unit, "must be a finite number");
    }
  }

  static void positive(String owner, String quantity, double value, String unit) {
    if (!(value > 0) || Double.isInfinite(value)) {
      refuse(owner, quantity, value, unit, "must be positive and finite");
    }
  }

  static void atLeastZero(String owner, String quantity, double value, String unit) {
    if (!(value >= 0)) {
      refuse(owner, quantity, value, unit, "must be 0 or more");
    }
  }

  private static void refuse(
      String owner, String quantity, double value, String unit, String rule) {
    throw new IllegalArgumentException(
        owner + " has the " + quantity + " " + value + " " + unit + ", which " + rule + ".");
  }
}
