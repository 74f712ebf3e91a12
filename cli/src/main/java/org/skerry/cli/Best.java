package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.ScheduleFile;
import org.skerry.energy.dispatch.Simulation;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.SimulationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Computes the optimum of a scenario over a period.
@Command(
    name = "optimum",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the optimum of a scenario over a period of which everything is known: the floor that no",
      "controller can beat. Replays it, and writes schedule.csv, which `simulate --controller` replays."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry optimum networked --from 2016-07-01 --to 2016-07-08",
      "  ./skerry optimum networked --from 2016-07-01 --to 2016-07-08 --out best --json",
      "  ./skerry simulate networked --from 2016-07-01 --to 2016-07-08 --controller best/schedule.csv"
    })
final class Best implements Callable<Integer> {
  @Mixin Play play;
  @Mixin Answer answer;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to write. Default: results/SCENARIO-optimum-DATASET; with --json nothing is written unless this is given.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    var setting = play.setting();
    answer.tell(setting.dataset().notes());
    var scenario = setting.scenario();
    var period = play.period(setting);
    var name = scenario.name() + "-optimum-" + setting.dataset().name();
    var target = out != null ? out : answer.json ? null : Path.of("results", name);
    try (var folder = target == null ? null : OutputFolder.open(target)) {
      var began = System.nanoTime();
      var floor = Floor.of(setting, period);
      var seconds = (System.nanoTime() - began) / 1e9;
      var schedule = floor.optimum().schedule();
      var settlement = Coupling.of(scenario).settlement();
      var replay =
          new Simulation(setting, period, settlement, Step.Limits.OPERATING).run(schedule, _ -> {});
      var object = SimulationReport.results(replay, seconds);
      floor.join(object, replay);
      if (folder != null) {
        folder.publish(staging -> {
          SimulationReport.write(replay, Version.origin(), object, staging);
          ScheduleFile.write(schedule, staging.resolve("schedule.csv"));
        });
      }
      answer.give(object, print -> print(print, floor, replay, seconds, target));
    }
    return 0;
  }

  private static void print(
      PrintStream out, Floor floor, Outcome replay, double seconds, @Nullable Path target) {
    out.println(replay.title());
    OutcomeTable.of(replay).print(out);
    out.println();
    out.printf(
        "%s: %s %s, computed in %s s. The replay above costs %s %s.%n",
        floor.name(),
        Numbers.two(floor.cost()),
        replay.currency(),
        Numbers.two(seconds),
        Numbers.two(replay.total().cost()),
        replay.currency());
    if (target != null) {
      out.println("Report: " + target.resolve("report.html"));
      out.println("Schedule: " + target.resolve("schedule.csv"));
    }
  }
}
