package org.skerry.energy.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The prepared [BackwardForwardSweep] of one network. All arrays are by position of [Feeder].
public final class Sweep implements PowerFlow.Prepared {
  final Feeder feeder;
  private final double squaredTolerance;
  private final int limit;

  /// Injections in pu, scaled voltages, scaled currents from the parent into the bus.
  final double[] p;

  final double[] q;
  final double[] voltageRe;
  final double[] voltageIm;
  final double[] currentRe;
  final double[] currentIm;

  /// Newton's method on the same network, made when it is first needed.
  private @Nullable Newton newton;

  private int iterations;

  Sweep(Feeder feeder, double tolerance, int limit) {
    this.feeder = feeder;
    this.squaredTolerance = tolerance * tolerance;
    this.limit = limit;
    p = new double[feeder.size];
    q = new double[feeder.size];
    voltageRe = feeder.sourceRe.clone();
    voltageIm = feeder.sourceIm.clone();
    currentRe = new double[feeder.size];
    currentIm = new double[feeder.size];
  }

  @Override
  public Network network() {
    return feeder.network;
  }

  @Override
  public FlowStatus solve(double[] activeKw, double[] reactiveKvar) {
    int size = feeder.size;
    int[] bus = feeder.bus;
    double perKw = 1 / feeder.base;
    for (int k = 0; k < size; k++) {
      p[k] = activeKw[bus[k]] * perKw;
      q[k] = reactiveKvar[bus[k]] * perKw;
    }
    Arrays.fill(p, 0, feeder.sources, 0);
    Arrays.fill(q, 0, feeder.sources, 0);
    return solve() == FlowStatus.SOLVED ? FlowStatus.SOLVED : rescue(activeKw, reactiveKvar);
  }

  /// Next to the limit of what can be carried the sweep comes to a halt; Newton's method does not.
  private FlowStatus rescue(double[] activeKw, double[] reactiveKvar) {
    var other = newton;
    if (other == null) {
      other = new NewtonRaphson().prepare(feeder.network);
      newton = other;
    }
    if (other.solve(activeKw, reactiveKvar) != FlowStatus.SOLVED) {
      return FlowStatus.STALLED;
    }
    for (int k = 0; k < feeder.size; k++) {
      double size = other.voltagePu(feeder.bus[k]) / feeder.scale[k];
      double angle = Math.toRadians(other.angleDegrees(feeder.bus[k])) - feeder.shift[k];
      voltageRe[k] = size * Math.cos(angle);
      voltageIm[k] = size * Math.sin(angle);
    }
    drawCurrents();
    return FlowStatus.SOLVED;
  }

  /// Solves for the injections in `p` and `q`, from a flat start.
  FlowStatus solve() {
    System.arraycopy(feeder.sourceRe, 0, voltageRe, 0, feeder.size);
    System.arraycopy(feeder.sourceIm, 0, voltageIm, 0, feeder.size);
    return iterate();
  }

  /// Solves for the injections in `p` and `q`, from the voltages of the last solve.
  FlowStatus iterate() {
    iterations = 0;
    double change = Double.POSITIVE_INFINITY;
    while (!(change <= squaredTolerance)) {
      if (iterations == limit || Double.isNaN(change)) {
        return FlowStatus.STALLED;
      }
      iterations++;
      drawCurrents();
      change = dropVoltages();
    }
    return FlowStatus.SOLVED;
  }

  /// Backward: what every bus draws, conj(−S/W) and the shunt, summed towards the source.
  private void drawCurrents() {
    int size = feeder.size;
    for (int k = 0; k < size; k++) {
      double re = voltageRe[k];
      double im = voltageIm[k];
      double inverse = 1 / (re * re + im * im);
      currentRe[k] = -(p[k] * re + q[k] * im) * inverse;
      currentIm[k] = -(p[k] * im - q[k] * re) * inverse;
    }
    if (feeder.shunted) {
      double[] g = feeder.g;
      double[] b = feeder.b;
      for (int k = 0; k < size; k++) {
        currentRe[k] += g[k] * voltageRe[k] - b[k] * voltageIm[k];
        currentIm[k] += g[k] * voltageIm[k] + b[k] * voltageRe[k];
      }
    }
    int[] parent = feeder.parent;
    for (int k = size - 1; k >= feeder.sources; k--) {
      currentRe[parent[k]] += currentRe[k];
      currentIm[parent[k]] += currentIm[k];
    }
  }

