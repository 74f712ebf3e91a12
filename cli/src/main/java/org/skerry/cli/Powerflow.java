package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.grid.Flow;
import org.skerry.energy.grid.FlowResult;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Solves the power flow of a network as its file describes it.
@Command(
    name = "powerflow",
    mixinStandardHelpOptions = true,
    description = {
      "Solves the exact power flow of a network: backward/forward sweep on radial ones,",
      "Newton-Raphson on meshed ones."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry powerflow ieee33                          the shipped 33-bus feeder",
      "  ./skerry powerflow case14.m --json                 a MATPOWER case, version 2",
      "  ./skerry powerflow my-feeder --out flow            a folder with bus.csv and branch.csv"
    })
final class Powerflow implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "ieee33, a MATPOWER case file, or a folder with bus.csv and branch.csv.")
  String file;

  @Mixin Answer answer;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for buses.csv and lines.csv. Default: nothing is written.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    var network = NetworkCase.read(file);
    var result = PowerFlow.exact().prepare(network).solveNominal();
    boolean converged = result instanceof FlowResult.Solved;
    if (out != null && converged) {
      try (var folder = OutputFolder.open(out)) {
        folder.publish(staging -> write(result.flow(), staging));
      }
    }
    answer.give(
        json(network, result, converged), print -> print(print, network, result, converged));
    return converged ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static JsonObject json(Network network, FlowResult result, boolean converged) {
    var flow = result.flow();
    var object =
        new JsonObject()
            .put("case", network.name())
            .put("buses", (long) network.buses().size())
            .put("status", status(result))
            .put("converged", converged)
            .put("iterations", (long) flow.iterations())
            .put("lossKw", converged ? flow.lossKw() : Double.NaN)
            .put("lossKvar", converged ? flow.lossKvar() : Double.NaN)
            .put("minVoltagePu", converged ? flow.lowest().voltagePu() : Double.NaN);
    return converged
        ? NetworkCase.putBus(object, "minVoltageBus", flow.lowest().bus())
        : object.put("minVoltageBus", Double.NaN);
  }

  private static String status(FlowResult result) {
    return switch (result) {
      case FlowResult.Solved _, FlowResult.Relaxed _, FlowResult.Held _ -> "solved";
      case FlowResult.Impossible _ -> "impossible";
      case FlowResult.Stalled _ -> "notFound";
    };
  }

  private void print(PrintStream print, Network network, FlowResult result, boolean converged) {
    var flow = result.flow();
    print.printf("%s: %d buses%n", network.name(), network.buses().size());
    if (!converged) {
      print.println(
          result instanceof FlowResult.Impossible
              ? "There is no power flow, which is proved: the network cannot carry what is injected."
              : "No power flow was found, from none of several starts. It is not proved that there is none.");
      return;
    }
    new TextTable("quantity", "value")
        .row("losses", String.format(Locale.ROOT, "%.3f kW", flow.lossKw()))
        .row("", String.format(Locale.ROOT, "%.3f kvar", flow.lossKvar()))
        .row("lowest voltage", voltage(flow.lowest()))
        .row("highest voltage", voltage(flow.highest()))
        .row("iterations", String.valueOf(flow.iterations()))
        .print(print);
    if (out != null) {
      print.println("Written: " + out.resolve("buses.csv") + ", " + out.resolve("lines.csv"));
    }
  }

  static String voltage(Flow.AtBus bus) {
    return String.format(Locale.ROOT, "%.5f pu at bus %s", bus.voltagePu(), bus.bus());
  }

  private static void write(Flow flow, Path folder) throws IOException {
    var buses = new StringBuilder("bus,voltage_pu,angle_deg\n");
    for (var bus : flow.buses()) {
      buses
          .append(bus.bus())
          .append(',')
          .append(bus.voltagePu())
          .append(',')
          .append(bus.angleDegrees())
          .append('\n');
    }
    Files.writeString(folder.resolve("buses.csv"), buses);
    var lines = new StringBuilder("line,from,to,from_kw,from_kvar,to_kw,to_kvar,current_a\n");
    for (var line : flow.lines()) {
      lines.append(String.join(",", line.line(), line.from(), line.to()));
      for (double value :
          new double[] {
            line.fromKw(), line.fromKvar(), line.toKw(), line.toKvar(), line.ampere()
          }) {
        lines.append(',').append(value);
      }
      lines.append('\n');
    }
    Files.writeString(folder.resolve("lines.csv"), lines);
  }
}
