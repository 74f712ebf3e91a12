package org.skerry.energy.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.device.Profile;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.MatpowerCase;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.energy.scenario.Shape.Values;

/// How a scenario says which network joins its microgrids.
final class NetworkShape {
  private static final Type<Double> PU = Type.number("per unit");
  private static final double DEFAULT_BASE_KVA = 1000;

  private final Folder folder;

  private NetworkShape(Folder folder) {
    this.folder = folder;
  }

  private record OwnLine(
      String from, String to, double resistance, double reactance, Optional<Double> rating) {}

  private record Tree(Reduction.Impedance impedance, List<List<String>> pairs) {}

  /// The group of keys, with files relative to a folder.
  static Shape<Interconnection> in(Folder folder) {
    var network = new NetworkShape(folder);
    return new Shape<>("The network between the microgrids", network::interconnection)
        .option("case", Type.choice("ieee33"), "a network that ships with the project")
        .option(
            "file", Type.text(), "a MATPOWER case (.m), or a folder with bus.csv and branch.csv")
        .option("buses", Type.list(bus()), "the buses of a network written here")
        .option("lines", Type.list(line()), "the lines of a network written here")
        .key(
            "form",
            Type.choice("full", "reduced", "trade"),
            "full",
            "the whole network, only the microgrids' buses, or trade with neighbours without a network")
        .option("reduced", tree(), "how the reduced network is made")
        .option("basePower", Type.number("kVA"), "base of per unit in kVA")
        .option(
            "lineRating",
            Type.number("kVA"),
            "of every line that has none, in kVA at nominal voltage")
        .option("minimumVoltage", PU, "of every bus but the sources, per unit")
        .option("maximumVoltage", PU, "of every bus but the sources, per unit")
        .key(
            "load",
            Forms.profile(""),
            Profile.constant(1),
            "multiplies the loads of the network's own buses")
        .key("lossPriceFloor", Type.number("money per kWh"), 0.001, "least price of losses")
        .key(
            "lostLoadValue",
            Type.number("money per kWh"),
            10.0,
            "cost per kWh of the network's own load that is not served");
  }

  private static Shape<Bus> bus() {
    return new Shape<>(
            "A bus",
            values -> {
              var source = values.find("source", Double.class);
              return source.isPresent()
                  ? Bus.source(values.text("name"), values.number("voltage"), source.get())
                  : Bus.load(
                      values.text("name"),
                      values.number("voltage"),
                      values.number("load"),
                      values.number("reactiveLoad"));
            })
        .key("name", Type.text(), "unique in the network")
        .key("voltage", Type.number("kV"), "nominal, kV")
        .option("source", PU, "the voltage that it holds as a source, per unit")
        .key("load", Type.number("kW"), 0.0, "kW")
        .key("reactiveLoad", Type.number("kvar"), 0.0, "kvar");
  }

  private static Shape<OwnLine> line() {
    return new Shape<>(
            "A line",
            values ->
                new OwnLine(
                    values.text("from"),
                    values.text("to"),
                    values.number("resistance"),
                    values.number("reactance"),
                    values.find("rating", Double.class)))
        .key("from", Type.text(), "bus")
        .key("to", Type.text(), "bus")
        .key("resistance", Type.number("ohm"), "ohm")
        .key("reactance", Type.number("ohm"), "ohm")
        .option("rating", Type.number("kVA"), "kVA at nominal voltage");
  }

  private static Shape<Tree> tree() {
    return new Shape<>(
            "How the reduced network is made",
            values ->
                new Tree(
                    values.get("impedance", Reduction.Impedance.class),
                    values.list("tree", List.class).stream().map(NetworkShape::names).toList()))
        .key(
            "impedance",
            Type.constant(List.of(Reduction.Impedance.values())),
            Reduction.Impedance.AVERAGE,
            "of the line in place of a path: average of its lines as published, or their sum")
        .key(
            "tree",
            Type.list(Type.list(Type.text())),
            "pairs of buses from the source outwards; the first bus holds 1 pu");
  }

  private static List<String> names(List<?> pair) {
    return pair.stream().map(String::valueOf).toList();
  }

