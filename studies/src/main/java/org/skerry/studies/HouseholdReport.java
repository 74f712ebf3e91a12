package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Standing;

/// What the study of households shows of single households, and beside the paper.
final class HouseholdReport {
  private HouseholdReport() {}

  static List<Section> sections(List<Standing> standings) {
    return List.of(
        losers(standings), houses(standings), TradeOffSection.of("transactive-conflict"), paper());
  }

  private static Section losers(List<Standing> standings) {
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : standings) {
      JsonObject bills = bills(standing);
      double[] none = bills.numbers("none");
      double[] own = bills.numbers("own");
      double[] more = more(none, own);
      rows.add(
          List.of(
              standing.contender(),
              String.valueOf(Arrays.stream(more).filter(loss -> loss > 1e-9).count()),
              Numbers.three(Arrays.stream(more).sum()),
              Numbers.three(most(more)),
              Numbers.three(most(more(none, bills.numbers("settled"))))));
    }
    return new Section(
        "Who is worse off than without batteries",
        "Tested households, first seed, carbon included. A side payment out of what the others gain"
            + " and the keepers of margins gain each day makes good what a household loses; where the"
            + " community gains, nobody is then worse off.",
        List.of(
            new Block.Table(
                List.of(
                    "",
                    "Households worse off",
                    "They pay more",
                    "Most for one",
                    "Most after side payment"),
                rows,
                false)));
  }

  private static Section houses(List<Standing> standings) {
    JsonObject first = bills(standings.getFirst());
    double[] none = first.numbers("none");
    List<String> head = new ArrayList<>(List.of(""));
    for (String name : first.texts("households")) {
      head.add(name.substring(name.indexOf('/') + 1));
    }
    head.add("All");
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("Without batteries", none));
    for (Standing standing : standings) {
      rows.add(row(standing.contender(), change(none, bills(standing).numbers("own"))));
    }
    rows.add(row("Optimum", change(none, first.numbers("optimum"))));
    return new Section(
        "Who gains, who loses",
        "What each tested household pays without batteries, carbon included, and by how much that changes"
            + " with each contender's first seed and in the community's optimum. Trade changes who pays:"
            + " the community gains as a whole, single households may lose.",
        List.of(new Block.Table(head, rows, true)));
  }

  private static Section paper() {
    String worse = "worse than none";
    return new Section(
        "Beside the paper",
        "Shares of the optimum that MAHTM reaches on its own data, from its Table 2.",
        List.of(
            new Block.Table(
                List.of("", "Price, train", "Emission, train", "Price, test", "Emission, test"),
                List.of(
                    List.of("MAHTM", "0.94", "0.68", "0.72", "0.51"),
                    List.of("COMA of the paper", worse, worse, worse, worse)),
                false)));
  }

  private static JsonObject bills(Standing standing) {
    return standing.trials().getFirst().score().exhibit();
  }

  private static List<String> row(String name, double[] values) {
    List<String> row = new ArrayList<>(List.of(name));
    for (double value : values) {
      row.add(Numbers.three(value));
    }
    row.add(Numbers.three(Arrays.stream(values).sum()));
    return row;
  }

  private static double[] change(double[] none, double[] paid) {
    double[] change = new double[paid.length];
    Arrays.setAll(change, house -> paid[house] - none[house]);
    return change;
  }

  /// By how much each household pays more than without batteries.
  private static double[] more(double[] none, double[] paid) {
    double[] more = new double[paid.length];
    Arrays.setAll(more, house -> Math.max(0, paid[house] - none[house]));
    return more;
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
