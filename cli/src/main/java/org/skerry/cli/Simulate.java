package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.InTurn;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.Simulation;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.studies.report.SimulationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plays a scenario with a controller and tells what it cost.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a scenario with a controller over a period and tells what it cost.",
      "Writes report.html, results.json and series.csv to a folder."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry simulate networked                        the whole year, time-of-use rule",
      "  ./skerry simulate networked --controller none      what it costs to do nothing",
      "  ./skerry simulate networked --from 2016-07-01 --to 2016-07-08 --out july --json",
      "  ./skerry simulate networked --controller BMAPPO.policy    what was learned, in charge",
      "  ./skerry simulate transactive-three --controller prices.policy --controller homes.policy",
      "  ./skerry simulate my-site.yaml --dataset generated"
    })
final class Simulate implements Callable<Integer> {
  @Mixin Play play;
  @Mixin Answer answer;

  @Option(
      names = "--controller",
      paramLabel = "NAME|FILE",
      description =
          "Who decides: a name that `./skerry list` shows, schedule (where the scenario brings one), or the path of a schedule or of a learned policy (NAME.policy). Given several times, all decide, one after the other: so the policies of several layers play together, those that set prices first. Default: the scenario's schedule, else rule.")
  List<String> controllers = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to write. Default: results/SCENARIO-CONTROLLER-DATASET; with --json nothing is written unless this is given.")
  @Nullable Path out;

  @Option(
      names = "--floor",
      negatable = true,
      description =
          "Also compute the optimum of the period, or not; without asking, that is done up to 31 days of a few sites.")
  @Nullable Boolean floorWanted;

  @Override
  public Integer call() throws IOException {
    var setting = play.setting();
    answer.tell(setting.dataset().notes());
    var scenario = setting.scenario();
    var chosen = chosen(setting);
    var period = play.period(setting);
    var settlement = Coupling.of(scenario).settlement();
    var simulation = new Simulation(setting, period, settlement, Step.Limits.OPERATING);
    var name = scenario.name() + "-" + chosen.name() + "-" + setting.dataset().name();
    var target = out != null ? out : answer.json ? null : Path.of("results", name);
    try (var folder = target == null ? null : OutputFolder.open(target)) {
      var began = System.nanoTime();
      Outcome outcome;
      try (var progress = answer.progress("simulate " + scenario.name())) {
        outcome = simulation.run(chosen, played -> progress.at(played, period.horizon()));
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      var floor = floor(setting, period, outcome);
      var object = SimulationReport.results(outcome, seconds);
      floor.ifPresent(found -> found.join(object, outcome));
      if (folder != null) {
        folder.publish(
            staging -> SimulationReport.write(outcome, facts(floor, outcome), object, staging));
      }
      answer.give(object, print -> print(print, outcome, floor, seconds, target));
    }
    return 0;
  }

  private Controller chosen(Setting setting) throws IOException {
    if (controllers.isEmpty()) {
      var own = setting.scenario().schedule().isPresent() ? "schedule" : "rule";
      return Policies.chosen(own, setting);
    }
    var chosen = new ArrayList<Controller>();
    for (var name : controllers) {
      chosen.add(Policies.chosen(name, setting));
    }
    return chosen.size() == 1
        ? chosen.getFirst()
        : new InTurn(
            chosen.stream().map(Controller::name).collect(Collectors.joining("+")), chosen);
  }

  private static Map<String, String> facts(Optional<Floor> floor, Outcome outcome) {
    var facts = new LinkedHashMap<String, String>();
    floor.ifPresent(found -> facts.put(found.name(), found.beside(outcome)));
    facts.putAll(Version.origin());
    return facts;
  }

  private Optional<Floor> floor(Setting setting, Period period, Outcome outcome) {
    var wanted = Boolean.TRUE.equals(floorWanted);
    if (Boolean.FALSE.equals(floorWanted) || (!wanted && !Floor.quick(setting, outcome))) {
      return Optional.empty();
    }
    if (wanted && !Floor.quick(setting, outcome)) {
      answer.note(
          "Computing the optimum of %d steps, which may take long.".formatted(outcome.steps()));
    }
    try {
      return Optional.of(Floor.of(setting, period));
    } catch (IllegalArgumentException fault) {
      if (wanted) {
        throw fault;
      }
      answer.note("No optimum to compare with: " + fault.getMessage());
      return Optional.empty();
    }
  }

  private static void print(
      PrintStream out,
      Outcome outcome,
      Optional<Floor> floor,
      double seconds,
      @Nullable Path target) {
    out.println(outcome.title());
    OutcomeTable.of(outcome).print(out);
    out.println();
    out.printf(
        Locale.ROOT, "%d steps of %s h in %.2f s.%n", outcome.steps(), hours(outcome), seconds);
    floor.ifPresent(found -> out.println(found.name() + ": " + found.beside(outcome) + "."));
    if (target != null) {
      out.println("Report: " + target.resolve("report.html"));
    }
  }

  private static String hours(Outcome outcome) {
    return outcome.stepHours() == 1 ? "1" : String.valueOf(outcome.stepHours());
  }
}
