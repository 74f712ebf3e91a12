package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
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
      "  ./skerry powerflow my-feeder --out flow            a folder with bus.csv and branch.csv",
      "  ./skerry powerflow ../shared/data/networks/matpower  every case of a folder"
    })
final class Powerflow implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "ieee33, a MATPOWER case file, a folder with bus.csv and branch.csv, or a folder of MATPOWER cases: a table of all.")
  String file;

  @Mixin Answer answer;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder for buses.csv, lines.csv and voltages.svg. Default: nothing is written.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (CaseTable.isFor(Path.of(file))) {
      var table = new CaseTable(Path.of(file));
      answer.give(table.json(), table::print);
      return table.isDecided() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
    var network = NetworkCase.read(file, answer);
    var result = PowerFlow.exact().prepare(network).solveNominal();
    boolean converged = result instanceof FlowResult.Solved;
    if (out != null && converged) {
      try (var folder = OutputFolder.open(out)) {
        folder.publish(new FlowFiles(network, result.flow())::write);
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
        ? new FlowFiles(network, flow)
            .put(NetworkCase.putBus(object, "minVoltageBus", flow.lowest().bus()))
        : object.put("minVoltageBus", Double.NaN);
  }

  static String status(FlowResult result) {
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
      print.println("Written to " + out + ": " + String.join(", ", FlowFiles.NAMES));
    }
  }

  static String voltage(Flow.AtBus bus) {
    return String.format(Locale.ROOT, "%.5f pu at bus %s", bus.voltagePu(), bus.bus());
  }
}
