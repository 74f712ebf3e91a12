package org.skerry.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skerry.benchmarks.Benchmark;
import org.skerry.benchmarks.Benchmarks;
import org.skerry.benchmarks.Machine;
import org.skerry.benchmarks.Measurement;
import org.skerry.benchmarks.Stopwatch;
import org.skerry.energy.text.Nearest;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures how fast this machine does what is promised.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how fast this machine does what is promised, about a minute for all benchmarks.",
      "Times are per operation; the goal is the median that is promised. Run it on an idle machine."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./skerry bench", "  ./skerry bench powerflow-33 game-step --json"})
final class Bench implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which benchmarks. Default: all.")
  List<String> names = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How long each is measured, after as long again for warming up. Default: ${DEFAULT-VALUE}.")
  double seconds;

  @Mixin Answer answer;

  @Override
  public Integer call() {
    var chosen = chosen();
    var stopwatch = new Stopwatch(seconds, seconds);
    var measurements = new ArrayList<Measurement>();
    try (var progress = answer.progress("bench")) {
      for (var benchmark : chosen) {
        progress.at(measurements.size(), chosen.size());
        measurements.add(stopwatch.measure(benchmark));
      }
    }
    answer.give(json(measurements), out -> print(out, measurements));
    return 0;
  }

  private List<Benchmark> chosen() {
    var known = Benchmarks.all().stream().map(Benchmark::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "There is no benchmark '%s'.%s Name one of %s."
                .formatted(name, Nearest.question(name, known), String.join(", ", known)));
      }
    }
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new IllegalArgumentException(
          "--seconds is " + seconds + ", but must be above 0 and at most 3600.");
    }
    return Benchmarks.all().stream()
        .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
        .toList();
  }

  private static JsonObject json(List<Measurement> measurements) {
    return new JsonObject()
        .put("machine", Machine.description())
        .put(
            "benchmarks",
            measurements.stream()
                .map(m ->
                    new JsonObject()
                        .put("name", m.name())
                        .put("medianMicros", m.medianMicros())
                        .put("p99Micros", m.p99Micros())
                        .put("bytesPerOp", m.bytesPerOp())
                        .put("goal", m.goal())
                        .put("met", m.met()))
                .toList());
  }

  private static void print(PrintStream out, List<Measurement> measurements) {
    out.println(Machine.description());
    var table = new TextTable("", "median, µs", "p99, µs", "bytes/op", "goal, µs", "met");
    for (var m : measurements) {
      table.row(
          m.name(),
          String.format(Locale.ROOT, "%,.2f", m.medianMicros()),
          String.format(Locale.ROOT, "%,.2f", m.p99Micros()),
          String.format(Locale.ROOT, "%,.0f", m.bytesPerOp()),
          String.format(Locale.ROOT, "%,.2f", m.goal()),
          m.met() ? "yes" : "no");
    }
    table.print(out);
  }
}
