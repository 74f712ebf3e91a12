package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The buses of a network that closed lines without impedance join (switches, couplers, ideal
/// transformers), as one node each.
///
/// Along such a line V_to = V_from / t with its complex ratio t, and power passes unchanged. So
/// every bus has V = c·V_node, all that is injected at the buses of a node is injected at the node,
/// and an admittance between buses i and k is conj(c_i)·y·c_k between their nodes.
final class Nodes {
  /// Impedances below this, in pu, count as none: the voltage across is less than what rounding
  /// takes from an exact solution.
  private static final double SMALLEST_IMPEDANCE = 1e-8;

  private static final double SAME = 1e-9;

  private final Network network;

  /// How many nodes there are, and the node of each bus.
  final int count;

  final int[] node;

  /// The bus of each node that holds its voltage: a source, else a regulated bus, else the first.
  final int[] root;

  /// c of each bus.
  final double[] ratioRe;

  final double[] ratioIm;

  /// Whether a line has no impedance and is closed.
  final boolean[] joins;

  /// The lines that make a tree of each node, root first, and the end of each that is away from the
  /// root. Where others close a loop within a node, what each of them carries is not determined:
  /// these carry nothing.
  final int[] joint;

  final int[] far;

  /// @param from of each line, `to` likewise, positions of buses
  /// @throws NetworkException if a node would have two voltages
  Nodes(Network network, int[] from, int[] to) {
    this.network = network;
    int buses = network.buses().size();
    int lines = network.lines().size();
    node = new int[buses];
    ratioRe = new double[buses];
    ratioIm = new double[buses];
    joins = new boolean[lines];
    Arrays.fill(node, -1);
    List<List<Integer>> incident = new ArrayList<>();
    for (int bus = 0; bus < buses; bus++) {
      incident.add(new ArrayList<>());
    }
    for (int i = 0; i < lines; i++) {
      var line = network.lines().get(i);
      double impedance = Math.hypot(line.resistancePu(), line.reactancePu());
      joins[i] = line.closed() && impedance < SMALLEST_IMPEDANCE;
      if (joins[i]) {
        incident.get(from[i]).add(i);
        incident.get(to[i]).add(i);
      }
    }
    var roots = new ArrayList<Integer>();
    var joints = new ArrayList<Integer>();
    var ends = new ArrayList<Integer>();
    for (var kind : List.of(Bus.Kind.SOURCE, Bus.Kind.REGULATED, Bus.Kind.LOAD)) {
      for (int bus = 0; bus < buses; bus++) {
        if (node[bus] < 0 && network.buses().get(bus).kind() == kind) {
          gather(bus, roots.size(), incident, from, to, joints, ends);
          roots.add(bus);
        }
      }
    }
    count = roots.size();
    root = roots.stream().mapToInt(Integer::intValue).toArray();
    joint = joints.stream().mapToInt(Integer::intValue).toArray();
    far = ends.stream().mapToInt(Integer::intValue).toArray();
    requireOneVoltage();
  }

  private void gather(
      int start,
      int index,
      List<List<Integer>> incident,
      int[] from,
      int[] to,
      List<Integer> joints,
      List<Integer> ends) {
    var reached = new ArrayList<Integer>(List.of(start));
    node[start] = index;
    ratioRe[start] = 1;
    for (int head = 0; head < reached.size(); head++) {
      int bus = reached.get(head);
      for (int line : incident.get(bus)) {
        boolean down = from[line] == bus;
        int other = down ? to[line] : from[line];
        var each = network.lines().get(line);
        double size = down ? 1 / each.tap() : each.tap();
        double angle = Math.toRadians(down ? -each.shiftDegrees() : each.shiftDegrees());
        double cos = size * Math.cos(angle);
        double sin = size * Math.sin(angle);
        double re = ratioRe[bus] * cos - ratioIm[bus] * sin;
        double im = ratioRe[bus] * sin + ratioIm[bus] * cos;
        if (node[other] < 0) {
          node[other] = index;
          ratioRe[other] = re;
          ratioIm[other] = im;
          reached.add(other);
          joints.add(line);
          ends.add(other);
        } else if (Math.hypot(ratioRe[other] - re, ratioIm[other] - im) > SAME) {
          throw new NetworkException(
              List.of(
                  "Network %s: line %s has no impedance and another ratio than the lines beside it, so its current is without limit. Give it an impedance."
                      .formatted(network.name(), each.name())));
        }
      }
    }
  }

  /// Two buses that hold their voltage cannot be one node unless they hold the same.
  private void requireOneVoltage() {
    for (int bus = 0; bus < node.length; bus++) {
      var own = network.buses().get(bus);
      var held = network.buses().get(root[node[bus]]);
      if (own.kind() == Bus.Kind.LOAD || bus == root[node[bus]]) {
        continue;
      }
      double size = Math.hypot(ratioRe[bus], ratioIm[bus]) * held.setpointPu();
      double turn = Math.toDegrees(Math.atan2(ratioIm[bus], ratioRe[bus])) + held.angleDegrees();
      boolean turned =
          own.kind() == Bus.Kind.SOURCE
              && Math.abs(Math.IEEEremainder(turn - own.angleDegrees(), 360)) > SAME;
      if (turned || Math.abs(size - own.setpointPu()) > SAME) {
        throw new NetworkException(
            List.of(
                "Network %s: buses %s and %s are joined without impedance, but hold different voltages. Give both the same, or the line between them an impedance."
                    .formatted(network.name(), held.name(), own.name())));
      }
    }
  }
}
