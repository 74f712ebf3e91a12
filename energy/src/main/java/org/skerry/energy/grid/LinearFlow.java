package org.skerry.energy.grid;

/// Voltages to begin with for [Newton], from two linear systems.
///
/// Angles: every line carries b times the difference of the angles at its ends, less its phase
/// shift, with b its susceptance at 1 pu, which is consistent with phase shifts in rings too.
/// Voltages: with those of sources and regulated buses held, at their angles, the others follow
/// from Y·V = I, where every injection is the current that it has at 1 pu.
final class LinearFlow {
  /// Susceptance of a line that is nearly all resistance, relative to its admittance.
  private static final double LEAST_SHARE = 0.01;

  private final Bus.Kind[] kind;
  private final BlockLu lu;

  /// What phase shifts alone drive into every node.
  private final double[] driven;

  private final double[] x;
  private final BlockLu admittance;

  /// @param kind by node
  /// @param start of the rows of the admittance matrix in `column`, the diagonal first
  LinearFlow(
      Network network,
      Topology topology,
      Nodes nodes,
      Bus.Kind[] kind,
      int[] start,
      int[] column,
      double[] yRe,
      double[] yIm) {
    this.kind = kind;
    driven = new double[nodes.count];
    x = new double[2 * nodes.count];
    lu = new BlockLu(nodes.count, start, column);
    double[] value = lu.cleared();
    for (int i = 0; i < nodes.count; i++) {
      value[lu.at[start[i]]] = kind[i] == Bus.Kind.SOURCE ? 1 : 0;
      value[lu.at[start[i]] + 3] = 1;
    }
    for (int each = 0; each < nodes.joins.length; each++) {
      var line = network.lines().get(each);
      int a = topology.from[each];
      int b = topology.to[each];
      int from = nodes.node[a];
      int to = nodes.node[b];
      if (!line.closed() || nodes.joins[each] || from == to) {
        continue;
      }
      double size = Math.hypot(line.resistancePu(), line.reactancePu());
      double share = Math.max(Math.abs(line.reactancePu()) / size, LEAST_SHARE);
      double susceptance = share / size;
      double shift =
          Math.toRadians(line.shiftDegrees())
              - Math.atan2(nodes.ratioIm[a], nodes.ratioRe[a])
              + Math.atan2(nodes.ratioIm[b], nodes.ratioRe[b]);
      driven[from] += susceptance * shift;
      driven[to] -= susceptance * shift;
      couple(value, start, column, from, to, susceptance);
      couple(value, start, column, to, from, susceptance);
    }
    lu.factor();
    admittance = new BlockLu(nodes.count, start, column);
    double[] block = admittance.cleared();
    for (int i = 0; i < nodes.count; i++) {
      for (int e = start[i]; e < start[i + 1]; e++) {
        boolean held = kind[i] != Bus.Kind.LOAD;
        boolean own = column[e] == i;
        block[admittance.at[e]] = held ? (own ? 1 : 0) : yRe[e];
        block[admittance.at[e] + 1] = held ? 0 : -yIm[e];
        block[admittance.at[e] + 2] = held ? 0 : yIm[e];
        block[admittance.at[e] + 3] = held ? (own ? 1 : 0) : yRe[e];
      }
    }
    admittance.factor();
  }

  private void couple(
      double[] value, int[] start, int[] column, int row, int other, double susceptance) {
    if (kind[row] == Bus.Kind.SOURCE) {
      return;
    }
    value[lu.at[start[row]]] += susceptance;
    for (int e = start[row] + 1; e < start[row + 1]; e++) {
      if (column[e] == other) {
        value[lu.at[e]] -= susceptance;
      }
    }
  }

  /// @param p injection of every node in pu
  /// @param held angle of every source
  /// @param angle of every node, overwritten
  void angles(double[] p, double[] held, double[] angle) {
    for (int i = 0; i < driven.length; i++) {
      x[2 * i] = kind[i] == Bus.Kind.SOURCE ? held[i] : p[i] + driven[i];
      x[2 * i + 1] = 0;
    }
    lu.solve(x);
    for (int i = 0; i < driven.length; i++) {
      angle[i] = x[2 * i];
    }
  }

  /// @param p injection of every node in pu, `q` likewise
  /// @param re voltage of every node at its angle of the linear flow; overwritten at load buses,
  ///   `im` likewise
  void voltages(double[] p, double[] q, double[] re, double[] im) {
    for (int i = 0; i < driven.length; i++) {
      boolean held = kind[i] != Bus.Kind.LOAD;
      double square = re[i] * re[i] + im[i] * im[i];
      x[2 * i] = held ? re[i] : (p[i] * re[i] + q[i] * im[i]) / square;
      x[2 * i + 1] = held ? im[i] : (p[i] * im[i] - q[i] * re[i]) / square;
    }
    admittance.solve(x);
    for (int i = 0; i < driven.length; i++) {
      re[i] = x[2 * i];
      im[i] = x[2 * i + 1];
    }
  }
}
