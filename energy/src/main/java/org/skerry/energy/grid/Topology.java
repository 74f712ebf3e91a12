package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The closed lines of a network seen from its sources: breadth-first order, parents, loops,
/// islands.
///
/// `order[k]` is the bus at position k; sources come first among their trees and parents before
/// children. `parent[k]` and `line[k]` are the position of the parent and the line to it, −1 at a
/// source. Neighbours keep the order of the lines in the network.
final class Topology {
  private final Network network;
  final int[] from;
  final int[] to;
  final int[] order;
  final int[] parent;
  final int[] line;

  /// How many buses a source supplies: the used length of `order`.
  final int reached;

  /// A line that closes a loop or joins two sources, −1 if none does.
  private final int closing;

  private Topology(Network network) {
    this.network = network;
    int buses = network.buses().size();
    int lines = network.lines().size();
    from = new int[lines];
    to = new int[lines];
    var indices = network.busIndices();
    int[] degree = new int[buses + 1];
    for (int i = 0; i < lines; i++) {
      var each = network.lines().get(i);
      from[i] = indices.getOrDefault(each.from(), -1);
      to[i] = indices.getOrDefault(each.to(), -1);
      if (each.closed()) {
        degree[from[i]]++;
        degree[to[i]]++;
      }
    }
    int[][] incident = new int[buses][];
    for (int bus = 0; bus < buses; bus++) {
      incident[bus] = new int[degree[bus]];
    }
    Arrays.fill(degree, 0);
    for (int i = 0; i < lines; i++) {
      if (network.lines().get(i).closed()) {
        incident[from[i]][degree[from[i]]++] = i;
        incident[to[i]][degree[to[i]]++] = i;
      }
    }
    order = new int[buses];
    parent = new int[buses];
    line = new int[buses];
    int[] position = new int[buses];
    Arrays.fill(position, -1);
    int tail = 0;
    for (int bus = 0; bus < buses; bus++) {
      if (network.buses().get(bus).kind() == Bus.Kind.SOURCE) {
        parent[tail] = -1;
        line[tail] = -1;
        position[bus] = tail;
        order[tail++] = bus;
      }
    }
    int extra = -1;
    for (int head = 0; head < tail; head++) {
      for (int each : incident[order[head]]) {
        int other = from[each] == order[head] ? to[each] : from[each];
        if (each == line[head]) {
          continue;
        }
        if (position[other] >= 0) {
          extra = each;
          continue;
        }
        parent[tail] = head;
        line[tail] = each;
        position[other] = tail;
        order[tail++] = other;
      }
    }
    reached = tail;
    closing = extra;
    this.position = position;
    this.incident = incident;
  }

  private final int[] position;
  private final int[][] incident;

  static Topology of(Network network) {
    return new Topology(network);
  }

  boolean isRadial() {
    return closing < 0;
  }

  /// One of the lines without which a network that is not radial might be.
  String closing() {
    return network.lines().get(closing).name();
  }

  /// The position of a bus in `order`, −1 if no source supplies it.
  int position(int bus) {
    return position[bus];
  }

  List<List<String>> islands() {
    var islands = new ArrayList<List<String>>();
    var seen = new boolean[position.length];
    for (int bus = 0; bus < position.length; bus++) {
      if (position[bus] < 0 && !seen[bus]) {
        islands.add(island(bus, seen));
      }
    }
    return List.copyOf(islands);
  }

  private List<String> island(int start, boolean[] seen) {
    var members = new ArrayList<Integer>();
    members.add(start);
    seen[start] = true;
    for (int head = 0; head < members.size(); head++) {
      int bus = members.get(head);
      for (int each : incident[bus]) {
        int other = from[each] == bus ? to[each] : from[each];
        if (!seen[other]) {
          seen[other] = true;
          members.add(other);
        }
      }
    }
    return members.stream().sorted().map(bus -> network.buses().get(bus).name()).toList();
  }

  /// @throws NetworkException if a part of the network is cut off, with its buses
  void requireSupply() {
    var islands = islands();
    if (islands.isEmpty()) {
      return;
    }
    throw new NetworkException(
        islands.stream()
            .map(island ->
                "Network %s: bus%s %s %s cut off from every source. Close a line to it, make one a source, or leave the part out."
                    .formatted(
                        network.name(),
                        island.size() == 1 ? "" : "es",
                        Network.shown(island.stream()),
                        island.size() == 1 ? "is" : "are"))
            .toList());
  }
}
