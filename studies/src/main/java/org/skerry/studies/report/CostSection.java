package org.skerry.studies.report;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Outcome;

/// What the period cost, split by site and term.
final class CostSection {
  private CostSection() {}

  static Section of(Outcome outcome) {
    return new Section(
        "Cost",
        "The cost of the period for each "
            + outcome.siteNoun()
            + " and for all together. A negative term is income: energy"
            + " sold, or more energy stored at the end than at the beginning.",
        List.of(chart(outcome), table(outcome)));
  }

  private static Block chart(Outcome outcome) {
    var series = new ArrayList<JsonObject>();
    for (var term : terms(outcome)) {
      series.add(
          new JsonObject()
              .put("name", Palette.label(term))
              .put("colour", Palette.colour(term))
              .putNumbers(
                  "values",
                  outcome.sites().stream().mapToDouble(site -> value(site, term)).toArray()));
    }
    return new Block.Chart(
        "bars",
        "Cost by " + outcome.siteNoun() + " and term, " + outcome.currency(),
        "",
        new JsonObject()
            .putTexts("categories", outcome.sites().stream().map(Figures::name).toList())
            .put("unit", outcome.currency())
            .put("series", series));
  }

  private static Block table(Outcome outcome) {
    var terms = terms(outcome);
    var header = new ArrayList<String>();
    header.add(outcome.currency());
    terms.forEach(term -> header.add(Palette.label(term)));
    header.add("Cost");
    var rows = new ArrayList<List<String>>();
    outcome.sites().forEach(site -> rows.add(row(site.name(), site, terms)));
    if (shared(outcome)) {
      rows.add(network(outcome, terms));
    }
    rows.add(row("All", outcome.total(), terms));
    return new Block.Table(header, rows, true);
  }

  /// Whether something is paid for all together, such as the losses of the network between them.
  private static boolean shared(Outcome outcome) {
    var parts = outcome.sites().stream().mapToDouble(Figures::cost).sum();
    // Far below a cent, far above the rounding of the sum.
    return Math.abs(outcome.total().cost() - parts) > 1e-6;
  }

  private static List<String> network(Outcome outcome, List<String> terms) {
    var cells = new ArrayList<String>();
    cells.add("Between them");
    var cost = 0.0;
    for (var term : terms) {
      var parts = outcome.sites().stream().mapToDouble(site -> value(site, term)).sum();
      cells.add(Numbers.two(value(outcome.total(), term) - parts));
      cost += value(outcome.total(), term) - parts;
    }
    cells.add(Numbers.two(cost));
    return cells;
  }

  private static List<String> row(String name, Figures figures, List<String> terms) {
    var cells = new ArrayList<String>();
    cells.add(name);
    terms.forEach(term -> cells.add(Numbers.two(value(figures, term))));
    cells.add(Numbers.two(figures.cost()));
    return cells;
  }

  /// The terms that are not zero everywhere.
  private static List<String> terms(Outcome outcome) {
    return outcome.total().terms().keySet().stream()
        .filter(term ->
            value(outcome.total(), term) != 0
                || outcome.sites().stream().anyMatch(site -> value(site, term) != 0))
        .toList();
  }

  private static double value(Figures figures, String term) {
    return figures.terms().getOrDefault(term, 0.0);
  }
}
