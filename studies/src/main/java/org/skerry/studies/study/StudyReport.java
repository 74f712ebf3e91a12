package org.skerry.studies.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.Report;
import org.skerry.studies.report.Section;

/// What is written about a study: a page, the figures as JSON, the contenders as CSV.
public final class StudyReport {
  private static final int SHOWN = 4; // metrics

  private StudyReport() {}

  /// Writes `report.html`, `results.json` and `contenders.csv`.
  ///
  /// @param folder an existing folder
  /// @throws IOException if a file cannot be written
  public static void write(Findings findings, Path folder) throws IOException {
    page(findings).write(folder.resolve("report.html"));
    Files.writeString(folder.resolve("results.json"), results(findings) + "\n");
    Files.writeString(folder.resolve("contenders.csv"), csv(findings));
  }

  /// The page.
  public static Report page(Findings findings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Study", findings.study());
    facts.put("Scenario", findings.scenario());
    facts.putAll(findings.facts());
    facts.put("Budget", budget(findings.scope()));
    facts.put("Seeds", seeds(findings.scope()));
    facts.put("Time", Numbers.whole(findings.seconds()) + " s");
    if (!findings.scope().commit().isEmpty()) {
      facts.put("Commit", findings.scope().commit());
    }
    List<Section> sections = new ArrayList<>();
    sections.add(contenders(findings));
    sections.add(claims(findings));
    curves(findings).ifPresent(sections::add);
    sections.addAll(findings.sections());
    sections.add(effort(findings));
    return new Report(findings.title(), facts, sections, new JsonObject());
  }

  /// The figures, as `results.json` holds them and `--json` prints them.
  public static JsonObject results(Findings findings) {
    return new JsonObject()
        .put("study", findings.study())
        .put("title", findings.title())
        .put("scenario", findings.scenario())
        .put("commit", findings.scope().commit())
        .put("budget", budget(findings.scope()))
        .putNumbers(
            "seeds", findings.scope().seeds().stream().mapToDouble(Long::doubleValue).toArray())
        .put("facts", texts(findings.facts()))
        .put(
            "contenders",
            findings.standings().stream()
                .map(standing -> contender(findings.metrics(), standing))
                .toList())
        .put("floor", findings.floor())
        .put("claims", findings.verdicts().stream().map(StudyReport::claim).toList())
        .put("seconds", findings.seconds());
  }

  private static JsonObject texts(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    texts.forEach(object::put);
    return object;
  }

  private static JsonObject contender(List<Metric> metrics, Standing standing) {
    JsonObject figures = new JsonObject();
    for (Metric metric : metrics) {
      Estimate estimate = standing.estimate(metric.name());
      figures.put(
          metric.name(),
          new JsonObject()
              .put("mean", estimate.mean())
              .put("low", estimate.low())
              .put("high", estimate.high())
              .put("unit", metric.unit()));
    }
    return new JsonObject()
        .put("name", standing.contender())
        .put("about", standing.about())
        .putTexts(
            "knows",
            Arrays.stream(Knows.values())
                .filter(standing.knows()::contains)
                .map(Knows::words)
                .toList())
        .put("metrics", figures)
        .put("trainSeconds", standing.median(Trial::trainSeconds))
        .put("agentSteps", (long) standing.median(Trial::agentSteps))
        .put("decisionMicros", standing.median(trial -> trial.score().decisionMicros()))
        .put(
            "trials",
            standing.trials().stream()
                .map(trial ->
                    new JsonObject()
                        .put("seed", trial.seed())
                        .put("metrics", trial.score().metrics())
                        .put("trainSeconds", trial.trainSeconds())
                        .put("curve", Milestone.json(trial.curve())))
                .toList());
  }

  private static JsonObject claim(Claim.Verdict verdict) {
    JsonObject object =
        new JsonObject()
            .put("text", verdict.claim().text())
            .put("wanted", verdict.wanted())
            .put("reproduced", verdict.reproduced())
            .put("verdict", verdict.holds().words());
    verdict
        .claim()
        .published()
        .ifPresentOrElse(
            figure -> object.put("published", figure), () -> object.putNull("published"));
    verdict
        .holds()
        .met()
        .ifPresentOrElse(met -> object.put("met", met), () -> object.putNull("met"));
    return object;
  }

