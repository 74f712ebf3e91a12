package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerFlowTest {

  static Stream<PowerFlow> methods() {
    return Stream.of(new BackwardForwardSweep(), new NewtonRaphson());
  }

  /// One line r = x = 0.01 pu from a source at 1 pu to a load of 0.5 + j0.2 pu. With v = |V|², v² −
  /// v·(1 − 2(rP + xQ)) + (r² + x²)(P² + Q²) = 0 and l = (P² + Q²)/v.
  @ParameterizedTest
  @MethodSource("methods")
  void twoBusesHaveAClosedForm(PowerFlow method) {
    var network =
        new Network(
            "two",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 500, 200)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow = method.prepare(network);

    var result = flow.solveNominal();

    assertThat(result).isInstanceOf(FlowResult.Solved.class);
    assertThat(Math.pow(flow.currentPu(0), 2)).isCloseTo(0.2941351958, within(1e-10));
    assertThat(flow.fromKw(0) / 1000).isCloseTo(0.5029413520, within(1e-10));
    assertThat(flow.fromKvar(0) / 1000).isCloseTo(0.2029413520, within(1e-10));
    assertThat(flow.toKw(0)).isCloseTo(-500, within(1e-7));
    assertThat(flow.toKvar(0)).isCloseTo(-200, within(1e-7));
    assertThat(Math.pow(flow.voltagePu(1), 2)).isCloseTo(0.9859411730, within(1e-10));
    assertThat(flow.lossKw()).isCloseTo(2.941351958, within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theBaranAndWuFeederLosesWhatIsPublished(PowerFlow method) {
    var result = method.prepare(NetworkFolder.ieee33()).solveNominal();

    assertThat(result.flow().lossKw()).isCloseTo(202.677, within(1e-3));
    assertThat(result.flow().lowest().voltagePu()).isCloseTo(0.91309, within(1e-5));
    assertThat(result.flow().lowest().bus()).isEqualTo("18");
  }

  /// Two transformers against each other, one with its taps at the source, one at the load; a phase
  /// shift, charging and shunts: the sweep scales them away, Newton does not.
  @Test
  void bothMethodsAgreeOnTransformersShuntsAndCharging() {
    var network =
        new Network(
            "transformers",
            1000,
            List.of(
                Bus.source("grid", 110, 1.02),
                Bus.load("a", 10, 300, 100),
                new Bus("b", Bus.Kind.LOAD, 10, 100, -50, 20, 5, 10, 40, 0.9, 1.1, 1, 0),
                Bus.load("c", 0.4, 80, 30)),
            List.of(
                new Line("t1", "grid", "a", 0.01, 0.06, 0.02, 1e9, 0.97, 30, true),
                new Line("ab", "a", "b", 0.02, 0.03, 0.05, 1e9, 1, 0, true),
                new Line("t2", "c", "b", 0.03, 0.05, 0.01, 1e9, 1.04, -10, true)));
    var sweep = new BackwardForwardSweep().prepare(network);
    var newton = new NewtonRaphson().prepare(network);

    sweep.solveNominal();
    newton.solveNominal();

    for (int bus = 0; bus < 4; bus++) {
      assertThat(sweep.voltagePu(bus)).isCloseTo(newton.voltagePu(bus), within(1e-10));
      assertThat(sweep.angleDegrees(bus)).isCloseTo(newton.angleDegrees(bus), within(1e-8));
    }
    for (int line = 0; line < 3; line++) {
      assertThat(sweep.fromKw(line)).isCloseTo(newton.fromKw(line), within(1e-7));
      assertThat(sweep.fromKvar(line)).isCloseTo(newton.fromKvar(line), within(1e-7));
      assertThat(sweep.toKw(line)).isCloseTo(newton.toKw(line), within(1e-7));
      assertThat(sweep.toKvar(line)).isCloseTo(newton.toKvar(line), within(1e-7));
      assertThat(sweep.currentPu(line)).isCloseTo(newton.currentPu(line), within(1e-9));
    }
    assertThat(sweep.lossKw()).isCloseTo(newton.lossKw(), within(1e-7));
    assertThat(sweep.lossKvar()).isCloseTo(newton.lossKvar(), within(1e-7));
  }

  @Test
  void bothMethodsAgreeOnARandomTreeOfFiveHundredBuses() {
    var network = RandomFeeder.of(500, 7);
    var sweep = new BackwardForwardSweep().prepare(network);
    var newton = new NewtonRaphson().prepare(network);

    sweep.solveNominal();
    newton.solveNominal();

    for (int bus = 0; bus < 500; bus++) {
      assertThat(sweep.voltagePu(bus)).isCloseTo(newton.voltagePu(bus), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aFlowThatCannotBeIsProvedImpossible(PowerFlow method) {
    var network =
        new Network(
            "collapse",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 50_000, 20_000)),
            List.of(Line.of("1", "2", 0.01, 0.01)));

    var result = method.prepare(network).solveNominal();

    assertThat(result).isInstanceOf(FlowResult.Impossible.class);
  }

  @Test
  void aPartThatIsCutOffIsNamed() {
    var feeder = NetworkFolder.ieee33();
    var lines = new ArrayList<>(feeder.lines());
    lines.set(24, lines.get(24).withClosed(false));
    var cut = new Network("cut", feeder.baseKva(), feeder.buses(), lines);

    assertThat(cut.islands())
        .containsExactly(List.of("26", "27", "28", "29", "30", "31", "32", "33"));
    assertThatThrownBy(() -> new BackwardForwardSweep().prepare(cut))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("buses 26, 27, 28, 29, 30, 31, 32, 33 are cut off");
    assertThat(PowerFlow.exact().prepare(cut.energized()).solveNominal())
        .isInstanceOf(FlowResult.Solved.class);
  }

  @Test
  void theSweepRefusesALoopAndNewtonSolvesIt() {
    var feeder = NetworkFolder.ieee33();
    var lines = feeder.lines().stream().map(line -> line.withClosed(true)).toList();
    var meshed = new Network("meshed", feeder.baseKva(), feeder.buses(), lines);

    assertThatThrownBy(() -> new BackwardForwardSweep().prepare(meshed))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("make a loop")
        .hasMessageContaining("such as 18-33.");
    assertThat(PowerFlow.exact().prepare(meshed).solveNominal().flow().lossKw())
        .isLessThan(202.677);
  }

  @Test
  void whatTheSourceFeedsInIsLoadAndLoss() {
    var flow = new BackwardForwardSweep().prepare(NetworkFolder.ieee33());

    flow.solveNominal();

    assertThat(flow.fromKw(0)).isCloseTo(3715 + flow.lossKw(), within(1e-6));
    assertThat(flow.fromKvar(0)).isCloseTo(2300 + flow.lossKvar(), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSolveAllocatesNothing(PowerFlow method) {
    var flow = method.prepare(NetworkFolder.ieee33());
    var active = new double[33];
    var reactive = new double[33];
    flow.nominal(active, reactive);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    double sum = 0;

    // The JVM itself may allocate while it compiles, so the least of some rounds counts.
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        active[17] = -i;
        flow.solve(active, reactive);
        sum += flow.lossKw() + flow.voltagePu(17) + flow.fromKw(3);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(sum).isFinite();
    assertThat(least).isZero();
  }
}
