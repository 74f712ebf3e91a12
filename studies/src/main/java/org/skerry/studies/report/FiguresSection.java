package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Outcome;

/// The figures of the run: first those that matter most, last all of them.
final class FiguresSection {
  private FiguresSection() {}

  static Section overview(Played played) {
    var outcome = played.outcome();
    var total = outcome.total();
    var tiles = new ArrayList<Block.Tile>();
    tiles.add(
        new Block.Tile(
            "Cost, " + outcome.currency(), Numbers.whole(total.cost()), perDay(outcome)));
    tiles.add(new Block.Tile("Bought, MWh", mwh(total.importKwh()), "from the main grid"));
    tiles.add(new Block.Tile("Sold, MWh", mwh(total.exportKwh()), "to the main grid"));
    tiles.add(new Block.Tile("Curtailed, MWh", mwh(total.curtailedKwh()), "that nobody took"));
    tiles.add(new Block.Tile("Not served, MWh", mwh(total.unservedKwh()), "of the demand"));
    tiles.add(
        new Block.Tile(
            "Violations", Long.toString(total.violations()), "states or flows beyond a limit"));
    if (outcome.sites().size() > 1) {
      tiles.add(
          new Block.Tile(
              "Mutual aid possible",
              Numbers.percent(SurplusSection.share(SurplusSection.mutual(played))) + " %",
              "of the hours: a surplus beside a deficit"));
    }
    return new Section("Overview", "", List.of(new Block.Tiles(tiles)));
  }

  private static String mwh(double kwh) {
    return Numbers.one(kwh / 1000);
  }

  private static String perDay(Outcome outcome) {
    return Numbers.two(outcome.total().cost() / Math.max(outcome.hours() / 24, 1e-9)) + " per day";
  }

  static Section table(Outcome outcome) {
    var rows = new ArrayList<List<String>>();
    outcome.sites().forEach(site -> rows.add(row(site.name(), site)));
    rows.add(row("All", outcome.total()));
    return new Section(
        "All figures",
        "The same figures in full precision are in results.json, every quantity of every step in series.csv.",
        List.of(
            new Block.Table(
                List.of(
                    "",
                    "Cost, " + outcome.currency(),
                    "Bought, kWh",
                    "Sold, kWh",
                    "Not served, kWh",
                    "Curtailed, kWh",
                    "Violations",
                    "Guarded",
                    "Stored at the end, kWh"),
                rows,
                true)));
  }

  private static List<String> row(String name, Figures figures) {
    return List.of(
        name,
        Numbers.two(figures.cost()),
        Numbers.one(figures.importKwh()),
        Numbers.one(figures.exportKwh()),
        Numbers.one(figures.unservedKwh()),
        Numbers.one(figures.curtailedKwh()),
        Long.toString(figures.violations()),
        Long.toString(figures.guarded()),
        Numbers.one(figures.finalStorageKwh()));
  }
}
