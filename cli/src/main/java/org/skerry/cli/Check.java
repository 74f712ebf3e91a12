package org.skerry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.dispatch.ScheduleFile;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads a file of any kind, and all that it names, and says what is in it or what is wrong.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a scenario with its data, network and schedule, or one of these alone, or a policy, without",
      "playing it. Says what was read, with the sum of every series, or every problem with file and line."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry check my-site.yaml                        a scenario with all it names",
      "  ./skerry check my-data.yaml                        the descriptor of a data set",
      "  ./skerry check my-site.yaml --controller plan.csv  and a schedule for it",
      "  ./skerry check networked --dataset epf-be --json"
    })
final class Check implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "A scenario or data set by its name or path, a MATPOWER case, a folder with bus.csv, a schedule (.csv) or a policy (.policy).")
  String file;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "The data that the scenario is checked with. Default: its own.")
  @Nullable String dataset;

  @Option(
      names = "--controller",
      paramLabel = "NAME|FILE",
      description = "A controller, schedule or policy that the scenario is checked with.")
  @Nullable String controller;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var name = file.toLowerCase(Locale.ROOT);
    if (Scenarios.names().contains(file)) {
      scenario();
    } else if (Policies.meant(file)) {
      policy();
    } else if (file.equals("ieee33")
        || name.endsWith(".m")
        || Files.exists(Path.of(file).resolve("bus.csv"))) {
      network();
    } else if (name.endsWith(".csv")) {
      schedule();
    } else if (Datasets.describes(file)) {
      dataset();
    } else {
      scenario();
    }
    return 0;
  }

  private void dataset() {
    var data = Datasets.load(file);
    var report = CheckReport.of(data);
    answer.give(
        report.join(begun("dataset").put("title", data.description())),
        out -> {
          out.printf("%s is a valid data set: %s%n", file, data.description());
          report.print(out);
        });
  }

  private void scenario() throws IOException {
    Scenario scenario = Scenarios.load(file);
    var data = Datasets.load(dataset == null ? scenario.dataset() : dataset, scenario, file);
    var setting = Setting.of(scenario, data);
    if (controller != null) {
      CheckReport.start(Policies.chosen(controller, setting), setting);
    } else if (scenario.schedule().isPresent()) {
      CheckReport.start(Policies.chosen("schedule", setting), setting);
    }
    var report = CheckReport.of(setting);
    long devices = scenario.sites().stream().mapToLong(site -> site.devices().size()).sum();
    answer.give(
        report.join(
            begun("scenario")
                .put("scenario", scenario.name())
                .put("title", scenario.title())
                .put("microgrids", (long) scenario.microgrids().size())
                .put("sites", (long) scenario.sites().size())
                .put("devices", devices)
                .put("hash", scenario.hash())
                .put("dataset", data.name())),
        out -> {
          out.printf(
              "%s is a valid scenario: %s, %s with %s, on %s.%n",
              file,
              scenario.title().replaceFirst("\\.$", ""),
              counted(scenario.sites().size(), scenario.siteNoun()),
              counted(devices, "device"),
              data.name());
          report.print(out);
        });
  }

  private void network() {
    var network = NetworkCase.read(file, answer);
    double load = network.buses().stream().mapToDouble(bus -> bus.loadKw()).sum();
    answer.give(
        begun("network")
            .put("case", network.name())
            .put("buses", (long) network.buses().size())
            .put("lines", (long) network.lines().size())
            .put("loadKw", load),
        out ->
            out.printf(
                "%s is a valid network: %s, %s, %s, %s kW of load.%n",
                file,
                network.name(),
                counted(network.buses().size(), "bus").replace("buss", "buses"),
                counted(network.lines().size(), "line"),
                Numbers.significant(load)));
  }

  private void schedule() {
    var schedule = ScheduleFile.read(Path.of(file));
    var first = schedule.rows().getFirst().start();
    var last = schedule.rows().getLast().start();
    answer.give(
        begun("schedule")
            .put("rows", (long) schedule.rows().size())
            .put("from", first.toString())
            .put("to", last.toString())
            .putTexts("setpoints", schedule.columns()),
        out ->
            out.printf(
                "%s is a schedule: %s from %s to %s for %s. `./skerry check SCENARIO --controller %s` tells whether it fits.%n",
                file,
                counted(schedule.rows().size(), "row"),
                first,
                last,
                String.join(", ", schedule.columns()),
                file));
  }

  private void policy() throws IOException {
    var saved = PolicyFile.load(Path.of(file));
    var role = saved.policy().role();
    answer.give(
        begun("policy").put("role", role.name()).put("scenarioHash", saved.scenario()),
        out ->
            out.printf(
                "%s is a policy of %s. `./skerry check SCENARIO --controller %s` tells whether it fits.%n",
                file, role.name(), file));
  }

  private JsonObject begun(String kind) {
    return new JsonObject().put("file", file).put("valid", true).put("kind", kind);
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
