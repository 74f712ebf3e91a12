package org.skerry.studies;

import java.util.ArrayList;
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
    named(standings, priced).ifPresent(standing -> sections.add(prices(standing, unit)));
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
                    .put(
                        "series",
                        standing.trials().getFirst().score().exhibit().objects("prices")))));
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
    List<String> microgrids = standing.trials().getFirst().score().exhibit().texts("microgrids");
    microgrids.forEach(name -> parties.add("Households of " + name));
    microgrids.forEach(name -> parties.add("Microgrid " + name));
    parties.addAll(List.of("Distributor", "All"));
    return parties;
  }

  /// By party, the mean of the seeds.
  private static double[] paid(Standing standing) {
    List<JsonObject> accounts =
        standing.trials().stream().map(trial -> trial.score().exhibit()).toList();
    int microgrids = accounts.getFirst().numbers("pay").length;
    double[] paid = new double[2 * microgrids + 2];
    for (JsonObject account : accounts) {
      for (int microgrid = 0; microgrid < microgrids; microgrid++) {
        paid[microgrid] += account.numbers("pay")[microgrid] / accounts.size();
        paid[microgrids + microgrid] -= account.numbers("keep")[microgrid] / accounts.size();
      }
    }
    paid[2 * microgrids] = -standing.estimate("distributor").mean();
    paid[2 * microgrids + 1] = standing.estimate("objective").mean();
    return paid;
  }
}
