package org.skerry.studies.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Outcome;

/// What is written about a simulated period: a page, the figures as JSON, every series as CSV.
public final class SimulationReport {
  private SimulationReport() {}

  /// Writes `report.html`, `results.json` and `series.csv`.
  ///
  /// @param outcome what was played
  /// @param facts further ones for the head of the page, such as the commit of the program
  /// @param results what [#results] gives, and what the caller adds to it
  /// @param folder an existing folder
  /// @throws IOException if a file cannot be written
  public static void write(
      Outcome outcome, Map<String, String> facts, JsonObject results, Path folder)
      throws IOException {
    page(outcome, facts).write(folder.resolve("report.html"));
    Files.writeString(folder.resolve("results.json"), results + "\n");
    SeriesCsv.write(outcome.trace(), folder.resolve("series.csv"));
  }

  /// The page.
  ///
  /// @param outcome what was played
  /// @param more facts for its head, behind those of the run
  public static Report page(Outcome outcome, Map<String, String> more) {
    var played = new Played(outcome);
    var week = new WeekSection(played);
    var facts = new LinkedHashMap<String, String>();
    facts.put("Scenario", outcome.scenario());
    facts.put("Controller", outcome.controller());
    facts.put("Data", outcome.dataset());
    facts.put(
        "Period",
        clock(outcome.from())
            + " to "
            + clock(outcome.to())
            + ", "
            + Numbers.whole(outcome.hours())
            + " h");
    facts.putAll(more);
    return new Report(
        outcome.title(),
        facts,
        List.of(
            FiguresSection.overview(played),
            CostSection.of(outcome),
            BalanceSection.of(played),
            DaySection.of(played),
            week.section(),
            PriceSection.of(played),
            NetworkSection.of(played),
            SurplusSection.of(played),
            FiguresSection.table(outcome)),
        week.data());
  }

  private static String clock(LocalDateTime time) {
    return time.toString().replace("T00:00", "").replace('T', ' ');
  }

  /// The figures, as `results.json` holds them and `--json` prints them.
  ///
  /// @param outcome what was played
  /// @param seconds how long the simulation took
  public static JsonObject results(Outcome outcome, double seconds) {
    var object =
        new JsonObject()
            .put("scenario", outcome.scenario())
            .put("controller", outcome.controller())
            .put("dataset", outcome.dataset())
            .put("from", clock(outcome.from()))
            .put("to", clock(outcome.to()))
            .put("hours", outcome.hours())
            .put("currency", outcome.currency());
    figures(object, outcome.total());
    return object
        .put(
            "microgrids",
            outcome.sites().stream()
                .map(figures -> figures(new JsonObject().put("name", figures.name()), figures))
                .toList())
        .put(
            "surplusBesideDeficit",
            SurplusSection.share(SurplusSection.mutual(new Played(outcome))))
        .put("seconds", seconds);
  }

  private static JsonObject figures(JsonObject object, Figures figures) {
    return object
        .put("cost", figures.cost())
        .put("terms", figures.terms())
        .put("importKwh", figures.importKwh())
        .put("exportKwh", figures.exportKwh())
        .put("unservedKwh", figures.unservedKwh())
        .put("curtailedKwh", figures.curtailedKwh())
        .put("networkUnservedKwh", figures.networkUnservedKwh())
        .put("networkCurtailedKwh", figures.networkCurtailedKwh())
        .put("violations", figures.violations())
        .put("guarded", figures.guarded())
        .put("finalStorageKwh", figures.finalStorageKwh());
  }
}
