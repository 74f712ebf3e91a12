package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skerry.optimization.conic.ConicSolver;
import org.skerry.optimization.conic.Status;
import org.skerry.optimization.exchange.ConicAnswer;
import org.skerry.optimization.exchange.ConicEntry;
import org.skerry.optimization.exchange.ConicFile;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Solves conic programs from a file.
@Command(
    name = "solve",
    mixinStandardHelpOptions = true,
    description = {
      "Solves conic programs from a file of JSON lines, plain or gzip, with the interior-point method.",
      "A line holds name, n, m, q, b, A, cones, and optionally P and the expected answer."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./skerry solve programs.jsonl", "  ./skerry solve programs.jsonl.gz --json"})
final class Solve implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A file with one problem per line.")
  Path file;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    List<ConicAnswer> answers = new ArrayList<>();
    for (ConicEntry entry : ConicFile.read(file)) {
      if (answer.verbose) {
        answer.note(entry.name());
      }
      answers.add(solve(entry));
    }
    answer.give(json(answers), out -> print(out, answers));
    return 0;
  }

  private ConicAnswer solve(ConicEntry entry) {
    try {
      return ConicAnswer.of(entry, answer.verbose ? this::progress : quiet());
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          file + ": " + entry.name() + ": " + refused.getMessage(), refused);
    }
  }

  private static ConicSolver.Watcher quiet() {
    return (_, _, _, _, _) -> {};
  }

  private void progress(int iteration, double objective, double primal, double dual, double gap) {
    answer.note(
        String.format(
            Locale.ROOT,
            "  %3d  objective %+.9e  primal %.1e  dual %.1e  gap %.1e",
            iteration,
            objective,
            primal,
            dual,
            gap));
  }

  private JsonObject json(List<ConicAnswer> answers) {
    var list = new ArrayList<JsonObject>();
    for (var one : answers) {
      var object =
          new JsonObject()
              .put("name", one.name())
              .put("status", word(one.status()))
              .put("objective", one.objective())
              .put("primalResidual", one.primalResidual())
              .put("dualResidual", one.dualResidual())
              .put("gap", one.gap())
              .put("iterations", (long) one.iterations())
              .put("microseconds", one.microseconds());
      one.right().ifPresent(right -> object.put("right", right.booleanValue()));
      list.add(object);
    }
    var totals = new JsonObject().put("problems", (long) answers.size());
    for (var status : Status.values()) {
      totals.put(word(status), answers.stream().filter(a -> a.status() == status).count());
    }
    totals
        .put("iterations", answers.stream().mapToLong(ConicAnswer::iterations).sum())
        .put("microseconds", answers.stream().mapToDouble(ConicAnswer::microseconds).sum())
        .put("expected", answers.stream().filter(a -> a.right().isPresent()).count())
        .put("wrong", wrong(answers));
    return new JsonObject().put("file", file.toString()).put("answers", list).put("totals", totals);
  }

  private static long wrong(List<ConicAnswer> answers) {
    return answers.stream().filter(a -> a.right().isPresent() && !a.right().get()).count();
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static void print(PrintStream out, List<ConicAnswer> answers) {
    var table = new TextTable("problem", "status", "objective", "steps", "gap", "us", "expected");
    for (var one : answers) {
      table.row(
          one.name(),
          word(one.status()),
          number("%.8g", one.objective()),
          Integer.toString(one.iterations()),
          number("%.0e", one.gap()),
          number("%.0f", one.microseconds()),
          one.right().map(right -> right ? "yes" : "NO").orElse("-"));
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%n%d problems in %.1f ms, %d not as expected.%n",
        answers.size(),
        answers.stream().mapToDouble(ConicAnswer::microseconds).sum() / 1e3,
        wrong(answers));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
