package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.FlowResult;
import org.skerry.energy.grid.Injection;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.OptimalPowerFlow;
import org.skerry.energy.grid.Relaxation;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds the cheapest flow on a radial network.
@Command(
    name = "opf",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the injections that keep all voltages and currents within their limits at the least",
      "losses, or at the least cost if prices are given. Where that is impossible it sheds load,",
      "then curtails generation, then relaxes limits, each by the least; prices are then left out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry opf ieee33 --controllable 18:0:500:-300:300 --controllable 33:0:500:-300:300",
      "  ./skerry opf ieee33 --load-scale 4 --vmin 0.95 --json",
      "  ./skerry opf case85.m --controllable 54:0:800:-400:400 --price 1:0.12 --price 54:0.09"
    })
final class Opf implements Callable<Integer> {
  private static final long TIMING_NANOS = 200_000_000;

  @Parameters(
      paramLabel = "FILE",
      description = "ieee33, a MATPOWER case file, or a folder with bus.csv and branch.csv.")
  String file;

  @Option(
      names = "--controllable",
      paramLabel = "BUS:PMIN:PMAX:QMIN:QMAX",
      description = "An injection that may be chosen, kW and kvar, positive into the bus.")
  List<String> controllable = new ArrayList<>();

  @Option(
      names = "--price",
      paramLabel = "BUS:PRICE",
      description =
          "What a kWh of the injection at a bus costs; at a source, of what it supplies. Default: 0.")
  List<String> prices = new ArrayList<>();

  @Option(
      names = "--load-scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "Multiplies every load. Default: ${DEFAULT-VALUE}.")
  double loadScale;

  @Option(
      names = "--vmin",
      paramLabel = "PU",
      description =
          "Lower voltage limit of all buses but the source. Default: each bus's own, from the file.")
  @Nullable Double vmin;

  @Option(
      names = "--vmax",
      paramLabel = "PU",
      description =
          "Upper voltage limit of all buses but the source. Default: each bus's own, from the file.")
  @Nullable Double vmax;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder for buses.csv, lines.csv and voltages.svg. Default: nothing is written.")
  @Nullable Path out;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var network = limited(NetworkCase.read(file, answer));
    var injections = new ArrayList<Injection>();
    for (var text : controllable) {
      injections.add(injection(text));
    }
    var priced = new ArrayList<double[]>();
    for (var text : prices) {
      priced.add(price(text, network, injections));
    }
    var flow = new OptimalPowerFlow(network, injections);
    for (var price : priced) {
      flow.price((int) price[0], price[1], price[1]);
    }
    if (!priced.isEmpty()) {
      flow.lossPrice(0.001);
    }
    var active = network.buses().stream().mapToDouble(Bus::injectionKw).toArray();
    var reactive = network.buses().stream().mapToDouble(Bus::injectionKvar).toArray();
    double micros = microseconds(flow, active, reactive);
    var result = flow.result();
    if (out != null && !(result instanceof FlowResult.Stalled)) {
      try (var folder = OutputFolder.open(out)) {
        folder.publish(new FlowFiles(network, result.flow())::write);
      }
    }
    answer.give(
        json(network, injections, flow, result, micros),
        print -> print(print, network, injections, flow, result, micros));
    return result instanceof FlowResult.Solved || result instanceof FlowResult.Relaxed
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  /// The network with the load and the limits that were asked for.
  private Network limited(Network read) {
    if (!Double.isFinite(loadScale) || loadScale < 0) {
      throw new IllegalArgumentException(
          "--load-scale is %s, but must be a number of at least 0.".formatted(loadScale));
    }
    return new Network(
        read.name(),
        read.baseKva(),
        read.buses().stream()
            .map(bus -> bus.withLoad(loadScale * bus.loadKw(), loadScale * bus.loadKvar()))
            .map(bus -> bus.kind() == Bus.Kind.SOURCE ? bus : limited(bus))
            .toList(),
        read.lines());
  }

  private Bus limited(Bus bus) {
    double low = vmin == null ? bus.minVoltagePu() : vmin;
    double high = vmax == null ? bus.maxVoltagePu() : vmax;
    if (!(low >= 0 && low <= high && high > 0)) {
      throw new IllegalArgumentException(
          "--vmin and --vmax leave bus %s the range %s to %s pu, but the limits must be at least 0 and in this order."
              .formatted(bus.name(), low, high));
    }
    return bus.withLimits(low, high);
  }

  private static Injection injection(String text) {
    var parts = text.split(":", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "--controllable is '%s', but needs BUS:PMIN:PMAX:QMIN:QMAX, such as 18:0:500:-300:300."
              .formatted(text));
    }
    return Injection.controllable(
        parts[0],
        number("--controllable", text, parts[1]),
        number("--controllable", text, parts[2]),
        number("--controllable", text, parts[3]),
        number("--controllable", text, parts[4]));
  }

