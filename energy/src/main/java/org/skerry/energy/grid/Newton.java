package org.skerry.energy.grid;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/// The prepared [NewtonRaphson] of one network.
///
/// Unknown are angle and relative magnitude at every node (see [Nodes]), so the Jacobian has a 2 ×
/// 2 block wherever the admittance matrix has an entry, and [BlockLu] factors it with the node as
/// the unit of elimination. A source keeps both, a regulated bus its magnitude: their rows are
/// those of the identity.
///
/// Power flow equations have several roots; wanted is the one at high voltage, which the network
/// without load goes over into when it is loaded. There the determinant of the Jacobian has the
/// sign that it has without load, and it changes where the branches of the root meet. So a root
/// with another sign, or with a voltage below half of the lowest source's, is not taken. The
/// starts, until one leads to a root: the voltages of the network's buses, if they are not flat;
/// the flat start, with the angles that phase shifts alone cause; the voltages of the [LinearFlow],
/// with steps that are halved until they help; and the network without load, loaded step by step,
/// each keeping the sign.
public final class Newton implements PowerFlow.Prepared {
  private static final double LOWEST_SHARE = 0.5;

  private static final int HALVINGS = 6;

  /// Least share of the injections by which the last start goes on.
  private static final double LEAST_STEP = 1e-3;

  private final Network network;
  private final Topology topology;
  private final Nodes nodes;
  private final double tolerance;
  private final int limit;
  private final int size;

  /// By node: who holds its voltage, and the voltage held or begun with.
  private final Bus.Kind[] kind;

  private final double[] magnitude;
  private final double lowest;

  /// Admittances of each line: at `from`, from–to, to–from, at `to`; re and im.
  private final double[][] admittance;

  /// Admittance matrix by rows: `start[node]` .. `start[node + 1]`, the diagonal first.
  private final int[] start;

  private final int[] column;
  private final double[] yRe;
  private final double[] yIm;

  /// What rounding leaves of the balance at every node, in pu: more where admittances are large.
  private final double[] rounding;

  private final BlockLu lu;
  private final boolean positive;
  private final LinearFlow linear;

  /// Voltages to begin with: of the file, and flat.
  private final double[] ownAngle;

  private final boolean hasOwn;
  private final double[] flatAngle;

  /// Injections and voltages by node.
  private final double[] p;

  private final double[] q;
  private final double[] nothing;
  private final double[] re;
  private final double[] im;
  private final double[] keptRe;
  private final double[] keptIm;
  private final double[] heldRe;
  private final double[] heldIm;
  private final double[] step;
  private final double[] direction;

  /// Sum of the squares of what is missing.
  private double missing;

  /// Voltages by bus, and what lines without impedance carry towards their far end.
  private final BusState state;

  private int iterations;

  Newton(Network network, double tolerance, int limit) {
    this.network = network;
    this.tolerance = tolerance;
    this.limit = limit;
    topology = Topology.of(network);
    topology.requireSupply();
    nodes = new Nodes(network, topology.from, topology.to);
    size = nodes.count;
    kind = new Bus.Kind[size];
    magnitude = new double[size];
    ownAngle = new double[size];
    double least = Double.POSITIVE_INFINITY;
    boolean own = false;
    for (int i = 0; i < size; i++) {
      var bus = network.buses().get(nodes.root[i]);
      kind[i] = bus.kind();
      magnitude[i] = bus.setpointPu();
      ownAngle[i] = Math.toRadians(bus.angleDegrees());
      least = bus.kind() == Bus.Kind.SOURCE ? Math.min(least, bus.setpointPu()) : least;
      own |= bus.kind() == Bus.Kind.LOAD && (bus.setpointPu() != 1 || bus.angleDegrees() != 0);
    }
    lowest = LOWEST_SHARE * least;
    hasOwn = own;
    admittance = new double[network.lines().size()][];
    for (int i = 0; i < admittance.length; i++) {
      admittance[i] = nodes.joins[i] ? new double[8] : admittance(network.lines().get(i));
    }
    start = new int[size + 1];
    column = columns();
    yRe = new double[column.length];
    yIm = new double[column.length];
    fillAdmittance();
    rounding = new double[size];
    for (int i = 0; i < size; i++) {
      for (int e = start[i]; e < start[i + 1]; e++) {
        rounding[i] += 2 * Math.ulp(1.0) * Math.hypot(yRe[e], yIm[e]);
      }
    }
    lu = new BlockLu(size, start, column);
    p = new double[size];
    q = new double[size];
    nothing = new double[size];
    re = new double[size];
    im = new double[size];
    keptRe = new double[size];
    keptIm = new double[size];
    heldRe = new double[size];
    heldIm = new double[size];
    step = new double[2 * size];
    direction = new double[2 * size];
    state = new BusState(network, topology, nodes, admittance);
    linear = new LinearFlow(network, topology, nodes, kind, start, column, yRe, yIm);
    flatAngle = new double[size];
    linear.angles(p, ownAngle, flatAngle);
    begin(flatAngle, false);
    linear.voltages(p, q, re, im);
    mismatch(0);
    lu.factor();
    positive = lu.isPositive();
  }

