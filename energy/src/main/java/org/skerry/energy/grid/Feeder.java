package org.skerry.energy.grid;

/// A radial network as flat arrays in breadth-first order, with every transformer ratio scaled away.
///
/// Let a line with series impedance z and complex ratio t (at its `from` end) join parent p and child c.
/// If the ratio is at the parent, V_c = V_p/t − z·I; if at the child, V_c = t·(V_p − z·I). Both are
/// V_c = a·(d·V_p − z·I) with either a = 1, d = 1/t or a = t, d = 1. Let A be the product of all a·d from
/// the source down to a bus. With the scaled voltage W = V/A and the scaled current K = conj(A)·J, so that
/// V·conj(J) = W·conj(K), every line becomes a plain one,
///
///     W_c = W_p − z'·K,   z' = z·|a|²/|A_c|²,
///
/// and every shunt admittance y becomes y·|A|². Charging is a shunt at each end. A solver therefore knows
/// neither ratios nor charging; limits on |V| are limits on |A|·|W|.
///
/// Position k counts buses in breadth-first order, sources first; `parent[k] < k`.
final class Feeder {
  final Network network;
  final Topology topology;

  /// Number of buses and of sources among them.
  final int size;

  final int sources;

  /// Base power in kVA.
  final double base;

  /// Position → bus, bus → position, and position → line to the parent (−1 at a source).
  final int[] bus;

  final int[] position;
  final int[] line;
  final int[] parent;

  /// Scaled series impedance of the line to the parent, in pu.
  final double[] r;

  final double[] x;

  /// Scaled shunt admittance at the bus, in pu.
  final double[] g;

  final double[] b;

  /// A as magnitude and angle (radians).
  final double[] scale;

  final double[] shift;

  /// Scaled voltage of the source of the tree, by position; the same for a whole tree.
  final double[] sourceRe;

  final double[] sourceIm;

  /// Whether any shunt or charging is there.
  final boolean shunted;

  /// @throws NetworkException if a part is cut off or the network is not radial
  Feeder(Network network) {
    this.network = network;
    topology = Topology.of(network);
    topology.requireSupply();
    if (!topology.isRadial()) {
      throw new NetworkException(
          java.util.List.of(
              "Network %s: its closed lines make a loop or join two sources, but an optimal power flow and the sweep need trees of one source each. Open one line of each loop (status 0), such as %s. `./skerry powerflow` takes loops."
                  .formatted(network.name(), topology.closing())));
    }
    size = network.buses().size();
    base = network.baseKva();
    bus = topology.order;
    parent = topology.parent;
    line = topology.line;
    position = new int[size];
    r = new double[size];
    x = new double[size];
    g = new double[size];
    b = new double[size];
    scale = new double[size];
    shift = new double[size];
    sourceRe = new double[size];
    sourceIm = new double[size];
    int roots = 0;
    for (int k = 0; k < size; k++) {
      position[bus[k]] = k;
      var node = network.buses().get(bus[k]);
      g[k] += node.shuntKw() / base;
      b[k] += node.shuntKvar() / base;
      if (parent[k] < 0) {
        roots++;
        scale[k] = 1;
        sourceRe[k] = node.setpointPu() * Math.cos(Math.toRadians(node.angleDegrees()));
        sourceIm[k] = node.setpointPu() * Math.sin(Math.toRadians(node.angleDegrees()));
      } else {
        attach(k);
      }
    }
    sources = roots;
    boolean any = false;
    for (int k = 0; k < size; k++) {
      g[k] *= scale[k] * scale[k];
      b[k] *= scale[k] * scale[k];
      any |= g[k] != 0 || b[k] != 0;
    }
    shunted = any;
  }

  private void attach(int k) {
    int p = parent[k];
    var series = network.lines().get(line[k]);
    boolean down = topology.from[line[k]] == bus[p];
    double tap = series.tap();
    double angle = Math.toRadians(series.shiftDegrees());
    scale[k] = down ? scale[p] / tap : scale[p] * tap;
    shift[k] = down ? shift[p] - angle : shift[p] + angle;
    sourceRe[k] = sourceRe[p];
    sourceIm[k] = sourceIm[p];
    double a = down ? 1 : tap;
    double squared = a * a / (scale[k] * scale[k]);
    r[k] = series.resistancePu() * squared;
    x[k] = series.reactancePu() * squared;
    double half = series.chargingPu() / 2;
    b[k] += down ? half : half / (tap * tap);
    b[p] += down ? half / (tap * tap) : half;
  }

  /// The factor from a scaled current to the current through the series impedance in pu.
  double currentFactor(int k) {
    boolean down = parent[k] >= 0 && topology.from[line[k]] == bus[parent[k]];
    return down || parent[k] < 0 ? 1 / scale[k] : network.lines().get(line[k]).tap() / scale[k];
  }
}
