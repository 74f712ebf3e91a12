package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the energy of each site came from and where it went.
///
/// What the devices of a site do not balance among themselves in a step is exchanged with the other
/// sites, so that supply and use of each site are equal.
final class BalanceSection {
  private static final double NEGLIGIBLE = 1e-6;

  private final Played played;
  private final String carrier;
  private final Map<String, double[]> supply = new LinkedHashMap<>();
  private final Map<String, double[]> use = new LinkedHashMap<>();

  private BalanceSection(Played played, String carrier) {
    this.played = played;
    this.carrier = carrier;
    var sites = played.sites();
    var exchange = new ArrayList<double[]>();
    sites.forEach(_ -> exchange.add(new double[played.steps()]));
    for (var kind : played.kinds(carrier)) {
      for (var index = 0; index < sites.size(); index++) {
        var power = played.sum(sites.get(index), kind, carrier);
        count(kind, index, power);
        for (var step = 0; step < power.length; step++) {
          exchange.get(index)[step] -= power[step];
        }
      }
    }
    for (var index = 0; index < sites.size(); index++) {
      count("exchange", index, exchange.get(index));
    }
  }

  static Section of(Played played) {
    var blocks = new ArrayList<Block>();
    for (var carrier : List.of("power", "heat")) {
      if (!played.kinds(carrier).isEmpty()) {
        var balance = new BalanceSection(played, carrier);
        blocks.add(balance.chart());
        blocks.add(balance.table());
      }
    }
    return new Section(
        "Energy balance",
        "Supply is drawn above the line, use below it. Both are equal in every "
            + played.noun()
            + ".",
        blocks);
  }

  private void count(String kind, int site, double[] power) {
    add(supply, kind, site, played.energyAbove(power));
    add(use, kind, site, played.energyBelow(power));
  }

  private void add(Map<String, double[]> side, String kind, int site, double energy) {
    if (energy > NEGLIGIBLE) {
      side.computeIfAbsent(kind, _ -> new double[played.sites().size()])[site] = energy;
    }
  }

  private Block chart() {
    var series = new ArrayList<JsonObject>();
    supply.forEach((kind, energy) -> series.add(bars(kind, energy, 1e-3)));
    use.forEach((kind, energy) -> series.add(bars(kind, energy, -1e-3)));
    return new Block.Chart(
        "bars",
        (carrier.equals("heat") ? "Heat" : "Electricity") + " by source and use, MWh",
        "",
        new JsonObject()
            .putTexts("categories", played.sites())
            .put("unit", "MWh")
            .put("series", series));
  }

  private static JsonObject bars(String kind, double[] energy, double factor) {
    return new JsonObject()
        .put("name", Palette.label(kind))
        .put("colour", Palette.colour(kind))
        .putNumbers("values", Arrays.stream(energy).map(kwh -> kwh * factor).toArray());
  }

  private Block table() {
    var header = new ArrayList<String>();
    header.add("MWh");
    header.addAll(played.sites());
    header.add("All");
    var rows = new ArrayList<List<String>>();
    supply.forEach((kind, energy) -> rows.add(row(supplyLabel(kind), energy)));
    use.forEach((kind, energy) -> rows.add(row(useLabel(kind), energy)));
    return new Block.Table(header, rows, false);
  }

  private static String supplyLabel(String kind) {
    return switch (kind) {
      case "battery", "pumpedStorage" -> Palette.label(kind) + ", discharged";
      case "grid" -> "Main grid, bought";
      case "exchange" -> Palette.label(kind) + ", received";
      default -> Palette.label(kind);
    };
  }

  private static String useLabel(String kind) {
    return switch (kind) {
      case "battery", "pumpedStorage" -> Palette.label(kind) + ", charged";
      case "grid" -> "Main grid, sold";
      case "exchange" -> Palette.label(kind) + ", given";
      case "load" -> "Demand, served";
      default -> Palette.label(kind) + ", taken";
    };
  }

  private static List<String> row(String name, double[] energy) {
    var cells = new ArrayList<String>();
    cells.add(name);
    Arrays.stream(energy).forEach(kwh -> cells.add(kwh == 0 ? "–" : Numbers.two(kwh / 1000)));
    cells.add(Numbers.two(Arrays.stream(energy).sum() / 1000));
    return cells;
  }
}
