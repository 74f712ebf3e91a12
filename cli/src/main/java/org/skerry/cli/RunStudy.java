package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
import org.skerry.studies.study.Experiment;
import org.skerry.studies.study.Findings;
import org.skerry.studies.study.Fingerprint;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Standing;
import org.skerry.studies.study.Study;
import org.skerry.studies.study.StudyReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final int MOST_SEEDS = 1000;

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
          "The folder to write, which holds no other run. Default: results/STUDY-BUDGET, or with a number behind it where that holds one; with --json nothing is written unless this is given.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder; its own options hold. Program and data must be those of that run.")
  @Nullable Path resume;

  @Mixin Answer answer;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    boolean told =
        budget != null || seeds != null || dataset != null || out != null || !contenders.isEmpty();
    if (resume != null && told) {
      throw usage(
          "--resume goes on with the options of the run in its folder. Leave out --budget, --seeds, --dataset, --contender and --out.");
    }
    var study = Studies.named(name);
    var wanted = scope();
    study.check(wanted);
    var scope = resume == null ? wanted : StudyFolder.noted(resume, name, wanted);
    if (resume == null && out != null) {
      StudyFolder.requireNew(out);
    }
    return run(study, scope);
  }

  /// What is played is read before the folder is touched.
  private <A extends Arena<P>, P> int run(Study<A, P> study, Scope scope) throws IOException {
    var experiment = new Experiment<>(study, scope);
    try (var folder = folder(experiment.fingerprint(), scope)) {
      var target = folder == null ? null : folder.path();
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
        findings =
            experiment.run(
                Optional.ofNullable(target),
                (share, note) -> progress.at(Math.round(share * 1e6), 1_000_000, note),
                Runtime.getRuntime().availableProcessors());
      }
      if (folder != null) {
        try (var whole = OutputFolder.open(folder)) {
          whole.publish(staging -> StudyReport.write(findings, staging));
        }
      }
      answer.give(StudyReport.results(findings), print -> print(print, findings, target));
    }
    return 0;
  }

  private @Nullable StudyFolder folder(Fingerprint fingerprint, Scope scope) throws IOException {
    if (resume != null) {
      return StudyFolder.resume(resume, fingerprint);
    }
    if (out != null) {
      return StudyFolder.begin(out, name, scope, fingerprint);
    }
    return answer.json
        ? null
        : StudyFolder.begin(StudyFolder.free(defaultFolder()), name, scope, fingerprint);
  }

  private Scope scope() {
    var chosen = budget();
    var count = seeds == null ? chosen.choose(1, 5) : seeds;
    if (count < 1 || count > MOST_SEEDS) {
      throw usage("--seeds is " + count + ", but must be from 1 to " + MOST_SEEDS + ".");
    }
    return new Scope(
        chosen,
        LongStream.rangeClosed(1, count).boxed().toList(),
        Optional.ofNullable(dataset).map(RunStudy::wherever),
        new LinkedHashSet<>(contenders),
        Version.commit().orElse(""),
        Fingerprint.running());
  }

  /// A path that holds from any folder, since a run may be resumed from another one.
  private static String wherever(String data) {
    var path = Path.of(data);
    return Files.isRegularFile(path) ? path.toAbsolutePath().normalize().toString() : data;
  }

  private Scope.Budget budget() {
    return switch (budget == null ? "quick" : budget) {
      case "quick" -> Scope.Budget.QUICK;
      case "full" -> Scope.Budget.FULL;
      default -> throw usage("--budget is '" + budget + "', but must be quick or full.");
    };
  }

  private CommandLine.ParameterException usage(String text) {
    return new CommandLine.ParameterException(spec.commandLine(), text);
  }

  private Path defaultFolder() {
    return Path.of("results", name + "-" + budget().name().toLowerCase(Locale.ROOT));
  }

  private static void print(PrintStream out, Findings findings, @Nullable Path target) {
    out.println(findings.title());
    var header = new ArrayList<String>();
    header.add("");
    var metrics = findings.metrics().stream().limit(4).toList();
    metrics.forEach(metric -> header.add(metric.labelled()));
    var table = new TextTable(header.toArray(String[]::new));
    for (var standing : findings.ranked()) {
      table.row(cells(standing, metrics));
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