  private static double[] admittance(Line line) {
    if (!line.closed()) {
      return new double[8];
    }
    double r = line.resistancePu();
    double x = line.reactancePu();
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
    var rows = Stream.generate(LinkedHashSet<Integer>::new).limit(size).toList();
    for (int i = 0; i < size; i++) {
      rows.get(i).add(i);
    }
    for (int i = 0; i < admittance.length; i++) {
      if (network.lines().get(i).closed()) {
        int from = nodes.node[topology.from[i]];
        int to = nodes.node[topology.to[i]];
        rows.get(from).add(to);
        rows.get(to).add(from);
      }
    }
    for (int i = 0; i < size; i++) {
      start[i + 1] = start[i] + rows.get(i).size();
    }
    return rows.stream().flatMap(Set::stream).mapToInt(Integer::intValue).toArray();
  }

  private void fillAdmittance() {
    for (int bus = 0; bus < network.buses().size(); bus++) {
      var each = network.buses().get(bus);
      add(bus, bus, each.shuntKw() / network.baseKva(), each.shuntKvar() / network.baseKva());
    }
    for (int i = 0; i < admittance.length; i++) {
      var line = network.lines().get(i);
      int from = topology.from[i];
      int to = topology.to[i];
      if (nodes.joins[i]) {
        add(from, from, 0, line.chargingPu() / 2 / (line.tap() * line.tap()));
        add(to, to, 0, line.chargingPu() / 2);
      } else if (line.closed()) {
        double[] y = admittance[i];
        add(from, from, y[0], y[1]);
        add(from, to, y[2], y[3]);
        add(to, from, y[4], y[5]);
        add(to, to, y[6], y[7]);
      }
    }
  }