  private static Section contenders(Findings findings) {
    List<Standing> ranked = findings.ranked();
    List<Metric> metrics = findings.metrics();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Scoreboard.table(
            metrics.stream().limit(SHOWN).toList(),
            ranked,
            "Knows",
            standing -> Knows.words(standing.knows())));
    blocks.add(Scoreboard.bars(metrics.getFirst(), ranked));
    if (metrics.size() > SHOWN) {
      blocks.add(new Block.Folded("All figures", List.of(Scoreboard.table(metrics, ranked))));
    }
    String intervals =
        findings.scope().seeds().size() > 1
            ? "Means over "
                + findings.scope().seeds().size()
                + " seeds with 95 % confidence intervals; a contender without randomness has none."
            : "One seed, so no interval can be given.";
    String floors =
        findings.floor().entrySet().stream()
            .map(entry -> entry.getKey() + " " + Numbers.two(entry.getValue()))
            .collect(Collectors.joining(", "));
    return new Section(
        "Contenders",
        "The best first, by "
            + findings.metrics().getFirst().label()
            + ". "
            + intervals
            + " Beside its figures stands what a contender knows when it decides."
            + (floors.isEmpty() ? "" : " Nobody can do better than the optimum: " + floors + "."),
        blocks);
  }

  private static Section claims(Findings findings) {
    List<List<String>> rows =
        findings.verdicts().stream()
            .map(verdict ->
                List.of(
                    verdict.claim().text(),
                    verdict.wanted(),
                    verdict.claim().published().orElse("–"),
                    verdict.reproduced(),
                    verdict.holds().words()))
            .toList();
    return new Section(
        "Claims",
        "What is claimed, and what came of it here. Contenders are compared seed by seed. A claim is met or"
            + " not met where its whole 95 % interval says so, else undecided, as is what rests on one"
            + " seed. Of about ten claims judged so, one is judged wrong now and then. Intervals cover the"
            + " chance of training only, not the choice of data, houses or settings.",
        List.of(
            new Block.Table(
                List.of("Claim", "Wanted", "Published", "Reproduced", "Verdict"), rows, false)));
  }

  private static Optional<Section> curves(Findings findings) {
    List<Standing> learners =
        findings.standings().stream()
            .filter(standing -> standing.trials().stream().allMatch(t -> !t.curve().isEmpty()))
            .toList();
    if (learners.isEmpty()) {
      return Optional.empty();
    }
    boolean graded =
        learners.stream()
            .flatMap(standing -> standing.trials().stream())
            .flatMap(trial -> trial.curve().stream())
            .anyMatch(point -> Double.isFinite(point.grade()));
    List<Block> blocks = new ArrayList<>();
    if (graded) {
      blocks.add(
          LearningCurves.chart(
              "Share of the possible saving in an examination",
              "share",
              learners,
              Milestone::grade));
    }
    blocks.add(
        LearningCurves.chart(
            "Return of the last horizon, each in its own reward",
            "return",
            learners,
            Milestone::meanReturn));
    return Optional.of(
        new Section(
            "Learning curves",
            "The line is the mean over seeds, the thin ones beside it the lowest and the highest. What"
                + " examinations are played on is told at the top.",
            blocks));
  }

  private static Section effort(Findings findings) {
    List<List<String>> rows =
        findings.standings().stream()
            .map(standing ->
                List.of(
                    standing.contender(),
                    Numbers.one(standing.median(Trial::trainSeconds)),
                    Numbers.whole(standing.median(Trial::agentSteps)),
                    Numbers.one(standing.median(trial -> trial.score().decisionMicros())),
                    standing.about()))
            .toList();
    return new Section(
        "Effort",
        "Medians over seeds. Trials run side by side on all processors, so times are those of a busy"
            + " machine.",
        List.of(
            new Block.Table(
                List.of("", "Training, s", "Agent-steps", "One decision, µs", "What it is"),
                rows,
                false)));
  }

  private static String csv(Findings findings) {
    StringBuilder csv = new StringBuilder("contender,seed");
    findings.metrics().forEach(metric -> csv.append(',').append(metric.name()));
    csv.append(",trainSeconds,agentSteps,decisionMicros\n");
    for (Standing standing : findings.standings()) {
      for (Trial trial : standing.trials()) {
        csv.append('"').append(standing.contender()).append("\",").append(trial.seed());
        findings.metrics().forEach(metric -> csv.append(',').append(trial.metric(metric.name())));
        csv.append(',').append(trial.trainSeconds()).append(',').append(trial.agentSteps());
        csv.append(',').append(trial.score().decisionMicros()).append('\n');
      }
    }
    return csv.toString();
  }

  private static String budget(Scope scope) {
    return scope.budget().name().toLowerCase(Locale.ROOT);
  }

  private static String seeds(Scope scope) {
    return scope.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
