package org.skerry.energy.grid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// The optimal power flows beside the repository as networks and injections. Lossless parts of the
/// IEEE 8500 feeder stay lines of zero impedance here.
final class SharedFlows {
  private SharedFlows() {}

  /// One flow with its verified answer; loss and voltage are NaN where it is infeasible.
  record Flow(
      String name,
      Network network,
      List<Injection> injections,
      double lossKw,
      double minVoltagePu) {
    @Override
    public String toString() {
      return name;
    }

    boolean isFeasible() {
      return !Double.isNaN(lossKw);
    }
  }

  static List<Flow> all() {
    var flows = new ArrayList<Flow>();
    var networks = new HashMap<String, Network>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedNetworks.data().resolve("conic/opf.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var tail = line.substring(line.indexOf("\"opf\""));
        var network = networks.computeIfAbsent(text(tail, "case"), SharedFlows::network);
        flows.add(flow(text(line, "name"), tail, network));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return flows;
  }

  private static Flow flow(String name, String json, Network network) {
    double scale = number(json, "load_scale");
    double low = number(json, "vmin_pu");
    double high = number(json, "vmax_pu");
    var buses = new ArrayList<Bus>();
    for (var bus : network.buses()) {
      buses.add(
          bus.kind() == Bus.Kind.SOURCE
              ? bus
              : bus.withLoad(scale * bus.loadKw(), scale * bus.loadKvar()).withLimits(low, high));
    }
    var injections = new ArrayList<Injection>();
    var each =
        Pattern.compile("\\{\"bus\":\"?([^\",]+)\"?,[^}]*\\}")
            .matcher(json.substring(0, json.indexOf("\"expect\"")));
    while (each.find()) {
      injections.add(
          Injection.controllable(
              each.group(1),
              number(each.group(), "pmin_kw"),
              number(each.group(), "pmax_kw"),
              number(each.group(), "qmin_kvar"),
              number(each.group(), "qmax_kvar")));
    }
    boolean solved = text(json, "status").equals("solved");
    return new Flow(
        name,
        new Network(network.name(), network.baseKva(), buses, network.lines()),
        injections,
        solved ? number(json, "loss_kw") : Double.NaN,
        solved ? number(json, "min_voltage_pu") : Double.NaN);
  }

  static Network network(String name) {
    var read =
        name.startsWith("ieee8500")
            ? ieee8500()
            : NetworkFolder.read(SharedNetworks.networks().resolve(name));
    return new Network(
        name,
        read.baseKva(),
        read.buses(),
        read.lines().stream().map(line -> line.withRating(Double.POSITIVE_INFINITY)).toList());
  }

  static Network ieee8500() {
    var folder = SharedNetworks.networks().resolve("ieee8500_primary");
    Map<String, double[]> loads = new HashMap<>();
    for (var row : SharedNetworks.csv(folder.resolve("load.csv"))) {
      var load = loads.computeIfAbsent(row.get("bus"), bus -> new double[2]);
      load[0] += Double.parseDouble(row.get("kw"));
      load[1] += Double.parseDouble(row.get("kvar"));
    }
    Set<String> names = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    var buses = new ArrayList<Bus>();
    var lines = new ArrayList<Line>();
    for (var row : SharedNetworks.csv(folder.resolve("branch.csv"))) {
      var from = Objects.requireNonNull(row.get("from"));
      var to = Objects.requireNonNull(row.get("to"));
      if ("0".equals(row.get("enabled")) || !pairs.add(from + " " + to)) {
        continue;
      }
      for (var bus : List.of(from, to)) {
        if (names.add(bus)) {
          var load = loads.getOrDefault(bus, new double[2]);
          buses.add(
              "hvmv_sub_hsb".equals(bus)
                  ? Bus.source(bus, 12.47, 1.05)
                  : Bus.load(bus, 12.47, load[0], load[1]));
        }
      }
      boolean lossless =
          "transformer".equals(row.get("kind")) || Double.parseDouble(row.get("r_ohm")) <= 1e-5;
      lines.add(
          Line.ofOhms(
              from,
              to,
              lossless ? 0 : Double.parseDouble(row.get("r_ohm")),
              lossless ? 0 : Double.parseDouble(row.get("x_ohm")),
              12.47,
              10_000));
    }
    return new Network("ieee8500_primary", 10_000, buses, lines);
  }

  private static double number(String json, String key) {
    return Double.parseDouble(match(json, "\"" + key + "\":\\s*([-+.eE0-9]+)").group(1));
  }

  private static String text(String json, String key) {
    return match(json, "\"" + key + "\":\\s*\"([^\"]*)\"").group(1);
  }

  private static Matcher match(String json, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + ".");
    }
    return matcher;
  }
}
