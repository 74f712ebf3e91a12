package org.skerry.cli;

import java.util.concurrent.Callable;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Reads a scenario and says what is wrong with it.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Reads a scenario without playing it and tells every problem with file and line.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./skerry check my-site.yaml", "  ./skerry check networked --json"})
final class Check implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "The path of a scenario, or the name of a shipped one.")
  String file;

  @Mixin Answer answer;

  @Override
  public Integer call() {
    var scenario = Scenarios.load(file);
    var devices = scenario.sites().stream().mapToLong(site -> site.devices().size()).sum();
    answer.give(
        new JsonObject()
            .put("file", file)
            .put("valid", true)
            .put("scenario", scenario.name())
            .put("title", scenario.title())
            .put("microgrids", (long) scenario.microgrids().size())
            .put("sites", (long) scenario.sites().size())
            .put("devices", devices)
            .put("hash", scenario.hash()),
        out ->
            out.printf(
                "%s is valid: %s, %d %ss with %d devices.%n",
                file, scenario.title(), scenario.sites().size(), scenario.siteNoun(), devices));
    return 0;
  }
}
