package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Power flows on networks with loops: phase shifters, switches, several roots, loads near the
/// limit of what can be carried.
class MeshedFlowTest {

  private static Line shifter(String from, String to, double r, double x, double degrees) {
    return new Line(from + "-" + to, from, to, r, x, 0, Double.POSITIVE_INFINITY, 1, degrees, true);
  }

  /// An independent Newton's method gives 0.986411 pu and 17 333.07 kW; there is a root at −0.310
  /// pu too.
  @Test
  void aPhaseShifterInARingLeadsToTheRootAtHighVoltage() {
    var network =
        new Network(
            "ring",
            100_000,
            List.of(
                Bus.source("1", 110, 1),
                Bus.load("2", 110, 10_000, 2000),
                Bus.load("3", 110, 30_000, 5000)),
            List.of(
                shifter("1", "3", 0, 0.05, -30),
                Line.of("1", "2", 0.01, 0.1),
                Line.of("2", "3", 0.01, 0.02)));

    var result = PowerFlow.exact().prepare(network).solveNominal();

    assertThat(result).isInstanceOf(FlowResult.Solved.class);
    assertThat(result.flow().buses().get(2).voltagePu()).isCloseTo(0.986411, within(5e-7));
    assertThat(result.flow().lossKw()).isCloseTo(17_333.07, within(0.005));
  }

  /// Without resistance, x = 0.1 pu carries at most V²/2x = 5 pu of active power. There the voltage
  /// is 1/√2.
  @Test
  void theLimitOfWhatCanBeCarriedPartsFlowsFromProofsOfNone() {
    var radial = PowerFlow.exact().prepare(line(4999.99)).solveNominal();
    assertThat(radial).isInstanceOf(FlowResult.Solved.class);
    assertThat(radial.flow().lowest().voltagePu()).isBetween(0.7071, 0.709);
    assertThat(PowerFlow.exact().prepare(line(5001)).solveNominal())
        .isInstanceOf(FlowResult.Impossible.class);
    assertThat(PowerFlow.exact().prepare(ring(4999)).solveNominal())
        .isInstanceOf(FlowResult.Solved.class);
    assertThat(PowerFlow.exact().prepare(ring(5001)).solveNominal())
        .isInstanceOf(FlowResult.Impossible.class);
  }

  private static Network line(double loadKw) {
    return new Network(
        "nose",
        1000,
        List.of(Bus.source("1", 10, 1), Bus.load("2", 10, loadKw, 0)),
        List.of(Line.of("1", "2", 0, 0.1)));
  }

  /// Two equal lines of x = 0.2 pu beside each other, 1 MVA.
  private static Network ring(double loadKw) {
    return new Network(
        "nose",
        1000,
        List.of(Bus.source("1", 10, 1), Bus.load("2", 10, loadKw, 0)),
        List.of(Line.of("1", "2", 0, 0.2), shifter("2", "1", 0, 0.2, 0)));
  }

  /// A ring with a closed switch is the ring without it; the switch carries what the balance beyond
  /// it lacks.
  @Test
  void aSwitchInARingIsContracted() {
    var first = Bus.load("2", 10, 200, 50);
    var second = Bus.load("3", 10, 100, 30);
    var split =
        new Network(
            "switch",
            1000,
            List.of(Bus.source("1", 10, 1), first, second, Bus.load("4", 10, 50, 0)),
            List.of(
                Line.of("1", "2", 0.01, 0.02),
                Line.of("2", "3", 0, 0),
                Line.of("3", "4", 0.02, 0.02),
                Line.of("4", "1", 0.01, 0.03)));
    var merged =
        new Network(
            "merged",
            1000,
            List.of(Bus.source("1", 10, 1), first.withLoad(300, 80), Bus.load("4", 10, 50, 0)),
            List.of(
                Line.of("1", "2", 0.01, 0.02),
                Line.of("2", "4", 0.02, 0.02),
                Line.of("4", "1", 0.01, 0.03)));
    var flow = PowerFlow.exact().prepare(split);
    var reference = PowerFlow.exact().prepare(merged);

    flow.solveNominal();
    reference.solveNominal();

    assertThat(flow.voltagePu(1)).isCloseTo(reference.voltagePu(1), within(1e-12));
    assertThat(flow.voltagePu(2)).isCloseTo(reference.voltagePu(1), within(1e-12));
    assertThat(flow.lossKw()).isCloseTo(reference.lossKw(), within(1e-9));
    assertThat(flow.fromKw(1)).isCloseTo(-reference.toKw(0) - 200, within(1e-9));
    assertThat(flow.toKvar(1)).isCloseTo(reference.toKvar(0) + 50, within(1e-9));
    assertThat(flow.currentPu(1))
        .isCloseTo(
            Math.hypot(flow.fromKw(1), flow.fromKvar(1)) / 1000 / flow.voltagePu(1), within(1e-12));
  }

  @Test
  void aSwitchBetweenTwoVoltagesIsRefused() {
    var network =
        new Network(
            "clash",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.source("2", 10, 1.02), Bus.load("3", 10, 100, 0)),
            List.of(
                Line.of("1", "2", 0, 0), Line.of("2", "3", 0.01, 0.01), Line.of("3", "1", 0.1, 0)));

