package org.skerry.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;

/// Contenders side by side.
public final class Scoreboard {
  private Scoreboard() {}

  /// A row for each contender, a column for each metric: the mean over the seeds with its interval.
  public static Block table(List<Metric> metrics, List<Standing> standings) {
    List<String> header = new ArrayList<>();
    header.add("");
    metrics.forEach(metric -> header.add(metric.labelled()));
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : standings) {
      List<String> row = new ArrayList<>();
      row.add(standing.contender());
      metrics.forEach(metric -> row.add(metric.cell(standing.estimate(metric.name()))));
      rows.add(row);
    }
    return new Block.Table(header, rows, false);
  }

  /// The same with words about each contender in a last column.
  public static Block table(
      List<Metric> metrics,
      List<Standing> standings,
      String head,
      Function<Standing, String> words) {
    Block.Table figures = (Block.Table) table(metrics, standings);
    List<String> header = new ArrayList<>(figures.header());
    header.add(head);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < standings.size(); row++) {
      List<String> cells = new ArrayList<>(figures.rows().get(row));
      cells.add(words.apply(standings.get(row)));
      rows.add(cells);
    }
    return new Block.Table(header, rows, false);
  }

  /// A bar for each contender: the mean of a metric over the seeds.
  public static Block bars(Metric metric, List<Standing> standings) {
    return new Block.Chart(
        "bars",
        metric.labelled(),
        metric.aim() == Metric.Aim.LOWER ? "Lower is better." : "Higher is better.",
        new JsonObject()
            .putTexts("categories", standings.stream().map(Standing::contender).toList())
            .put("unit", metric.unit())
            .put("lying", true)
            .put(
                "series",
                List.of(
                    new JsonObject()
                        .put("name", metric.label())
                        .put("colour", "")
                        .putNumbers(
                            "values",
                            standings.stream()
                                .mapToDouble(each -> each.estimate(metric.name()).mean())
                                .toArray()))));
  }
}