  /// Forward: W = W_parent − z·K. Returns the largest squared change; NaN once anything is NaN.
  private double dropVoltages() {
    int[] parent = feeder.parent;
    double[] r = feeder.r;
    double[] x = feeder.x;
    double largest = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      double re = voltageRe[parent[k]] - r[k] * currentRe[k] + x[k] * currentIm[k];
      double im = voltageIm[parent[k]] - r[k] * currentIm[k] - x[k] * currentRe[k];
      double dr = re - voltageRe[k];
      double di = im - voltageIm[k];
      largest = Math.max(largest, dr * dr + di * di);
      voltageRe[k] = re;
      voltageIm[k] = im;
    }
    return largest;
  }

  @Override
  public int iterations() {
    return iterations;
  }

  @Override
  public double voltagePu(int bus) {
    int k = feeder.position[bus];
    return feeder.scale[k] * Math.sqrt(squaredVoltage(k));
  }

  /// |W|² at a position.
  double squaredVoltage(int k) {
    return voltageRe[k] * voltageRe[k] + voltageIm[k] * voltageIm[k];
  }

  @Override
  public double angleDegrees(int bus) {
    int k = feeder.position[bus];
    double angle = Math.atan2(voltageIm[k], voltageRe[k]) + feeder.shift[k];
    return Math.toDegrees(Math.IEEEremainder(angle, 2 * Math.PI));
  }

  @Override
  public double fromKw(int line) {
    return down(line) ? intoKw(child(line)) : outKw(child(line));
  }

  @Override
  public double toKw(int line) {
    return down(line) ? outKw(child(line)) : intoKw(child(line));
  }

  @Override
  public double fromKvar(int line) {
    int k = child(line);
    if (k < 0) {
      return 0;
    }
    var series = feeder.network.lines().get(line);
    double charging = series.chargingPu() / 2 / (series.tap() * series.tap());
    return (down(line) ? intoKvar(k) : outKvar(k)) - charging(charging, feeder.topology.from[line]);
  }

  @Override
  public double toKvar(int line) {
    int k = child(line);
    if (k < 0) {
      return 0;
    }
    double charging = feeder.network.lines().get(line).chargingPu() / 2;
    return (down(line) ? outKvar(k) : intoKvar(k)) - charging(charging, feeder.topology.to[line]);
  }

  private double charging(double susceptance, int bus) {
    double voltage = voltagePu(bus);
    return susceptance * voltage * voltage * feeder.base;
  }

  @Override
  public double currentPu(int line) {
    int k = child(line);
    return k < 0
        ? 0
        : feeder.currentFactor(k)
            * Math.sqrt(currentRe[k] * currentRe[k] + currentIm[k] * currentIm[k]);
  }

  @Override
  public double lossKw() {
    return loss(feeder.r);
  }

  @Override
  public double lossKvar() {
    return loss(feeder.x);
  }

  private double loss(double[] impedance) {
    double sum = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      sum += impedance[k] * (currentRe[k] * currentRe[k] + currentIm[k] * currentIm[k]);
    }
    return sum * feeder.base;
  }

  /// The position that the line supplies, −1 if it is open.
  private int child(int line) {
    int a = feeder.position[feeder.topology.from[line]];
    int b = feeder.position[feeder.topology.to[line]];
    int k = Math.max(a, b);
    return feeder.line[k] == line ? k : -1;
  }

  private boolean down(int line) {
    return feeder.position[feeder.topology.from[line]] < feeder.position[feeder.topology.to[line]];
  }

  private double intoKw(int k) {
    return k < 0 ? 0 : feeder.base * active(feeder.parent[k], k);
  }

  private double outKw(int k) {
    return k < 0 ? 0 : -feeder.base * active(k, k);
  }

  private double intoKvar(int k) {
    return feeder.base * reactive(feeder.parent[k], k);
  }

  private double outKvar(int k) {
    return -feeder.base * reactive(k, k);
  }

  private double active(int at, int k) {
    return voltageRe[at] * currentRe[k] + voltageIm[at] * currentIm[k];
  }

  private double reactive(int at, int k) {
    return voltageIm[at] * currentRe[k] - voltageRe[at] * currentIm[k];
  }
}
