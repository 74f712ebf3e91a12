package org.skerry.energy.device;

import java.time.LocalDateTime;
import java.util.List;

/// What the main grid takes and pays per kWh.
///
/// Buying costs the wholesale price plus a delivery charge by hour of day. Selling earns c_sell =
/// c_buy − spread·|c_buy|, so never more than buying costs, also at negative prices.
///
/// @param wholesale per kWh
/// @param delivery 24 charges per kWh, for the hours ending at 1 to 24 local clock; empty for none
/// @param spread 0 sells at the price of buying, 0.5 at half of it (for positive prices)
public record Tariff(Profile wholesale, List<Double> delivery, double spread) {

  /// @throws IllegalArgumentException if there are neither 0 nor 24 charges or the spread is
  ///   negative
  public Tariff {
    delivery = List.copyOf(delivery);
    if (!delivery.isEmpty() && delivery.size() != 24) {
      throw new IllegalArgumentException(
          "delivery has "
              + delivery.size()
              + " charges, but must have 24, for the hours ending at 1 to 24. Write one for each hour,"
              + " or leave it out.");
    }
    for (double charge : delivery) {
      Checks.finite("delivery", charge);
    }
    Checks.notNegative("spread", spread, "");
  }

  /// The inputs `buyPrice` and `sellPrice`, per kWh.
  List<Input> inputs() {
    return List.of(
        new Input(
            "buyPrice", "per kWh", List.of(wholesale), (start, values) -> buy(start, values[0])),
        new Input(
            "sellPrice",
            "per kWh",
            List.of(wholesale),
            (start, values) -> sell(buy(start, values[0]))));
  }

  private double buy(LocalDateTime start, double wholesalePrice) {
    return wholesalePrice + (delivery.isEmpty() ? 0 : delivery.get(start.getHour()));
  }

  private double sell(double buy) {
    return buy - spread * Math.abs(buy);
  }

  /// The same price in all hours, sold at the price of buying.
  public static Tariff flat(double price) {
    return new Tariff(Profile.constant(price), List.of(), 0);
  }
}
