package org.skerry.energy.device;

import java.util.List;

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
    return new Input(
        "carbon", "g/kWh", List.of(intensity), (start, values) -> Math.max(0, values[0]));
  }

  /// What a kilowatt-hour of this intensity, g per kWh, costs.
  public double perKwh(double grams) {
    return price / GRAMS * grams;
  }
}
