package org.skerry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.studies.report.Numbers;

/// The figures of an outcome for the terminal: one column per site, one line per figure.
final class OutcomeTable {
  private OutcomeTable() {}

  static TextTable of(Outcome outcome) {
    var columns = new ArrayList<Figures>(outcome.sites());
    var header = new ArrayList<String>();
    header.add(outcome.controller() + " on " + outcome.dataset());
    columns.forEach(figures -> header.add(figures.name()));
    if (columns.size() > 1) {
      columns.add(outcome.total());
      header.add("all");
    }
    var table = new TextTable(header.toArray(String[]::new));
    for (var term : outcome.total().terms().keySet()) {
      if (columns.stream().anyMatch(figures -> term(figures, term) != 0)) {
        line(
            table,
            columns,
            "  " + term + ", " + outcome.currency(),
            f -> Numbers.two(term(f, term)));
      }
    }
    line(table, columns, "cost, " + outcome.currency(), figures -> Numbers.two(figures.cost()));
    table.rule();
    line(table, columns, "bought, kWh", figures -> Numbers.one(figures.importKwh()));
    line(table, columns, "sold, kWh", figures -> Numbers.one(figures.exportKwh()));
    line(table, columns, "not served, kWh", figures -> Numbers.one(figures.unservedKwh()));
    line(table, columns, "curtailed, kWh", figures -> Numbers.one(figures.curtailedKwh()));
    if (outcome.total().networkUnservedKwh() + outcome.total().networkCurtailedKwh() > 0) {
      line(
          table,
          columns,
          "  of the network, not served, kWh",
          f -> Numbers.one(f.networkUnservedKwh()));
      line(
          table,
          columns,
          "  of the network, curtailed, kWh",
          f -> Numbers.one(f.networkCurtailedKwh()));
    }
    line(table, columns, "stored at the end, kWh", f -> Numbers.one(f.finalStorageKwh()));
    line(table, columns, "violations", figures -> Long.toString(figures.violations()));
    line(table, columns, "guarded", figures -> Long.toString(figures.guarded()));
    return table;
  }

  private static double term(Figures figures, String name) {
    return figures.terms().getOrDefault(name, 0.0);
  }

  private static void line(
      TextTable table, List<Figures> columns, String name, Function<Figures, String> cell) {
    var cells = new ArrayList<String>();
    cells.add(name);
    columns.forEach(figures -> cells.add(cell.apply(figures)));
    table.row(cells);
  }
}