    assertThatThrownBy(() -> new NewtonRaphson().prepare(network))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("buses 1 and 2 are joined without impedance");
  }

  @Test
  void aLoopOfTransformersWithoutImpedanceNeedsOneRatio() {
    var ideal = new Line("t", "1", "2", 0, 0, 0, Double.POSITIVE_INFINITY, 0.95, 0, true);
    var network =
        new Network(
            "ideal",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 100, 0)),
            List.of(ideal, Line.of("1", "2", 0, 0)));

    assertThatThrownBy(() -> new NewtonRaphson().prepare(network))
        .hasMessageContaining("another ratio");
  }

  /// Random rings and meshes with shifters, ratios, shunts, regulated buses, switches, very short
  /// lines and compensated ones: each found flow balances at every bus, switches included, and its
  /// lines obey Ohm's law by another formula.
  @Test
  void everyFlowFoundBalancesAtEveryBus() {
    var random = new SplittableRandom(5);
    int solved = 0;
    for (int trial = 0; trial < 400; trial++) {
      var network = mesh(random);
      var flow = new NewtonRaphson().prepare(network);

      var result = flow.solveNominal();

      if (result instanceof FlowResult.Solved) {
        solved++;
        // a voltage has 1e-16, a line of 1e-7 pu makes 1e-9 pu of that, some of them more
        assertThat(imbalance(network, flow)).as("trial %d", trial).isLessThan(2e-5);
        assertThat(result.flow().lowest().voltagePu()).isGreaterThan(0.4);
      }
    }

    assertThat(solved).isGreaterThan(340);
  }

  private static Network mesh(SplittableRandom random) {
    int size = 3 + random.nextInt(10);
    double strength = random.nextInt(4) == 0 ? 3 : 0.5;
    var buses = new ArrayList<Bus>();
    var lines = new ArrayList<Line>();
    buses.add(Bus.source("0", 10, 1.02));
    for (int i = 1; i < size; i++) {
      double load = 1000 * strength / size * (random.nextDouble() * 2.4 - 0.4);
      var kind = random.nextInt(6) == 0 ? Bus.Kind.REGULATED : Bus.Kind.LOAD;
      double shunt = random.nextInt(3) == 0 ? 50 * random.nextDouble() : 0;
      double voltage = kind == Bus.Kind.LOAD ? 1 : 1 + 0.02 * random.nextDouble();
      buses.add(
          new Bus(
              "" + i, kind, 10, load, 0.4 * load, 0, 0, shunt / 5, shunt, 0.9, 1.1, voltage, 0));
      lines.add(line(random, lines.size(), random.nextInt(i), i));
    }
    for (int extra = 1 + random.nextInt(size); extra > 0; extra--) {
      int from = random.nextInt(size);
      int to = random.nextInt(size);
      if (from != to) {
        lines.add(line(random, lines.size(), from, to));
      }
    }
    for (int i = 1; i < size; i++) {
      // a switch at a regulated bus would tie two voltages
      if (buses.get(i).kind() == Bus.Kind.LOAD && random.nextInt(3) == 0) {
        var behind = Integer.toString(buses.size());
        buses.add(Bus.load(behind, 10, 20, 5));
        lines.add(shifter("" + i, behind, 0, random.nextBoolean() ? 0 : 1e-7, 0));
      }
    }
    return new Network("mesh", 1000, buses, lines);
  }

  private static Line line(SplittableRandom random, int index, int from, int to) {
    double length = Math.pow(10, -3 * random.nextDouble());
    boolean transformer = random.nextInt(4) == 0;
    double r = random.nextInt(10) == 0 ? -0.002 : 0.04 * random.nextDouble();
    return new Line(
        "line" + index,
        "" + from,
        "" + to,
        r * length,
        (0.01 + 0.1 * random.nextDouble()) * length,
        random.nextInt(3) == 0 ? 0.01 : 0,
        Double.POSITIVE_INFINITY,
        transformer ? 0.98 + 0.04 * random.nextDouble() : 1,
        transformer && random.nextBoolean() ? 2 * random.nextDouble() : 0,
        true);
  }

  /// The largest error of a balance in kW, and of a line's far end from its near end.
  private static double imbalance(Network network, PowerFlow.Prepared flow) {
    int size = network.buses().size();
    var rest = new double[size];
    var restQ = new double[size];
    double worst = 0;
    for (int bus = 0; bus < size; bus++) {
      var each = network.buses().get(bus);
      double square = Math.pow(flow.voltagePu(bus), 2);
      rest[bus] = each.injectionKw() - each.shuntKw() * square;
      restQ[bus] = each.injectionKvar() + each.shuntKvar() * square;
    }
    for (int i = 0; i < network.lines().size(); i++) {
      var line = network.lines().get(i);
      int from = network.busIndex(line.from());
      int to = network.busIndex(line.to());
      rest[from] -= flow.fromKw(i);
      restQ[from] -= flow.fromKvar(i);
      rest[to] -= flow.toKw(i);
      restQ[to] -= flow.toKvar(i);
      double base = network.baseKva();
      double behind = flow.voltagePu(from) / line.tap();
      double p = flow.fromKw(i) / base;
      double q = flow.fromKvar(i) / base + line.chargingPu() / 2 * behind * behind;
      double r = line.resistancePu();
      double x = line.reactancePu();
      double drop = (r * p + x * q) / behind;
      double across = (x * p - r * q) / behind;
      worst =
          Math.max(worst, base * Math.abs(flow.voltagePu(to) - Math.hypot(behind - drop, across)));
      double angle =
          flow.angleDegrees(from)
              - line.shiftDegrees()
              - Math.toDegrees(Math.atan2(across, behind - drop));
      worst =
          Math.max(
              worst, base * Math.abs(Math.IEEEremainder(angle - flow.angleDegrees(to), 360)) / 100);
    }
    for (int bus = 0; bus < size; bus++) {
      var kind = network.buses().get(bus).kind();
      worst = kind == Bus.Kind.SOURCE ? worst : Math.max(worst, Math.abs(rest[bus]));
      worst = kind == Bus.Kind.LOAD ? Math.max(worst, Math.abs(restQ[bus])) : worst;
    }
    return worst;
  }
}
