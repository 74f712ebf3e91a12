package org.skerry.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.energy.scenario.Timeline;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which scenario is played, on which data, in which period: the same options for every command
/// that plays one.
final class Play {
  @Parameters(
      paramLabel = "SCENARIO",
      description =
          "The name of a shipped scenario (`./skerry list` shows them) or the path of a file.")
  String scenario;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "The data to play on: a name that `./skerry list` shows, or the path of a descriptor. Default: the scenario's own.")
  @Nullable String dataset;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, such as 2016-07-01. Default: where the data begin.")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description =
          "The day after the last one (exclusive): 2016-07-08 plays up to the end of 2016-07-07. Default: where the data end.")
  @Nullable LocalDate to;

  /// Reads scenario and data.
  ///
  /// @throws IllegalArgumentException if one of them is not found or wrong
  Setting setting() {
    Scenario described = Scenarios.load(scenario);
    Dataset data =
        Datasets.load(dataset == null ? described.dataset() : dataset, described, scenario);
    return Setting.of(described, data);
  }

  /// The steps to play.
  ///
  /// @throws IllegalArgumentException if the period is empty or the data do not cover it
  Period period(Setting setting) {
    Timeline timeline = setting.timeline();
    var first = from == null ? 0 : timeline.indexOf(from);
    var end = to == null ? timeline.steps() : timeline.indexOf(to);
    if (first >= end) {
      throw new IllegalArgumentException(
          "The period from %s to %s is empty, but --to, which is exclusive, must be after --from. The data cover %s to %s."
              .formatted(
                  day(from, timeline, 0),
                  day(to, timeline, timeline.steps()),
                  timeline.local(0).toLocalDate(),
                  timeline.local(timeline.steps() - 1).toLocalDate()));
    }
    return Period.between(first, end);
  }

  private static String day(@Nullable LocalDate given, Timeline timeline, int step) {
    return given != null
        ? given.toString()
        : timeline
            .local(0)
            .plus(Duration.ofMinutes(Math.round(step * timeline.hours() * 60)))
            .format(DateTimeFormatter.ISO_LOCAL_DATE);
  }
}
