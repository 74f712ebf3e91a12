package org.skerry.energy.device;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the main grid takes and pays per kWh.
///
/// Buying costs the wholesale price, plus a delivery charge by hour of day, plus the first rate
/// that is in force. Selling earns a feed-in price where there is one, and else c_sell = c_buy −
/// spread·|c_buy|, so never more than buying costs, also at negative prices.
///
/// @param wholesale per kWh
/// @param delivery 24 charges per kWh, for the hours ending at 1 to 24 local clock; empty for none
/// @param spread 0 sells at the price of buying, 0.5 at half of it (for positive prices)
/// @param rates charges per kWh by time of use; the first that is in force counts
/// @param feedIn per kWh sold, if it does not follow from the price of buying
/// @param blocks charges per kWh for what is bought beyond an energy in a calendar month, rising;
///   in the order of their energies
public record Tariff(
    Profile wholesale,
    List<Double> delivery,
    double spread,
    List<Rate> rates,
    Optional<Profile> feedIn,
    List<Block> blocks) {

  /// A charge for what is bought beyond an energy in a calendar month, up to the next block.
  ///
  /// @param above kWh of the month
  /// @param price per kWh, on top of the others
  public record Block(double above, double price) {}

  /// A charge for some hours of some days.
  ///
  /// @param price per kWh
  /// @param from first hour of day, local clock, 0 to 23
  /// @param to hour of day that it ends at, 1 to 24; at or before `from` it ends on the next day
  /// @param days of the week; none for all
  /// @param months 1 to 12; none for all
  public record Rate(double price, int from, int to, Set<DayOfWeek> days, Set<Integer> months) {

    /// @throws IllegalArgumentException if the price is not finite or an hour or month is none
    public Rate {
      days = Set.copyOf(days);
      months = Set.copyOf(months);
      Checks.finite("price", price);
      if (from < 0 || from > 23 || to < 0 || to > 24) {
        throw new IllegalArgumentException(
            "from is %d and to is %d, but a rate is from an hour of 0 to 23 to one of 0 to 24. Write for example {from: 22, to: 6}."
                .formatted(from, to));
      }
      for (int month : months) {
        if (month < 1 || month > 12) {
          throw new IllegalArgumentException(
              "months has %d, but a month is from 1 to 12. Correct it.".formatted(month));
        }
      }
    }

    /// Whether it is in force; after midnight the day is the one on which it began.
    boolean covers(LocalDateTime start) {
      int hour = start.getHour();
      boolean overnight = to <= from;
      boolean inside = overnight ? hour >= from || hour < to : hour >= from && hour < to;
      LocalDateTime day = overnight && hour < to ? start.minusDays(1) : start;
      return inside
          && (days.isEmpty() || days.contains(day.getDayOfWeek()))
          && (months.isEmpty() || months.contains(day.getMonthValue()));
    }
  }

  /// @throws IllegalArgumentException if there are neither 0 nor 24 charges or the spread is
  ///   negative
  public Tariff {
    delivery = List.copyOf(delivery);
    rates = List.copyOf(rates);
    blocks = List.copyOf(blocks);
    checkBlocks(blocks);
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
    if (spread != 0 && feedIn.isPresent()) {
      throw new IllegalArgumentException(
          "feedIn stands beside spread, but only one of them can say what selling earns. Remove one.");
    }
  }

  private static void checkBlocks(List<Block> blocks) {
    var before = new Block(Double.NEGATIVE_INFINITY, 0);
    for (Block block : blocks) {
      Checks.notNegative("above", block.above(), "kWh");
      Checks.finite("price", block.price());
      if (block.above() <= before.above()) {
        throw new IllegalArgumentException(
            "blocks has one above %s kWh after one above %s kWh, but must go up. Put them in order."
                .formatted(block.above(), before.above()));
      }
      if (block.price() < before.price()) {
        throw new IllegalArgumentException(
            "blocks has a price of %s above %s kWh after %s, but a block never costs less than the one before it: with falling prices a plan is no longer convex. Take the mean price as 'wholesale', or leave 'blocks' out."
                .formatted(block.price(), block.above(), before.price()));
      }
      before = block;
    }
  }

  /// What blocks add to the cost of a month in which `energy` kWh were bought so far.
  double blockCost(double energy) {
    double cost = 0;
    for (int block = 0; block < blocks.size(); block++) { // an iterator would be allocated
      cost += step(block) * Math.max(0, energy - blocks.get(block).above());
    }
    return cost;
  }

  /// What a block costs more per kWh than the one before it.
  double step(int block) {
    return blocks.get(block).price() - (block == 0 ? 0 : blocks.get(block - 1).price());
  }

  /// A tariff without blocks.
  public Tariff(
      Profile wholesale,
      List<Double> delivery,
      double spread,
      List<Rate> rates,
      Optional<Profile> feedIn) {
    this(wholesale, delivery, spread, rates, feedIn, List.of());
  }

  /// A tariff whose selling price follows from that of buying.
  public Tariff(Profile wholesale, List<Double> delivery, double spread) {
    this(wholesale, delivery, spread, List.of(), Optional.empty());
  }

  /// The inputs `buyPrice` and `sellPrice`, per kWh.
  List<Input> inputs() {
    return List.of(
        new Input(
            "buyPrice", "per kWh", List.of(wholesale), (start, values) -> buy(start, values[0])),
        feedIn
            .map(price -> Input.of("sellPrice", "per kWh", price))
            .orElseGet(() ->
                new Input(
                    "sellPrice",
                    "per kWh",
                    List.of(wholesale),
                    (start, values) -> sell(buy(start, values[0])))));
  }

  private double buy(LocalDateTime start, double wholesalePrice) {
    double charge = delivery.isEmpty() ? 0 : delivery.get(start.getHour());
    for (Rate rate : rates) {
      if (rate.covers(start)) {
        return wholesalePrice + charge + rate.price();
      }
    }
    return wholesalePrice + charge;
  }

  private double sell(double buy) {
    return buy - spread * Math.abs(buy);
  }

  /// The same price in all hours, sold at the price of buying.
  public static Tariff flat(double price) {
    return new Tariff(Profile.constant(price), List.of(), 0);
  }
}