  private Interconnection interconnection(Values values) {
    if (values.text("form").equals("trade")) {
      return new Interconnection.LocalTrade();
    }
    Network network = limited(based(read(values), values), values);
    double floor = values.number("lossPriceFloor");
    if (values.text("form").equals("full")) {
      return new Interconnection.Full(
          network, values.get("load", Profile.class), floor, values.number("lostLoadValue"));
    }
    Tree tree =
        values
            .find("reduced", Tree.class)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "form is reduced, but 'reduced' is missing. Write 'reduced: {tree: [[2, 3]]}'."));
    if (tree.pairs().isEmpty()) {
      throw new IllegalArgumentException(
          "reduced.tree is empty, but must have at least one pair. Write [[2, 3]].");
    }
    return new Interconnection.Reduced(
        Reduction.of(network, tree.pairs(), tree.impedance()), floor);
  }

  private Network read(Values values) {
    var sources =
        List.of("case", "file", "buses").stream()
            .filter(key -> values.find(key, Object.class).isPresent())
            .toList();
    if (sources.size() != 1) {
      throw new IllegalArgumentException(
          "exactly one of case, file and buses must be given, but there are %d. Write for example 'case: ieee33'."
              .formatted(sources.size()));
    }
    return switch (sources.getFirst()) {
      case "case" -> NetworkFolder.ieee33();
      case "file" -> file(values.text("file"));
      default -> written(values);
    };
  }

  private Network file(String file) {
    if (!file.endsWith(".m")) {
      var inside = folder.within(file);
      if (!inside.has("bus.csv")) {
        throw new IllegalArgumentException(
            "file is %s, but must be a MATPOWER case (.m) or a folder with bus.csv and branch.csv. Check the name."
                .formatted(file));
      }
      var texts = new LinkedHashMap<String, String>();
      for (String part : List.of("bus.csv", "branch.csv", "gen.csv", "network.csv")) {
        if (inside.has(part)) {
          texts.put(part, inside.text(part));
        }
      }
      String name = String.valueOf(Path.of(file).getFileName());
      return NetworkFolder.read(name, texts);
    }
    if (!folder.has(file)) {
      throw new IllegalArgumentException(
          "file is %s, but there is no such file beside the scenario. Check the name."
              .formatted(file));
    }
    return MatpowerCase.read(folder.name(file), folder.text(file));
  }

  private static Network written(Values values) {
    double base = values.find("basePower", Double.class).orElse(DEFAULT_BASE_KVA);
    var buses = values.list("buses", Bus.class);
    if (values.find("lines", List.class).isEmpty()) {
      throw new IllegalArgumentException("buses stands without lines. Write both.");
    }
    var lines = new ArrayList<Line>();
    for (OwnLine line : values.list("lines", OwnLine.class)) {
      double kv =
          buses.stream()
              .filter(bus -> bus.name().equals(line.to()))
              .mapToDouble(Bus::baseKv)
              .findFirst()
              .orElse(1);
      lines.add(
          Line.ofOhms(line.from(), line.to(), line.resistance(), line.reactance(), kv, base)
              .withRating(line.rating().orElse(Double.POSITIVE_INFINITY)));
    }
    return new Network("network", base, buses, lines);
  }

  /// The network on another base power; impedances in ohm stay the same.
  private static Network based(Network network, Values values) {
    double base = values.find("basePower", Double.class).orElse(network.baseKva());
    if (!(base > 0)) {
      throw new IllegalArgumentException(
          "basePower is %s, but must be above 0 kVA. Write the rating of the largest microgrid."
              .formatted(Numbers.text(base)));
    }
    double factor = base / network.baseKva();
    var lines =
        network.lines().stream()
            .map(line ->
                new Line(
                    line.name(),
                    line.from(),
                    line.to(),
                    line.resistancePu() * factor,
                    line.reactancePu() * factor,
                    line.chargingPu() / factor,
                    line.ratingKva(),
                    line.tap(),
                    line.shiftDegrees(),
                    line.closed()))
            .toList();
    return new Network(network.name(), base, network.buses(), lines);
  }

  private static Network limited(Network network, Values values) {
    var rating = values.find("lineRating", Double.class);
    var low = values.find("minimumVoltage", Double.class);
    var high = values.find("maximumVoltage", Double.class);
    var lines =
        network.lines().stream()
            .map(line ->
                rating.isPresent() && Double.isInfinite(line.ratingKva())
                    ? line.withRating(rating.get())
                    : line)
            .toList();
    var buses =
        network.buses().stream()
            .map(bus ->
                bus.kind() == Bus.Kind.SOURCE
                    ? bus
                    : bus.withLimits(
                        low.orElse(bus.minVoltagePu()), high.orElse(bus.maxVoltagePu())))
            .toList();
    return new Network(network.name(), network.baseKva(), buses, lines);
  }
}
