package org.skerry.energy.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;

/// A network of a few buses of another one, each joined to the next by one line in place of the
/// path between them (reduced network of BMAPPO, Multi-microgrid energy optimization management
/// based on multi-agent proximal policy optimization, IJACSA 15(10), 2024).
final class Reduction {
  private Reduction() {}

  /// What the line in place of a path has.
  enum Impedance {
    /// The average of the impedances of the lines on the path, as published.
    AVERAGE,
    /// Their sum, the physical series path.
    SUM
  }

  /// The reduced network; its source is the first bus of the first pair, at 1 pu.
  ///
  /// @param pairs neighbouring buses, at least one pair; together a tree
  /// @throws IllegalArgumentException if a bus is unknown, a pair has no path, or a path crosses a
  ///   transformer
  static Network of(Network network, List<List<String>> pairs, Impedance impedance) {
    var names = new LinkedHashSet<String>();
    var lines = new ArrayList<Line>();
    for (List<String> pair : pairs) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException(
            "tree has %s, but every entry must be a pair of buses. Write [2, 3].".formatted(pair));
      }
      if (names.isEmpty()) {
        names.add(pair.getFirst());
      }
      if (!names.contains(pair.getFirst()) || !names.add(pair.getLast())) {
        throw new IllegalArgumentException(
            "tree has %s, which does not go from a bus named before to a new one. Order the pairs from the source outwards."
                .formatted(pair));
      }
      lines.add(line(network, pair.getFirst(), pair.getLast(), impedance));
    }
    var buses = new ArrayList<Bus>();
    for (String name : names) {
      Bus bus = network.buses().get(network.busIndex(name));
      buses.add(
          buses.isEmpty()
              ? Bus.source(name, bus.baseKv(), 1)
              : Bus.load(name, bus.baseKv(), 0, 0)
                  .withLimits(bus.minVoltagePu(), bus.maxVoltagePu()));
    }
    return new Network(network.name() + "-reduced", network.baseKva(), buses, lines);
  }

  private static Line line(Network network, String from, String to, Impedance impedance) {
    List<Line> path = path(network, from, to);
    double resistance = 0;
    double reactance = 0;
    double rating = Double.POSITIVE_INFINITY;
    for (Line line : path) {
      if (line.tap() != 1 || line.shiftDegrees() != 0) {
        throw new IllegalArgumentException(
            "tree has [%s, %s], but %s between them is a transformer. Choose buses of one voltage."
                .formatted(from, to, line.name()));
      }
      resistance += line.resistancePu();
      reactance += line.reactancePu();
      rating = Math.min(rating, line.ratingKva());
    }
    double share = impedance == Impedance.AVERAGE ? 1.0 / path.size() : 1;
    return Line.of(from, to, share * resistance, share * reactance).withRating(rating);
  }

  /// The closed lines on the shortest way between two buses.
  private static List<Line> path(Network network, String from, String to) {
    network.busIndex(from);
    network.busIndex(to);
    Map<String, Line> arrived = new HashMap<>();
    var queue = new ArrayDeque<String>(List.of(to));
    while (!queue.isEmpty() && !arrived.containsKey(from)) {
      String at = queue.remove();
      for (Line line : network.lines()) {
        boolean joins = line.closed() && (line.from().equals(at) || line.to().equals(at));
        if (joins) {
          String next = other(line, at);
          if (!next.equals(to) && arrived.putIfAbsent(next, line) == null) {
            queue.add(next);
          }
        }
      }
    }
    var path = new ArrayList<Line>();
    for (String at = from; !at.equals(to); ) {
      Line line = arrived.get(at);
      if (line == null) {
        throw new IllegalArgumentException(
            "tree has [%s, %s], but no closed lines of the network join them. Choose other buses."
                .formatted(from, to));
      }
      path.add(line);
      at = other(line, at);
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "tree has [%s, %s], but a pair needs two buses. Name another one.".formatted(from, to));
    }
    return path;
  }

  private static String other(Line line, String bus) {
    return line.from().equals(bus) ? line.to() : line.from();
  }
}
