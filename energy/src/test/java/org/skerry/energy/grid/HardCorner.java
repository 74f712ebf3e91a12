package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/// A random optimal power flow in a corner where methods fail: ratios, shifts, shunts, lines
/// without impedance, far too small ratings on some lines, loads beyond what can be carried,
/// surpluses, ranges at the source, high and negative prices.
final class HardCorner {
  private final SplittableRandom random;
  private final double base;
  private final double strength;
  private final List<Bus> buses = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Injection> injections = new ArrayList<>();

  HardCorner(SplittableRandom random) {
    this.random = random;
    base = random.nextBoolean() ? 1000 : 10_000;
    strength = power(-1.5, 1);
    int size = 2 + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
    boolean ratios = random.nextInt(3) == 0;
    boolean shunts = random.nextInt(3) == 0;
    double rated = random.nextInt(3) == 0 ? 0 : random.nextDouble();
    double low = 0.88 + 0.09 * random.nextDouble();
    double high = 1.02 + 0.1 * random.nextDouble();
    buses.add(Bus.source("0", 10, 0.98 + 0.07 * random.nextDouble()));
    for (int i = 1; i < size; i++) {
      buses.add(bus(i, size, shunts, low, high));
      lines.add(line(i, size, ratios, shunts, rated));
    }
    var taken = new HashSet<String>();
    boolean traded = random.nextBoolean();
    for (int i = random.nextInt(6); i > 0; i--) {
      var bus = Integer.toString(random.nextInt(size));
      if (taken.add(bus)) {
        double most = base * strength * random.nextDouble();
        double least = random.nextBoolean() ? -most * random.nextDouble() : 0;
        double turn = most * random.nextDouble();
        injections.add(new Injection(bus, least, most, -turn, turn, traded));
      }
    }
  }

  private double power(double least, double most) {
    return Math.pow(10, least + (most - least) * random.nextDouble());
  }

  private Bus bus(int i, int size, boolean shunt, double low, double high) {
    double share = random.nextInt(5) == 0 ? -2 : random.nextInt(4) == 0 ? 0 : 2;
    double load = base * strength / size * share * random.nextDouble();
    double turn = load * (random.nextDouble() - 0.2);
    double g = shunt ? 0.01 * base * random.nextDouble() : 0;
    double b = shunt ? 0.05 * base * (random.nextDouble() - 0.3) : 0;
    return new Bus(Integer.toString(i), Bus.Kind.LOAD, 10, load, turn, 0, 0, g, b, low, high, 1, 0);
  }

  private Line line(int i, int size, boolean ratio, boolean charged, double rated) {
    var parent = Integer.toString(Math.max(0, i - 1 - random.nextInt(Math.min(i, 4))));
    var child = Integer.toString(i);
    boolean turned = random.nextInt(3) == 0;
    double impedance = random.nextInt(12) == 0 ? 0 : 0.2 * power(-2, 0) / Math.sqrt(size);
    double angle = Math.PI / 2 * random.nextDouble();
    return new Line(
        "line" + i,
        turned ? child : parent,
        turned ? parent : child,
        impedance * Math.cos(angle),
        impedance * Math.sin(angle),
        charged ? 0.02 * random.nextDouble() : 0,
        random.nextDouble() < rated ? base * strength * power(-1, 0.3) : Double.POSITIVE_INFINITY,
        ratio ? 0.95 + 0.1 * random.nextDouble() : 1,
        ratio ? 30 * random.nextInt(3) - 30 : 0,
        true);
  }

  /// The flow with random prices.
  OptimalPowerFlow prepare() {
    var flow = new OptimalPowerFlow(network(), injections);
    double money = power(-1, 1);
    double sign = random.nextInt(5) == 0 ? -1 : 1;
    flow.lossPrice(random.nextBoolean() ? 1 : money * power(-3, 0));
    flow.valueOfLostLoad(random.nextBoolean() ? 1e4 : 10 * money);
    for (int i = 0; i < injections.size(); i++) {
      double buy = sign * money * random.nextDouble();
      flow.price(i, buy, buy - 0.5 * Math.abs(buy) * random.nextDouble());
    }
    return flow;
  }

  Network network() {
    return new Network("corner", base, buses, lines);
  }

  double[] activeKw() {
    return buses.stream().mapToDouble(Bus::injectionKw).toArray();
  }

  double[] reactiveKvar() {
    return buses.stream().mapToDouble(Bus::injectionKvar).toArray();
  }
}
