package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Standing;

/// What the study of prices shows of who pays.
final class CommunityReport {
  private CommunityReport() {}

  /// @param yardstick the contender whom the others are held against
  /// @param priced the contender whose prices are shown
  /// @param unit of these prices
  static List<Section> sections(
      List<Standing> standings, String yardstick, String priced, String unit) {
    List<Section> sections = new ArrayList<>();
    sections.add(forWhom(standings, yardstick));
    named(standings, priced)
        .ifPresent(standing -> {
          named(standings, yardstick).ifPresent(other -> sections.add(houses(standing, other)));
          sections.add(prices(standing, unit));
        });
    return sections;
  }

  private static Section forWhom(List<Standing> standings, String yardstick) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(table("", standings, Optional.empty()));
    named(standings, yardstick)
        .ifPresent(
            other -> blocks.add(table("Against " + yardstick, standings, Optional.of(other))));
    return new Section(
        "For whom",
        "What each party pays in a mean tested day, carbon included, mean of the seeds; what is"
            + " kept of the trade is negative. The parties add up to the community's objective:"
            + " prices move money between them, and change the sum only where they change what"
            + " batteries do.",
        blocks);
  }

  private static Section houses(Standing standing, Standing other) {
    List<String> names = exhibits(standing).getFirst().texts("households");
    double[] before = mean(other, "paid");
    double[] after = mean(standing, "paid");
    double[] settled = mean(standing, "settled");
    List<List<String>> rows = new ArrayList<>();
    for (int house = 0; house < names.size(); house++) {
      rows.add(
          List.of(
              names.get(house),
              Numbers.three(before[house]),
              Numbers.three(after[house]),
              Numbers.three(after[house] - before[house]),
              Numbers.three(settled[house])));
    }
    return new Section(
        "Which households",
        "What each household pays in a mean tested day, carbon included, mean of the seeds. Who sells"
            + " at noon may lose by learned prices. Side payments of every day make good what a"
            + " household loses against no batteries, as far as the others gain.",
        List.of(
            new Block.Table(
                List.of(
                    "",
                    other.contender(),
                    standing.contender(),
                    "Change",
                    standing.contender() + ", after side payments"),
                rows,
                false)));
  }

  private static List<JsonObject> exhibits(Standing standing) {
    return standing.trials().stream().map(trial -> trial.score().exhibit()).toList();
  }

  private static double[] mean(Standing standing, String key) {
    List<JsonObject> exhibits = exhibits(standing);
    double[] mean = new double[exhibits.getFirst().numbers(key).length];
    for (JsonObject exhibit : exhibits) {
      for (int index = 0; index < mean.length; index++) {
        mean[index] += exhibit.numbers(key)[index] / exhibits.size();
      }
    }
    return mean;
  }

  private static Section prices(Standing standing, String unit) {
    return new Section(
        "Learned prices",
        "Where prices inside and between microgrids are near those of buying outside, discharging"
            + " for a neighbour earns a household what it saves all; where they are near those of"
            + " selling, it is charging that pays. Carbon is paid for on top of what is bought"
            + " outside.",
        List.of(
            new Block.Chart(
                "lines",
                "Prices of a mean tested day, " + standing.contender() + ", first seed, " + unit,
                "Prices inside are the mean of the microgrids.",
                new JsonObject()
                    .put("unit", unit)
                    .put("xUnit", "h")
                    .put("series", exhibits(standing).getFirst().objects("prices")))));
  }

  private static Optional<Standing> named(List<Standing> standings, String contender) {
    return standings.stream()
        .filter(standing -> standing.contender().equals(contender))
        .findFirst();
  }

  private static Block table(String name, List<Standing> standings, Optional<Standing> other) {
    List<String> header = new ArrayList<>(List.of(name));
    header.addAll(parties(standings.getFirst()));
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : standings) {
      double[] paid = paid(standing);
      List<String> row = new ArrayList<>(List.of(standing.contender()));
      for (int party = 0; party < paid.length; party++) {
        double less = other.isPresent() ? paid(other.get())[party] : 0;
        row.add(Numbers.three(paid[party] - less));
      }
      rows.add(row);
    }
    return new Block.Table(header, rows, false);
  }

  private static List<String> parties(Standing standing) {
    List<String> parties = new ArrayList<>();
    List<String> microgrids = exhibits(standing).getFirst().texts("microgrids");
    microgrids.forEach(name -> parties.add("Households of " + name));
    microgrids.forEach(name -> parties.add("Microgrid " + name));
    parties.addAll(List.of("Distributor", "All"));
    return parties;
  }

  /// By party, the mean of the seeds.
  private static double[] paid(Standing standing) {
    double[] pay = mean(standing, "pay");
    double[] keep = mean(standing, "keep");
    double[] paid = Arrays.copyOf(pay, 2 * pay.length + 2);
    for (int microgrid = 0; microgrid < keep.length; microgrid++) {
      paid[pay.length + microgrid] = -keep[microgrid];
    }
    paid[2 * pay.length] = -standing.estimate("distributor").mean();
    paid[2 * pay.length + 1] = standing.estimate("objective").mean();
    return paid;
  }
}
