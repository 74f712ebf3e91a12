package org.skerry.energy.grid;

/// The prepared [NewtonRaphson] of one network.
///
/// Unknown are angle and relative magnitude of every bus, so the Jacobian has a 2 × 2 block
/// wherever the admittance matrix has an entry, and [BlockLu] factors it with the bus as the unit
/// of elimination. A source keeps both, a regulated bus its magnitude: their rows are those of the
/// identity.
public final class Newton implements PowerFlow.Prepared {
  private static final double SMALLEST_IMPEDANCE = 1e-6;

  private final Network network;
  private final Topology topology;
  private final double tolerance;
  private final int limit;
  private final int size;
  private final Bus.Kind[] kind;

  /// Admittances of each line: at `from`, from–to, to–from, at `to`; re and im.
  private final double[][] admittance;

  private final double[] series;

  /// Admittance matrix by rows: `start[bus]` .. `start[bus + 1]`, the diagonal first.
  private final int[] start;

  private final int[] column;
  private final double[] yRe;
  private final double[] yIm;
  private final BlockLu lu;
  private final double[] p;
  private final double[] q;
  private final double[] magnitude;
  private final double[] angle;
  private final double[] re;
  private final double[] im;
  private final double[] step;
  private int iterations;

  Newton(Network network, double tolerance, int limit) {
    this.network = network;
    this.tolerance = tolerance;
    this.limit = limit;
    topology = Topology.of(network);
    topology.requireSupply();
    size = network.buses().size();
    kind = network.buses().stream().map(Bus::kind).toArray(Bus.Kind[]::new);
    admittance = new double[network.lines().size()][];
    series = new double[network.lines().size()];
    for (int i = 0; i < admittance.length; i++) {
      admittance[i] = admittance(network.lines().get(i));
      series[i] = seriesAdmittance(network.lines().get(i));
    }
    start = new int[size + 1];
    column = columns();
    yRe = new double[column.length];
    yIm = new double[column.length];
    fillAdmittance();
    lu = new BlockLu(size, start, column);
    p = new double[size];
    q = new double[size];
    magnitude = new double[size];
    angle = new double[size];
    re = new double[size];
    im = new double[size];
    step = new double[2 * size];
  }

  private static double reactance(Line line) {
    return Math.hypot(line.resistancePu(), line.reactancePu()) < SMALLEST_IMPEDANCE
        ? SMALLEST_IMPEDANCE
        : line.reactancePu();
  }

  private static double seriesAdmittance(Line line) {
    return 1 / Math.hypot(line.resistancePu(), reactance(line));
  }

  private static double[] admittance(Line line) {
    if (!line.closed()) {
      return new double[8];
    }
    double r = line.resistancePu();
    double x = reactance(line);
    double g = r / (r * r + x * x);
    double b = -x / (r * r + x * x);
    double half = b + line.chargingPu() / 2;
    double tap = line.tap();
    double cos = Math.cos(Math.toRadians(line.shiftDegrees())) / tap;
    double sin = Math.sin(Math.toRadians(line.shiftDegrees())) / tap;
    return new double[] {
      g / (tap * tap),
      half / (tap * tap),
      -(g * cos - b * sin),
      -(b * cos + g * sin),
      -(g * cos + b * sin),
      -(b * cos - g * sin),
      g,
      half
    };
  }

  private int[] columns() {
    var rows = new java.util.ArrayList<java.util.LinkedHashSet<Integer>>();
    for (int bus = 0; bus < size; bus++) {
      var row = new java.util.LinkedHashSet<Integer>();
      row.add(bus);
      rows.add(row);
    }
    for (int i = 0; i < admittance.length; i++) {
      if (network.lines().get(i).closed()) {
        rows.get(topology.from[i]).add(topology.to[i]);
        rows.get(topology.to[i]).add(topology.from[i]);
      }
    }
    for (int bus = 0; bus < size; bus++) {
      start[bus + 1] = start[bus] + rows.get(bus).size();
    }
    return rows.stream().flatMap(java.util.Set::stream).mapToInt(Integer::intValue).toArray();
  }

