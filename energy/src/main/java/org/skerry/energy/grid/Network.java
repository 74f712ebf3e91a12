package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// A network of buses and lines, single-phase equivalent, in per unit on one base power.
///
/// A network may have open lines, loops, several sources, and parts that are cut off from every
/// source (see [Network#islands]). What a power flow needs beyond this it says itself.
///
/// @param name for messages and reports
/// @param baseKva base power in kVA, above 0
/// @param buses at least one, unique names, at least one source
/// @param lines unique names, between buses of this network
public record Network(String name, double baseKva, List<Bus> buses, List<Line> lines) {

  /// Checks that the parts make a network.
  ///
  /// @throws NetworkException with all problems if names repeat, a line ends nowhere or no bus is a
  ///   source
  public Network {
    buses = List.copyOf(buses);
    lines = List.copyOf(lines);
    var problems =
        problems(name, baseKva, buses, lines, bus -> "Network " + name, line -> "Network " + name);
    if (!problems.isEmpty()) {
      throw new NetworkException(problems);
    }
  }

  /// What is wrong between the buses and lines; empty if they make a network. The places begin the
  /// sentences.
  static List<String> problems(
      String name,
      double baseKva,
      List<Bus> buses,
      List<Line> lines,
      IntFunction<String> busPlace,
      IntFunction<String> linePlace) {
    var problems = new ArrayList<String>();
    if (!(baseKva > 0) || Double.isInfinite(baseKva)) {
      problems.add(
          "Network %s: the base power is %s kVA, but must be positive and finite."
              .formatted(name, baseKva));
    }
    if (buses.isEmpty()) {
      problems.add("Network %s: it has no bus. Give it at least a source.".formatted(name));
      return problems;
    }
    var names = new HashSet<String>();
    for (int i = 0; i < buses.size(); i++) {
      if (!names.add(buses.get(i).name())) {
        problems.add(
            "%s: bus %s is given twice. Rename or remove one."
                .formatted(busPlace.apply(i), buses.get(i).name()));
      }
    }
    var lineNames = new HashSet<String>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (!lineNames.add(line.name())) {
        problems.add(
            "%s: line %s is given twice. Rename or remove one."
                .formatted(linePlace.apply(i), line.name()));
      }
      for (var end : List.of(line.from(), line.to())) {
        if (!names.contains(end)) {
          problems.add(
              "%s: line %s ends at bus %s, which is not among the %d buses. Add the bus or correct the name."
                  .formatted(linePlace.apply(i), line.name(), end, buses.size()));
        }
      }
    }
    if (buses.stream().noneMatch(bus -> bus.kind() == Bus.Kind.SOURCE)) {
      problems.add(
          "Network %s: no bus is a source. Make the bus at the main grid a source (type 3)."
              .formatted(name));
    }
    return problems;
  }

  /// The position of a bus in [Network#buses].
  ///
  /// @throws IllegalArgumentException if no bus has this name
  public int busIndex(String busName) {
    for (int i = 0; i < buses.size(); i++) {
      if (buses.get(i).name().equals(busName)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Network %s has no bus %s. Its buses are %s."
            .formatted(name, busName, shown(buses.stream().map(Bus::name))));
  }

  /// Every bus name with its position in [Network#buses].
  public Map<String, Integer> busIndices() {
    var indices = new HashMap<String, Integer>();
    for (int i = 0; i < buses.size(); i++) {
      indices.put(buses.get(i).name(), i);
    }
    return indices;
  }

  /// The parts that no closed line joins to a source, each as the names of its buses in the order
  /// of the network; empty if every bus is supplied.
  public List<List<String>> islands() {
    return Topology.of(this).islands();
  }

  /// Whether the closed lines make a tree from every source, without loops and without lines
  /// between two sources; cut-off parts do not count.
  public boolean isRadial() {
    return Topology.of(this).isRadial();
  }

  /// The network with 1 pu at every load bus, and no angle but at sources, for an iteration to
  /// begin with.
  public Network flatStart() {
    return new Network(name, baseKva, buses.stream().map(Bus::flatStart).toList(), lines);
  }

  /// The network without the parts that are cut off from every source.
  public Network energized() {
    var dead = new HashSet<String>();
    islands().forEach(dead::addAll);
    return new Network(
        name,
        baseKva,
        buses.stream().filter(bus -> !dead.contains(bus.name())).toList(),
        lines.stream()
            .filter(line -> !dead.contains(line.from()) && !dead.contains(line.to()))
            .toList());
  }

  static String shown(Stream<String> names) {
    var all = names.toList();
    return all.size() <= 12
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, 12)) + " and " + (all.size() - 12) + " more";
  }
}
