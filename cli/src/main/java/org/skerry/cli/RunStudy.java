package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.skerry.studies.Studies;
import org.skerry.studies.study.Arena;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Experiment;
import org.skerry.studies.study.Findings;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Standing;
import org.skerry.studies.study.Study;
import org.skerry.studies.study.StudyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a study: trains and tests its contenders and holds its claims against what they did.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a study: trains its contenders, tests them beside rules and the optimum, judges its claims.",
      "Writes report.html, results.json, contenders.csv, policies and event files for TensorBoard to a folder.",
      "A run that was interrupted goes on with --resume and ends as if it had never stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry run networked                              all contenders, about a minute",
      "  ./skerry run networked --budget full                five seeds, what the figures rest on",
      "  ./skerry run networked --contender BMAPPO --contender rule --seeds 3",
      "  ./skerry run networked --resume results/networked-full --json",
      "  ./skerry simulate networked --controller results/networked-quick/policies/BMAPPO-1.policy"
    })
final class RunStudy implements Callable<Integer> {
  @Parameters(
      paramLabel = "STUDY",
      description = "The name of a study (`./skerry list` shows them).")
  String name;

  @Option(
      names = "--budget",
      paramLabel = "quick|full",
      description = "How long learners train and how much is tested. Default: quick.")
  @Nullable String budget;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "How many seeds, from 1. Default: 1 with the quick budget, 5 with the full one.")
  @Nullable Integer seeds;

  @Option(
      names = "--contender",
      paramLabel = "NAME",
      description = "Let only this one play; may be given several times. Default: all.")
  List<String> contenders = new ArrayList<>();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "The data to play on: a name that `./skerry list` shows, or the path of a descriptor. Default: the scenario's own.")
  @Nullable String dataset;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to write. Default: results/STUDY-BUDGET; with --json nothing is written unless this is given.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run in this folder; its own options hold.")
  @Nullable Path resume;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var study = Studies.named(name);
    var target = resume != null ? resume : out != null || answer.json ? out : defaultFolder();
    if (resume != null && (budget != null || seeds != null || dataset != null || out != null)) {
      throw new IllegalArgumentException(
          "--resume goes on with the options of the run in its folder. Leave out --budget, --seeds, --dataset and --out.");
    }
    var wanted = scope();
    study.check(wanted);
    try (var folder = target == null ? null : StudyFolder.open(target, resume != null)) {
      var scope = folder == null ? wanted : folder.scope(name, wanted);
      if (target != null) {
        answer.note(
            "A run that is stopped goes on with `./skerry run "
                + name
                + " --resume "
                + target
                + "`.");
      }
      Findings findings;
      try (var progress = answer.progress("run " + name)) {
        var place = Optional.ofNullable(folder).map(StudyFolder::path);
        var cores = Runtime.getRuntime().availableProcessors();
        findings = experiment(study, scope, place, progress).run(cores);
      }
      if (target != null) {
        try (var whole = OutputFolder.open(target)) {
          whole.publish(staging -> StudyReport.write(findings, staging));
        }
      }
      answer.give(StudyReport.results(findings), print -> print(print, findings, target));
    }
    return 0;
  }

  private <A extends Arena<P>, P> Experiment<A, P> experiment(
      Study<A, P> study, Scope scope, Optional<Path> folder, ProgressLine line) {
    return new Experiment<>(
        study, scope, folder, (share, note) -> line.at(Math.round(share * 1e6), 1_000_000, note));
  }

  private Scope scope() {
    var chosen = budget();
    var count = seeds == null ? chosen.choose(1, 5) : seeds;
    if (count < 1) {
      throw new IllegalArgumentException("--seeds is " + count + ", but must be at least 1.");
    }
    return new Scope(
        chosen,
        LongStream.rangeClosed(1, count).boxed().toList(),
        Optional.ofNullable(dataset),
        new LinkedHashSet<>(contenders),
        Version.commit().orElse(""));
  }

  private Scope.Budget budget() {
    return switch (budget == null ? "quick" : budget) {
      case "quick" -> Scope.Budget.QUICK;
      case "full" -> Scope.Budget.FULL;
      default ->
          throw new IllegalArgumentException(
              "--budget is '" + budget + "', but must be quick or full.");
    };
  }

  private Path defaultFolder() {
    return Path.of("results", name + "-" + budget().name().toLowerCase(Locale.ROOT));
  }

  private static void print(PrintStream out, Findings findings, @Nullable Path target) {
    out.println(findings.title());
    var header = new ArrayList<String>();
    header.add("");
    findings.metrics().forEach(metric -> header.add(metric.labelled()));
    var table = new TextTable(header.toArray(String[]::new));
    for (var standing : findings.standings()) {
      table.row(cells(standing, findings.metrics()));
    }
    table.print(out);
    findings
        .floor()
        .forEach(
            (metric, value) -> out.printf(Locale.ROOT, "%nOptimum: %s %,.2f%n", metric, value));
    out.println();
    out.println("Claims");
    for (var verdict : findings.verdicts()) {
      out.printf(
          "  %-10s  %s: %s%n",
          verdict.holds().words(), verdict.claim().text(), verdict.reproduced());
    }
    out.println();
    out.printf(Locale.ROOT, "%.0f s.%n", findings.seconds());
    if (target != null) {
      out.println("Report: " + target.resolve("report.html"));
    }
  }

  private static List<String> cells(Standing standing, List<Metric> metrics) {
    var cells = new ArrayList<String>();
    cells.add(standing.contender());
    metrics.forEach(metric -> cells.add(metric.cell(standing.estimate(metric.name()))));
    return cells;
  }
}