  /// Adds conj(c_i)·y·c_k between the nodes of two buses.
  private void add(int bus, int other, double real, double imaginary) {
    double re =
        nodes.ratioRe[bus] * nodes.ratioRe[other] + nodes.ratioIm[bus] * nodes.ratioIm[other];
    double im =
        nodes.ratioRe[bus] * nodes.ratioIm[other] - nodes.ratioIm[bus] * nodes.ratioRe[other];
    int row = nodes.node[bus];
    for (int e = start[row]; e < start[row + 1]; e++) {
      if (column[e] == nodes.node[other]) {
        yRe[e] += re * real - im * imaginary;
        yIm[e] += re * imaginary + im * real;
      }
    }
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public FlowStatus solve(double[] activeKw, double[] reactiveKvar) {
    Arrays.fill(p, 0);
    Arrays.fill(q, 0);
    for (int bus = 0; bus < activeKw.length; bus++) {
      p[nodes.node[bus]] += activeKw[bus] / network.baseKva();
      q[nodes.node[bus]] += reactiveKvar[bus] / network.baseKva();
    }
    boolean found = begins() || grows();
    state.take(re, im, activeKw, reactiveKvar);
    return found ? FlowStatus.SOLVED : FlowStatus.STALLED;
  }

  private boolean begins() {
    if (hasOwn) {
      begin(ownAngle, true);
      if (iterate(1, 0) && isHigh(lowest)) {
        return true;
      }
    }
    begin(flatAngle, false);
    if (iterate(1, 0) && isHigh(lowest)) {
      return true;
    }
    // the angles end in the buffer of the steps, which the first iteration overwrites
    linear.angles(p, ownAngle, step);
    begin(step, false);
    linear.voltages(p, q, re, im);
    return iterate(1, HALVINGS) && isHigh(lowest);
  }

  /// Grows the injections from nothing, with longer steps while that succeeds and shorter ones
  /// where not.
  private boolean grows() {
    begin(flatAngle, false);
    linear.voltages(nothing, nothing, re, im);
    if (!iterate(0, HALVINGS) || !isHigh(0)) {
      return false;
    }
    double done = 0;
    double ahead = 0.25;
    while (done < 1) {
      System.arraycopy(re, 0, keptRe, 0, size);
      System.arraycopy(im, 0, keptIm, 0, size);
      double share = Math.min(1, done + ahead);
      if (iterate(share, HALVINGS) && isHigh(0)) {
        done = share;
        ahead *= 2;
        continue;
      }
      System.arraycopy(keptRe, 0, re, 0, size);
      System.arraycopy(keptIm, 0, im, 0, size);
      ahead *= 0.5;
      if (ahead < LEAST_STEP) {
        return false;
      }
    }
    return true;
  }

  private boolean isHigh(double least) {
    for (int i = 0; i < size; i++) {
      if (re[i] * re[i] + im[i] * im[i] < least * least) {
        return false;
      }
    }
    return lu.isPositive() == positive;
  }

  /// @param angle of every node; sources keep their own
  /// @param own whether free magnitudes begin at the network's, rather than at 1
  private void begin(double[] angle, boolean own) {
    for (int i = 0; i < size; i++) {
      double size = own || kind[i] != Bus.Kind.LOAD ? magnitude[i] : 1;
      double turn = kind[i] == Bus.Kind.SOURCE ? ownAngle[i] : angle[i];
      re[i] = size * Math.cos(turn);
      im[i] = size * Math.sin(turn);
    }
  }

  /// Newton's iteration from the present voltages for a share of the injections.
  ///
  /// @param shortest how often a step that does not lower the mismatch is halved
  private boolean iterate(double share, int shortest) {
    iterations = 0;
    double mismatch = mismatch(share);
    while (true) {
      if (mismatch <= tolerance && iterations > 0) {
        return true;
      }
      if (iterations == limit || Double.isNaN(mismatch) || !lu.factor()) {
        return false;
      }
      iterations++;
      lu.solve(step);
      mismatch = shortest == 0 ? move(share) : moveDown(share, shortest);
    }
  }

  private double move(double share) {
    move(step, 1);
    return mismatch(share);
  }

  /// Takes as much of the step as lowers the sum of the squares of what is missing, or the least.
  private double moveDown(double share, int shortest) {
    System.arraycopy(step, 0, direction, 0, 2 * size);
    System.arraycopy(re, 0, heldRe, 0, size);
    System.arraycopy(im, 0, heldIm, 0, size);
    double before = missing;
    double length = 1;
    for (int halved = 0; ; halved++) {
      move(direction, length);
      double mismatch = mismatch(share);
      if (missing < before || halved == shortest) {
        return mismatch;
      }
      System.arraycopy(heldRe, 0, re, 0, size);
      System.arraycopy(heldIm, 0, im, 0, size);
      length *= 0.5;
    }
  }

  /// V ← V·(1 + relative change)·exp(j·change of the angle), at most halving or doubling a
  /// magnitude and at most a right angle.
  private void move(double[] change, double length) {
    for (int i = 0; i < size; i++) {
      if (kind[i] == Bus.Kind.SOURCE) {
        continue;
      }
      double turn = Math.clamp(length * change[2 * i], -Math.PI / 2, Math.PI / 2);
      double grow = Math.clamp(1 + length * change[2 * i + 1], 0.5, 2);
      double square = turn * turn;
      double cos;
      double sin;
      if (square < 1e-3) {
        // the next terms are below 1e-15
        cos = 1 - square * (0.5 - square * (1.0 / 24 - square / 720));
        sin = turn * (1 - square * (1.0 / 6 - square * (1.0 / 120 - square / 5040)));
      } else {
        cos = Math.cos(turn);
        sin = Math.sin(turn);
      }
      double real = re[i] * cos - im[i] * sin;
      double imaginary = re[i] * sin + im[i] * cos;
      if (kind[i] == Bus.Kind.REGULATED) {
        grow = magnitude[i] / Math.sqrt(real * real + imaginary * imaginary);
      }
      re[i] = real * grow;
      im[i] = imaginary * grow;
    }
  }

  /// Fills `step` with the missing power of every node and [BlockLu] with the Jacobian; returns the
  /// largest of the missing, beyond rounding.
  ///
  /// With S_ik = V_i·conj(Y_ik·V_k): ∂S_i/∂θ_k = −j·S_ik, ∂S_i/∂ln|V_k| = S_ik, and on the diagonal
  /// j·(S_i − S_ii) and S_i + S_ii.
  private double mismatch(double share) {
    double[] value = lu.cleared();
    int[] at = lu.at;
    double largest = 0;
    missing = 0;
    for (int i = 0; i < size; i++) {
      int own = at[start[i]];
      if (kind[i] == Bus.Kind.SOURCE) {
        value[own] = 1;
        value[own + 3] = 1;
        step[2 * i] = 0;
        step[2 * i + 1] = 0;
        continue;
      }
      boolean free = kind[i] == Bus.Kind.LOAD;
      double vr = re[i];
      double vi = im[i];
      double sumP = 0;
      double sumQ = 0;
      for (int e = start[i] + 1; e < start[i + 1]; e++) {
        int other = column[e];
        double currentRe = yRe[e] * re[other] - yIm[e] * im[other];
        double currentIm = yRe[e] * im[other] + yIm[e] * re[other];
        double flowP = vr * currentRe + vi * currentIm;
        double flowQ = vi * currentRe - vr * currentIm;
        sumP += flowP;
        sumQ += flowQ;
        int block = at[e];
        value[block] = flowQ;
        value[block + 1] = flowP;
        value[block + 2] = free ? -flowP : 0;
        value[block + 3] = free ? flowQ : 0;
      }
      double square = vr * vr + vi * vi;
      double ownP = yRe[start[i]] * square;
      double ownQ = -yIm[start[i]] * square;
      value[own] = -sumQ;
      value[own + 1] = sumP + 2 * ownP;
      value[own + 2] = free ? sumP : 0;
      value[own + 3] = free ? sumQ + 2 * ownQ : 1;
      double missingP = share * p[i] - sumP - ownP;
      double missingQ = free ? share * q[i] - sumQ - ownQ : 0;
      step[2 * i] = missingP;
      step[2 * i + 1] = missingQ;
      missing += missingP * missingP + missingQ * missingQ;
      largest = Math.max(largest, Math.max(Math.abs(missingP), Math.abs(missingQ)) - rounding[i]);
    }
    return largest;
  }

  @Override
  public int iterations() {
    return iterations;
  }

  @Override
  public double voltagePu(int bus) {
    return state.voltagePu(bus);
  }

  @Override
  public double angleDegrees(int bus) {
    return state.angleDegrees(bus);
  }

  @Override
  public double fromKw(int line) {
    return state.fromKw(line);
  }

  @Override
  public double fromKvar(int line) {
    return state.fromKvar(line);
  }

  @Override
  public double toKw(int line) {
    return state.toKw(line);
  }

  @Override
  public double toKvar(int line) {
    return state.toKvar(line);
  }

  @Override
  public double currentPu(int line) {
    return state.currentPu(line);
  }

  @Override
  public double lossKw() {
    return state.lossKw();
  }

  @Override
  public double lossKvar() {
    return state.lossKvar();
  }
}
