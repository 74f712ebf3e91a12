package org.skerry.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scoreboard;
import org.skerry.studies.study.Standing;

/// What the upper layer is worth: contenders that learn alike and differ in who settles, side by
/// side.
final class UpperLayer {
  private static final List<String> CONTENDERS = List.of("BMAPPO", "MAPPO, netting", "MAPPO");
  private static final List<String> METRICS = List.of("cost", "violations");

  private UpperLayer() {}

  /// Table and charts; empty unless two of the contenders played.
  static Optional<Section> section(List<Metric> metrics, List<Standing> standings) {
    List<Standing> playing =
        CONTENDERS.stream()
            .flatMap(name -> standings.stream().filter(each -> each.contender().equals(name)))
            .toList();
    if (playing.size() < 2) {
      return Optional.empty();
    }
    List<Metric> shown =
        metrics.stream().filter(metric -> METRICS.contains(metric.name())).toList();
    List<Block> blocks = new ArrayList<>();
    blocks.add(Scoreboard.table(shown, playing));
    shown.stream()
        .filter(
            metric -> playing.stream().anyMatch(each -> each.estimate(metric.name()).mean() != 0))
        .forEach(metric -> blocks.add(Scoreboard.bars(metric, playing)));
    return Optional.of(
        new Section(
            "With and without the upper layer",
            "A violation is a voltage or a current beyond its limit in one step. Where nobody keeps the limits of the"
                + " network, an exact power flow counts what is done to it; microgrids that settle alone leave it empty.",
            blocks));
  }
}
