package org.skerry.energy.device;

/// What a kilowatt-hour of the main grid emits, and what emitting it costs.
///
/// @param intensity g of CO₂ per kWh bought
/// @param price per kg of CO₂
public record Carbon(Profile intensity, double price) {
  private static final double GRAMS = 1000;

  /// @throws IllegalArgumentException if the price is negative
  public Carbon {
    Checks.notNegative("price", price, "per kg");
  }

  /// The input `carbon`, g per kWh.
  Input input() {
    return Input.notNegative("carbon", "g/kWh", intensity);
  }

  /// What a kilowatt-hour of this intensity, g per kWh, costs.
  public double perKwh(double grams) {
    return price / GRAMS * grams;
  }
}
