package org.skerry.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.skerry.energy.dispatch.Controllers;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.Studies;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Names what can be asked for.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Names the scenarios, studies, data sets and controllers that can be asked for.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./skerry list", "  ./skerry list --json"})
final class Listing implements Callable<Integer> {
  @Mixin Answer answer;

  @Override
  public Integer call() {
    var scenarios = Scenarios.names().stream().map(Scenarios::load).toList();
    var controllers = Controllers.names();
    answer.give(
        new JsonObject()
            .put("scenarios", scenarios.stream().map(Listing::entry).toList())
            .putTexts("datasets", Datasets.names())
            .putTexts("controllers", controllers)
            .put("studies", Studies.all().stream().map(Listing::study).toList()),
        out -> print(out, scenarios, controllers));
    return 0;
  }

  private static JsonObject entry(Scenario scenario) {
    return new JsonObject()
        .put("name", scenario.name())
        .put("title", scenario.title())
        .put("microgrids", (long) scenario.microgrids().size())
        .put("dataset", scenario.dataset());
  }

  private static JsonObject study(Study<?, ?> study) {
    return new JsonObject()
        .put("name", study.name())
        .put("title", study.title())
        .put("scenario", study.scenario())
        .putTexts("contenders", study.names());
  }

  private static void print(PrintStream out, List<Scenario> scenarios, List<String> controllers) {
    out.println("Scenarios");
    var width = scenarios.stream().mapToInt(scenario -> scenario.name().length()).max().orElse(0);
    for (var scenario : scenarios) {
      var name = scenario.name() + " ".repeat(width - scenario.name().length());
      out.println("  " + name + "  " + scenario.title());
    }
    out.println();
    out.println("Studies");
    for (var study : Studies.all()) {
      out.println(
          "  "
              + study.name()
              + " ".repeat(Math.max(0, width - study.name().length()))
              + "  "
              + study.title());
    }
    out.println();
    out.println("Data sets     " + String.join(", ", Datasets.names()));
    out.println(
        "Controllers   "
            + String.join(", ", controllers)
            + ", or the file of a schedule or policy");
  }
}