  private void fillAdmittance() {
    for (int bus = 0; bus < size; bus++) {
      var node = network.buses().get(bus);
      add(bus, bus, node.shuntKw() / network.baseKva(), node.shuntKvar() / network.baseKva());
    }
    for (int i = 0; i < admittance.length; i++) {
      if (network.lines().get(i).closed()) {
        double[] y = admittance[i];
        add(topology.from[i], topology.from[i], y[0], y[1]);
        add(topology.from[i], topology.to[i], y[2], y[3]);
        add(topology.to[i], topology.from[i], y[4], y[5]);
        add(topology.to[i], topology.to[i], y[6], y[7]);
      }
    }
  }

  private void add(int row, int col, double real, double imaginary) {
    for (int e = start[row]; e < start[row + 1]; e++) {
      if (column[e] == col) {
        yRe[e] += real;
        yIm[e] += imaginary;
      }
    }
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public FlowStatus solve(double[] activeKw, double[] reactiveKvar) {
    for (int bus = 0; bus < size; bus++) {
      p[bus] = activeKw[bus] / network.baseKva();
      q[bus] = reactiveKvar[bus] / network.baseKva();
      var node = network.buses().get(bus);
      magnitude[bus] = node.kind() == Bus.Kind.LOAD ? 1 : node.setpointPu();
      angle[bus] = 0;
    }
    startAngles();
    iterations = 0;
    while (true) {
      double mismatch = mismatch();
      if (mismatch <= tolerance) {
        return FlowStatus.SOLVED;
      }
      if (iterations == limit || Double.isNaN(mismatch)) {
        return FlowStatus.STALLED;
      }
      iterations++;
      factorJacobian();
      lu.solve(step);
      double largest = 0;
      for (int bus = 0; bus < size; bus++) {
        angle[bus] += step[2 * bus];
        magnitude[bus] *= 1 + step[2 * bus + 1];
        largest = Math.max(largest, Math.max(Math.abs(step[2 * bus]), Math.abs(step[2 * bus + 1])));
      }
      if (largest < 1e-13) {
        mismatch();
        return FlowStatus.SOLVED;
      }
    }
  }

  /// Angles of the sources, passed down through the phase shifts, so that the start is flat behind
  /// every transformer.
  private void startAngles() {
    for (int k = 0; k < topology.reached; k++) {
      int bus = topology.order[k];
      if (topology.parent[k] < 0) {
        angle[bus] = Math.toRadians(network.buses().get(bus).angleDegrees());
      } else {
        int line = topology.line[k];
        int up = topology.order[topology.parent[k]];
        double shift = Math.toRadians(network.lines().get(line).shiftDegrees());
        angle[bus] = angle[up] + (topology.from[line] == up ? -shift : shift);
      }
    }
  }

  /// Fills `step` with the missing power of every bus and returns the largest.
  private double mismatch() {
    for (int bus = 0; bus < size; bus++) {
      re[bus] = magnitude[bus] * Math.cos(angle[bus]);
      im[bus] = magnitude[bus] * Math.sin(angle[bus]);
    }
    double largest = 0;
    for (int bus = 0; bus < size; bus++) {
      double currentRe = 0;
      double currentIm = 0;
      for (int e = start[bus]; e < start[bus + 1]; e++) {
        int other = column[e];
        currentRe += yRe[e] * re[other] - yIm[e] * im[other];
        currentIm += yRe[e] * im[other] + yIm[e] * re[other];
      }
      step[2 * bus] =
          kind[bus] == Bus.Kind.SOURCE ? 0 : p[bus] - re[bus] * currentRe - im[bus] * currentIm;
      step[2 * bus + 1] =
          kind[bus] == Bus.Kind.LOAD ? q[bus] - im[bus] * currentRe + re[bus] * currentIm : 0;
      double worst = Math.max(Math.abs(step[2 * bus]), Math.abs(step[2 * bus + 1]));
      largest = Math.max(largest, worst);
    }
    return largest;
  }

  /// With S_ik = V_i·conj(Y_ik·V_k): ∂S_i/∂θ_k = −j·S_ik, ∂S_i/∂ln|V_k| = S_ik, and on the diagonal
  /// j·(S_i − S_ii) and S_i + S_ii.
  private void factorJacobian() {
    lu.clear();
    for (int bus = 0; bus < size; bus++) {
      boolean angleFree = kind[bus] != Bus.Kind.SOURCE;
      boolean magnitudeFree = kind[bus] == Bus.Kind.LOAD;
      double sumP = 0;
      double sumQ = 0;
      for (int e = start[bus] + 1; e < start[bus + 1]; e++) {
        int other = column[e];
        double currentRe = yRe[e] * re[other] - yIm[e] * im[other];
        double currentIm = yRe[e] * im[other] + yIm[e] * re[other];
        double flowP = re[bus] * currentRe + im[bus] * currentIm;
        double flowQ = im[bus] * currentRe - re[bus] * currentIm;
        sumP += flowP;
        sumQ += flowQ;
        lu.set(
            e,
            angleFree ? flowQ : 0,
            angleFree ? flowP : 0,
            magnitudeFree ? -flowP : 0,
            magnitudeFree ? flowQ : 0);
      }
      double square = magnitude[bus] * magnitude[bus];
      double ownP = yRe[start[bus]] * square;
      double ownQ = -yIm[start[bus]] * square;
      lu.set(
          start[bus],
          angleFree ? -sumQ : 1,
          angleFree ? sumP + 2 * ownP : 0,
          magnitudeFree ? sumP : 0,
          magnitudeFree ? sumQ + 2 * ownQ : 1);
    }
    lu.factor();
  }

  @Override
  public int iterations() {
    return iterations;
  }

  @Override
  public double voltagePu(int bus) {
    return magnitude[bus];
  }

  @Override
  public double angleDegrees(int bus) {
    return Math.toDegrees(Math.IEEEremainder(angle[bus], 2 * Math.PI));
  }

  @Override
  public double fromKw(int line) {
    return active(topology.from[line], topology.to[line], admittance[line], 0);
  }

  @Override
  public double fromKvar(int line) {
    return reactive(topology.from[line], topology.to[line], admittance[line], 0);
  }

  @Override
  public double toKw(int line) {
    return active(topology.to[line], topology.from[line], admittance[line], 6);
  }

  @Override
  public double toKvar(int line) {
    return reactive(topology.to[line], topology.from[line], admittance[line], 6);
  }

  private double active(int at, int other, double[] y, int own) {
    return network.baseKva()
        * (re[at] * currentRe(at, other, y, own) + im[at] * currentIm(at, other, y, own));
  }

  private double reactive(int at, int other, double[] y, int own) {
    return network.baseKva()
        * (im[at] * currentRe(at, other, y, own) - re[at] * currentIm(at, other, y, own));
  }

  /// `own` is 0 at `from` and 6 at `to`; the mutual admittance is at 2 and 4.
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

  @Override
  public double currentPu(int line) {
    var each = network.lines().get(line);
    if (!each.closed()) {
      return 0;
    }
    double shift = Math.toRadians(each.shiftDegrees());
    int from = topology.from[line];
    int to = topology.to[line];
    double cos = Math.cos(shift) / each.tap();
    double sin = Math.sin(shift) / each.tap();
    double dropRe = re[from] * cos + im[from] * sin - re[to];
    double dropIm = im[from] * cos - re[from] * sin - im[to];
    return series[line] * Math.hypot(dropRe, dropIm);
  }

  @Override
  public double lossKw() {
    double sum = 0;
    for (int line = 0; line < series.length; line++) {
      double current = currentPu(line);
      sum += network.lines().get(line).resistancePu() * current * current;
    }
    return sum * network.baseKva();
  }

  @Override
  public double lossKvar() {
    double sum = 0;
    for (int line = 0; line < series.length; line++) {
      double current = currentPu(line);
      sum += reactance(network.lines().get(line)) * current * current;
    }
    return sum * network.baseKva();
  }
}