  /// The position of the priced injection and its price; a source becomes an injection by its
  /// price.
  private static double[] price(String text, Network network, List<Injection> injections) {
    var parts = text.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "--price is '%s', but needs BUS:PRICE, such as 18:0.09.".formatted(text));
    }
    double price = number("--price", text, parts[1]);
    for (int i = 0; i < injections.size(); i++) {
      if (injections.get(i).bus().equals(parts[0])) {
        return new double[] {i, price};
      }
    }
    var bus = network.buses().get(network.busIndex(parts[0]));
    if (bus.kind() != Bus.Kind.SOURCE) {
      throw new IllegalArgumentException(
          "--price is '%s', but bus %s is neither a source nor controllable. Add --controllable %s:…."
              .formatted(text, parts[0], parts[0]));
    }
    double most = 1e3 * network.baseKva();
    injections.add(Injection.controllable(parts[0], -most, most, -most, most));
    return new double[] {injections.size() - 1, price};
  }

  private static double number(String option, String text, String part) {
    try {
      double value = Double.parseDouble(part);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notNumber) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s is '%s', where '%s' must be a number.".formatted(option, text, part));
  }

  /// Solves until the machine is warm and returns the median time of a solve.
  private static double microseconds(OptimalPowerFlow flow, double[] active, double[] reactive) {
    var times = new ArrayList<Long>();
    long began = System.nanoTime();
    do {
      long start = System.nanoTime();
      flow.solve(active, reactive);
      times.add(System.nanoTime() - start);
    } while (System.nanoTime() - began < TIMING_NANOS);
    var late = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
    return late.get(late.size() / 2) / 1e3;
  }

  private static JsonObject json(
      Network network,
      List<Injection> injections,
      OptimalPowerFlow flow,
      FlowResult result,
      double micros) {
    boolean stalled = result instanceof FlowResult.Stalled;
    var chosen = new ArrayList<JsonObject>();
    for (int i = 0; i < injections.size(); i++) {
      chosen.add(
          NetworkCase.putBus(new JsonObject(), "bus", injections.get(i).bus())
              .put("pKw", flow.injectionKw(i))
              .put("qKvar", flow.injectionKvar(i)));
    }
    var local = new ArrayList<JsonObject>();
    // Where something had to give way, what stands for prices are the penalties of doing so.
    for (int bus = 0; result instanceof FlowResult.Solved && bus < network.buses().size(); bus++) {
      local.add(
          NetworkCase.putBus(new JsonObject(), "bus", network.buses().get(bus).name())
              .put("price", flow.priceAt(bus)));
    }
    var relaxations = new ArrayList<JsonObject>();
    for (var relaxation : flow.relaxations()) {
      relaxations.add(
          NetworkCase.putBus(
                  new JsonObject().put("limit", name(relaxation.limit())), "bus", relaxation.bus())
              .put("amount", relaxation.amount()));
    }
    var object = new JsonObject();
    object
        .put("case", network.name())
        .put("status", status(result))
        .put("objective", stalled ? Double.NaN : flow.objective())
        .put("lossKw", stalled ? Double.NaN : result.flow().lossKw())
        .put("minVoltagePu", stalled ? Double.NaN : result.flow().lowest().voltagePu())
        .put("maxVoltagePu", stalled ? Double.NaN : result.flow().highest().voltagePu())
        .put("gap", flow.gap())
        .put("tight", flow.isTight())
        .put("microseconds", micros)
        .put("injections", chosen)
        .put("prices", local)
        .put("relaxation", relaxations);
    return stalled ? object : new FlowFiles(network, result.flow()).put(object);
  }

  private static String status(FlowResult result) {
    return switch (result) {
      case FlowResult.Solved _ -> "solved";
      case FlowResult.Relaxed _ -> "relaxed";
      case FlowResult.Held _ -> "held";
      case FlowResult.Impossible _ -> "impossible";
      case FlowResult.Stalled _ -> "stalled";
    };
  }

  private static String name(Relaxation.Limit limit) {
    return switch (limit) {
      case LOAD -> "load";
      case GENERATION -> "generation";
      case VOLTAGE_LOW -> "voltageLow";
      case VOLTAGE_HIGH -> "voltageHigh";
      case CURRENT -> "current";
      case SUPPLY -> "supply";
      case REACTIVE_SUPPLY -> "reactiveSupply";
    };
  }

  private static void print(
      PrintStream print,
      Network network,
      List<Injection> injections,
      OptimalPowerFlow flow,
      FlowResult result,
      double micros) {
    print.printf(
        Locale.ROOT,
        "%s: %d buses, %s%s, %.0f µs a solve%n",
        network.name(),
        network.buses().size(),
        status(result),
        flow.isTight() ? " (proved optimal)" : " (not proved optimal)",
        micros);
    new TextTable("quantity", "value")
        .row("objective", figure(flow.objective(), ""))
        .row("losses", figure(result.flow().lossKw(), " kW"))
        .row("lowest voltage", Powerflow.voltage(result.flow().lowest()))
        .row("highest voltage", Powerflow.voltage(result.flow().highest()))
        .print(print);
    if (!injections.isEmpty()) {
      print.println();
      var table = new TextTable("injection at bus", "kW", "kvar");
      for (int i = 0; i < injections.size(); i++) {
        table.row(
            injections.get(i).bus(),
            figure(flow.injectionKw(i), ""),
            figure(flow.injectionKvar(i), ""));
      }
      table.print(print);
    }
    if (result instanceof FlowResult.Held) {
      print.println();
      print.println(
          "No optimum was found. These are the best set-points met that keep all limits.");
    }
    var relaxations = flow.relaxations();
    if (!relaxations.isEmpty()) {
      print.println();
      print.println("No flow keeps all limits. The least that has to give way:");
      var table = new TextTable("what", "at bus", "amount");
      for (var relaxation : relaxations) {
        table.row(name(relaxation.limit()), relaxation.bus(), amount(relaxation));
      }
      table.print(print);
    }
  }

  private static String amount(Relaxation relaxation) {
    return switch (relaxation.limit()) {
      case LOAD, GENERATION, SUPPLY -> figure(relaxation.amount(), " kW");
      case REACTIVE_SUPPLY -> figure(relaxation.amount(), " kvar");
      case VOLTAGE_LOW, VOLTAGE_HIGH -> String.format(Locale.ROOT, "%.6f pu", relaxation.amount());
      case CURRENT -> figure(relaxation.amount(), " A");
    };
  }

  private static String figure(double value, String unit) {
    return String.format(Locale.ROOT, "%.3f%s", value, unit);
  }
}
