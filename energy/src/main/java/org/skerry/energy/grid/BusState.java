package org.skerry.energy.grid;

/// Voltages of the buses and flows on the lines, once the voltages of the [Nodes] are known.
///
/// What a line without impedance carries follows from the balance at its ends, from the leaves of a
/// node's tree to its root, which takes what the source or the regulated bus there supplies. Of
/// lines that close a loop within a node none is shown to carry anything.
final class BusState {
  private final Network network;
  private final Topology topology;
  private final Nodes nodes;
  private final double[][] admittance;
  private final double[] series;
  private final double[] re;
  private final double[] im;

  /// What is left over at each bus, and what each joint carries from its near to its far end, in
  /// pu.
  private final double[] restP;

  private final double[] restQ;
  private final double[] jointP;
  private final double[] jointQ;

  /// Whether the far end of a joint is its `to` end, by line.
  private final boolean[] down;

  /// @param admittance of each line: at `from`, from–to, to–from, at `to`; re and im; zeros if it
  ///   joins
  BusState(Network network, Topology topology, Nodes nodes, double[][] admittance) {
    this.network = network;
    this.topology = topology;
    this.nodes = nodes;
    this.admittance = admittance;
    int buses = network.buses().size();
    int lines = network.lines().size();
    re = new double[buses];
    im = new double[buses];
    restP = new double[buses];
    restQ = new double[buses];
    jointP = new double[lines];
    jointQ = new double[lines];
    down = new boolean[lines];
    series = new double[lines];
    for (int i = 0; i < lines; i++) {
      var line = network.lines().get(i);
      series[i] =
          line.closed() && !nodes.joins[i]
              ? 1 / Math.hypot(line.resistancePu(), line.reactancePu())
              : 0;
    }
    for (int j = 0; j < nodes.joint.length; j++) {
      down[nodes.joint[j]] = topology.to[nodes.joint[j]] == nodes.far[j];
    }
  }

  /// Takes the voltages of the nodes, and what was given at the buses.
  void take(double[] nodeRe, double[] nodeIm, double[] activeKw, double[] reactiveKvar) {
    for (int bus = 0; bus < re.length; bus++) {
      int node = nodes.node[bus];
      re[bus] = nodes.ratioRe[bus] * nodeRe[node] - nodes.ratioIm[bus] * nodeIm[node];
      im[bus] = nodes.ratioRe[bus] * nodeIm[node] + nodes.ratioIm[bus] * nodeRe[node];
    }
    if (nodes.joint.length == 0) {
      return;
    }
    double base = network.baseKva();
    for (int bus = 0; bus < re.length; bus++) {
      var each = network.buses().get(bus);
      double square = re[bus] * re[bus] + im[bus] * im[bus];
      restP[bus] = (activeKw[bus] - each.shuntKw() * square) / base;
      restQ[bus] = (reactiveKvar[bus] + each.shuntKvar() * square) / base;
    }
    for (int line = 0; line < series.length; line++) {
      restP[topology.from[line]] -= active(topology.from[line], topology.to[line], line, 0);
      restQ[topology.from[line]] -= fromReactive(line);
      restP[topology.to[line]] -= active(topology.to[line], topology.from[line], line, 6);
      restQ[topology.to[line]] -= toReactive(line);
    }
    for (int j = nodes.joint.length - 1; j >= 0; j--) {
      int line = nodes.joint[j];
      int far = nodes.far[j];
      int near = down[line] ? topology.from[line] : topology.to[line];
      jointP[line] = -restP[far];
      jointQ[line] = -restQ[far];
      restP[near] += restP[far];
      restQ[near] += restQ[far];
    }
  }

  double voltagePu(int bus) {
    return Math.sqrt(re[bus] * re[bus] + im[bus] * im[bus]);
  }

  double angleDegrees(int bus) {
    return Math.toDegrees(Math.atan2(im[bus], re[bus]));
  }

  double fromKw(int line) {
    double through = down[line] ? jointP[line] : -jointP[line];
    return network.baseKva() * (active(topology.from[line], topology.to[line], line, 0) + through);
  }

  double fromKvar(int line) {
    double through = down[line] ? jointQ[line] : -jointQ[line];
    return network.baseKva() * (fromReactive(line) + through);
  }

  double toKw(int line) {
    double through = down[line] ? -jointP[line] : jointP[line];
    return network.baseKva() * (active(topology.to[line], topology.from[line], line, 6) + through);
  }

  double toKvar(int line) {
    double through = down[line] ? -jointQ[line] : jointQ[line];
    return network.baseKva() * (toReactive(line) + through);
  }

  /// Reactive power into the line at `from`, without what a joint passes on: charging is there all
  /// the same.
  private double fromReactive(int line) {
    int from = topology.from[line];
    if (nodes.joins[line]) {
      var each = network.lines().get(line);
      return -each.chargingPu() / 2 / (each.tap() * each.tap()) * square(from);
    }
    return reactive(from, topology.to[line], line, 0);
  }

  private double toReactive(int line) {
    int to = topology.to[line];
    return nodes.joins[line]
        ? -network.lines().get(line).chargingPu() / 2 * square(to)
        : reactive(to, topology.from[line], line, 6);
  }

  private double square(int bus) {
    return re[bus] * re[bus] + im[bus] * im[bus];
  }

  private double active(int at, int other, int line, int own) {
    double[] y = admittance[line];
    return re[at] * currentRe(at, other, y, own) + im[at] * currentIm(at, other, y, own);
  }

  private double reactive(int at, int other, int line, int own) {
    double[] y = admittance[line];
    return im[at] * currentRe(at, other, y, own) - re[at] * currentIm(at, other, y, own);
  }

  private double currentRe(int at, int other, double[] y, int own) {
    int mutual = own == 0 ? 2 : 4;
    return y[own] * re[at]
        - y[own + 1] * im[at]
        + y[mutual] * re[other]
        - y[mutual + 1] * im[other];
  }

  private double currentIm(int at, int other, double[] y, int own) {
    int mutual = own == 0 ? 2 : 4;
    return y[own] * im[at]
        + y[own + 1] * re[at]
        + y[mutual] * im[other]
        + y[mutual + 1] * re[other];
  }

  double currentPu(int line) {
    var each = network.lines().get(line);
    int from = topology.from[line];
    int to = topology.to[line];
    if (nodes.joins[line]) {
      return Math.hypot(jointP[line], jointQ[line]) / voltagePu(to);
    }
    if (!each.closed()) {
      return 0;
    }
    double shift = Math.toRadians(each.shiftDegrees());
    double cos = Math.cos(shift) / each.tap();
    double sin = Math.sin(shift) / each.tap();
    double dropRe = re[from] * cos + im[from] * sin - re[to];
    double dropIm = im[from] * cos - re[from] * sin - im[to];
    return series[line] * Math.hypot(dropRe, dropIm);
  }

  double lossKw() {
    double sum = 0;
    for (int line = 0; line < series.length; line++) {
      double current = currentPu(line);
      sum += network.lines().get(line).resistancePu() * current * current;
    }
    return sum * network.baseKva();
  }

  double lossKvar() {
    double sum = 0;
    for (int line = 0; line < series.length; line++) {
      double current = currentPu(line);
      sum += network.lines().get(line).reactancePu() * current * current;
    }
    return sum * network.baseKva();
  }
}
