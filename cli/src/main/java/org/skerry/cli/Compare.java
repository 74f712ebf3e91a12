package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.skerry.studies.report.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts two results side by side.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Puts two results side by side, as a table and as a page.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry compare results/networked-none-ontario2016 results/networked-rule-ontario2016",
      "  ./skerry compare monday/results.json tuesday/results.json --out both --json"
    })
final class Compare implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A folder of results, or a results.json.")
  Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  Path second;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder to write. Default: results/compare; with --json nothing is written unless this is given.")
  @Nullable Path out;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var comparison = Comparison.read(file(first), file(second));
    comparison.difference().ifPresent(answer::note);
    var target = out != null ? out : answer.json ? null : Path.of("results", "compare");
    try (var folder = target == null ? null : OutputFolder.open(target)) {
      if (folder != null) {
        folder.publish(staging -> {
          comparison.page().write(staging.resolve("report.html"));
          Files.writeString(staging.resolve("comparison.json"), comparison.json() + "\n");
        });
      }
    }
    answer.give(comparison.json(), print -> print(print, comparison, target));
    return 0;
  }

  /// The results in a folder, or the file itself.
  private static Path file(Path given) throws IOException {
    var file = Files.isDirectory(given) ? given.resolve("results.json") : given;
    if (!Files.exists(file)) {
      throw new IOException(
          "There are no results in "
              + given
              + ". Name a folder that `./skerry simulate` wrote, or a results.json.");
    }
    return file;
  }

  private static void print(PrintStream out, Comparison comparison, @Nullable Path target) {
    var table = new TextTable("", "A", "B", "B - A", "in %");
    comparison.rows().forEach(row -> table.row(row.cells()));
    out.println("A  " + comparison.first());
    out.println("B  " + comparison.second());
    out.println();
    table.print(out);
    if (target != null) {
      out.println();
      out.println("Report: " + target.resolve("report.html"));
    }
  }
}
