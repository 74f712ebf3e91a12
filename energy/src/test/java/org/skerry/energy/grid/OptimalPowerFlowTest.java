package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimalPowerFlowTest {
  private static final List<Injection> FOUR =
      List.of(
          Injection.controllable("18", 0, 500, -300, 300),
          Injection.controllable("22", 0, 500, -300, 300),
          Injection.controllable("25", 0, 500, -300, 300),
          Injection.controllable("33", 0, 500, -300, 300));

  private static FlowStatus solve(OptimalPowerFlow flow, Network network, double scale) {
    return flow.solve(
        network.buses().stream().mapToDouble(bus -> scale * bus.injectionKw()).toArray(),
        network.buses().stream().mapToDouble(bus -> scale * bus.injectionKvar()).toArray());
  }

  private static Network limited(Network network, double low, double high) {
    return new Network(
        network.name(),
        network.baseKva(),
        network.buses().stream()
            .map(bus -> bus.kind() == Bus.Kind.SOURCE ? bus : bus.withLimits(low, high))
            .toList(),
        network.lines());
  }

  /// 55.931 kW and 0.96016 pu are confirmed by two conic solvers.
  @Test
  void fourControllableBusesLowerTheLossOfTheFeeder() {
    var network = NetworkFolder.ieee33();
    var flow = new OptimalPowerFlow(network, FOUR);

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.result()).isInstanceOf(FlowResult.Solved.class);
    assertThat(flow.objective()).isCloseTo(55.931, within(1e-3));
    assertThat(flow.result().flow().lowest().voltagePu()).isCloseTo(0.96016, within(1e-5));
    assertThat(flow.isTight()).isTrue();
    assertThat(flow.gap()).isLessThan(1e-10);
  }

  /// The load 0.5 + j0.2 pu behind r = x = 0.01 pu is met on the spot where that is free.
  @Test
  void aFreeInjectionAtTheLoadMakesTheLossVanish() {
    var network =
        new Network(
            "two",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 500, 200)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow =
        new OptimalPowerFlow(
            network, List.of(Injection.controllable("2", -1000, 1000, -1000, 1000)));

    solve(flow, network, 1);

    assertThat(flow.objective()).isCloseTo(0, within(1e-9));
    assertThat(flow.injectionKw(0)).isCloseTo(500, within(1e-6));
    assertThat(flow.injectionKvar(0)).isCloseTo(200, within(1e-6));
    assertThat(flow.flow().voltagePu(1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theLocationalPriceIsTheSlopeOfTheCost() {
    var network = NetworkFolder.ieee33();
    var flow = new OptimalPowerFlow(network, FOUR);
    var active = network.buses().stream().mapToDouble(Bus::injectionKw).toArray();
    var reactive = network.buses().stream().mapToDouble(Bus::injectionKvar).toArray();
    flow.solve(active, reactive);
    double price = flow.priceAt(29);
    double reactivePrice = flow.reactivePriceAt(29);

    active[29] -= 0.5;
    flow.solve(active, reactive);
    double more = flow.objective();
    active[29] += 1;
    flow.solve(active, reactive);
    double less = flow.objective();
    active[29] -= 0.5;
    reactive[29] -= 0.5;
    flow.solve(active, reactive);
    double moreReactive = flow.objective();
    reactive[29] += 1;
    flow.solve(active, reactive);

    // central differences over 1 kW: their own error is of the order of 1e-7
    assertThat(price).isCloseTo(more - less, within(1e-6));
    assertThat(reactivePrice).isCloseTo(moreReactive - flow.objective(), within(1e-6));
  }

  @Test
  void voltageLimitsBindExactly() {
    var low = limited(NetworkFolder.ieee33(), 0.9602, 1.1);
    var flow = new OptimalPowerFlow(low, FOUR);
    assertThat(solve(flow, low, 1)).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.isTight()).isTrue();
    assertThat(flow.result().flow().lowest().voltagePu()).isCloseTo(0.9602, within(1e-8));

    var high = limited(NetworkFolder.ieee33(), 0.9, 1.0005);
    flow = new OptimalPowerFlow(high, FOUR);
    for (int i = 0; i < 4; i++) {
      flow.price(i, -1, -1);
    }

    var status = solve(flow, high, 1);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    double highest = 0;
    for (int bus = 1; bus < 33; bus++) {
      highest = Math.max(highest, flow.flow().voltagePu(bus));
    }
    assertThat(highest).isCloseTo(1.0005, within(1e-8));
  }

  @Test
  void currentLimitsBindExactly() {
    var feeder = NetworkFolder.ieee33();
    var lines =
        feeder.lines().stream()
            .map(line -> line.name().equals("1-2") ? line.withRating(2500) : line)
            .toList();
    var network = new Network("rated", feeder.baseKva(), feeder.buses(), lines);
    var flow = new OptimalPowerFlow(network, FOUR);
    for (int i = 0; i < 4; i++) {
      flow.price(i, 1, 1);
    }

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.isTight()).isTrue();
    assertThat(flow.flow().currentPu(0) * 10_000).isCloseTo(2500, within(1e-4));
  }

  @Test
  void tenThousandRandomLoadsAreSolvedTightAndConfirmed() {
    var network = NetworkFolder.ieee33();
    var flow = new OptimalPowerFlow(network, FOUR);
    var random = new SplittableRandom(33);
    var active = new double[33];
    var reactive = new double[33];
    var confirm = new NewtonRaphson().prepare(network);
    int failures = 0;
    double gap = 0;
    double apart = 0;
    for (int i = 0; i < 10_000; i++) {
      for (int bus = 0; bus < 33; bus++) {
        double scale = 0.2 + 1.4 * random.nextDouble();
        active[bus] = scale * network.buses().get(bus).injectionKw();
        reactive[bus] = scale * network.buses().get(bus).injectionKvar();
      }

      var status = flow.solve(active, reactive);

      failures += status == FlowStatus.SOLVED && flow.isTight() ? 0 : 1;
      gap = Math.max(gap, flow.gap());
      for (int c = 0; c < 4; c++) {
        int bus = network.busIndex(FOUR.get(c).bus());
        active[bus] += flow.injectionKw(c);
        reactive[bus] += flow.injectionKvar(c);
      }
      confirm.solve(active, reactive);
      for (int bus = 0; bus < 33; bus++) {
        apart = Math.max(apart, Math.abs(confirm.voltagePu(bus) - flow.flow().voltagePu(bus)));
      }
    }

    assertThat(failures).isZero();
    assertThat(gap).isLessThan(1e-6);
    assertThat(apart).isLessThan(1e-6);
  }

  @Test
  void anImpossibleLoadIsShedByTheLeast() {
    var network = limited(NetworkFolder.ieee33(), 0.95, 1.1);
    var flow = new OptimalPowerFlow(network, FOUR);

    var status = solve(flow, network, 4);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    var relaxed = (FlowResult.Relaxed) flow.result();
    assertThat(relaxed.least()).allMatch(relaxation -> relaxation.limit() == Relaxation.Limit.LOAD);
    assertThat(relaxed.least().stream().mapToDouble(Relaxation::amount).sum())
        .isCloseTo(6495.38, within(0.01));
    assertThat(relaxed.flow().lowest().voltagePu()).isCloseTo(0.95, within(1e-8));
    assertThat(flow.isTight()).isTrue();
  }

  /// 100 + j50 kVA at bus 2 and 200 kW at bus 3 behind a line rated 250 kVA: the same answer
  /// whether the other line has a rating that never binds or none.
  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, 99_000})
  void aRatingOnOneLineOfTwoBinds(double otherRating) {
    var network =
        new Network(
            "rated",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 100, 50), Bus.load("3", 10, 200, 0)),
            List.of(
                Line.of("1", "2", 0.01, 0.02).withRating(250),
                Line.of("2", "3", 0.03, 0.04).withRating(otherRating)));
    var flow = new OptimalPowerFlow(network, List.of());

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.shedKw(1)).isCloseTo(53.23, within(0.005));
    assertThat(flow.shedKw(2)).isZero();
    assertThat(flow.flow().currentPu(0)).isCloseTo(0.25, within(1e-8));
  }

  /// A capacitor alone drives more than four times the rated current through its line.
  @Test
  void aRatingFarTooSmallIsRelaxedByTheLeast() {
    var network =
        new Network(
            "capacitor",
            1000,
            List.of(
                Bus.source("1", 10, 1),
                new Bus("2", Bus.Kind.LOAD, 10, 0, 0, 0, 0, 0, 50, 0.9, 1.1, 1, 0)),
            List.of(Line.of("1", "2", 0.01, 0.01).withRating(10)));
    var flow = new OptimalPowerFlow(network, List.of());

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.relaxations())
        .singleElement()
        .satisfies(relaxation -> {
          assertThat(relaxation.limit()).isEqualTo(Relaxation.Limit.CURRENT);
          double excessKva = flow.flow().currentPu(0) * 1000 - 10;
          assertThat(relaxation.amount()).isCloseTo(excessKva / Math.sqrt(300), within(1e-9));
        });
  }

  /// Reactive power cannot be shed where there is no load: the source gives more than it may.
  @Test
  void theRangeOfASourceGivesWayLast() {
    var network =
        new Network(
            "reactive",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 0, 100)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow =
        new OptimalPowerFlow(network, List.of(Injection.controllable("1", -500, 500, -50, 50)));

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.relaxations())
        .containsExactly(
            new Relaxation(Relaxation.Limit.REACTIVE_SUPPLY, "1", flow.injectionKvar(0) - 50));
    assertThat(flow.injectionKvar(0)).isCloseTo(100 + flow.flow().lossKvar(), within(1e-6));
  }

  /// A balance of 1e-14 kW is no load that could be shed together with the kvar beside it.
  @Test
  void anIslandWhoseBalanceIsRoundingKeepsAllLimits() {
    var flow = new OptimalPowerFlow(MutualAidFlowTest.network(), MutualAidFlowTest.connections());
    for (int i = 0; i < 4; i++) {
      flow.range(i, 0, 0, -100, 100);
      flow.price(i, 0.05, 0.02);
    }
    flow.lossPrice(0.05);

    var status =
        flow.solve(
            new double[] {-25.084, -1.4210854715202004e-14, 0, -51.659},
            new double[] {-39.09, -35.22, -37.61, -51.25});

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.relaxations()).allMatch(each -> each.limit() == Relaxation.Limit.LOAD);
    assertThat(flow.shedKw(0) + flow.shedKw(3)).isCloseTo(25.084 + 51.659, within(1e-6));
  }

  @Test
  void loadOfAHigherRankIsShedLater() {
    var network = limited(NetworkFolder.ieee33(), 0.92, 1.1);
    var flow = new OptimalPowerFlow(network, List.of());
    flow.rank(network.busIndex("18"), 1);
    flow.rank(network.busIndex("17"), 1);
    flow.rank(network.busIndex("16"), 1);

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.shedKw(network.busIndex("18"))).isZero();
    assertThat(flow.shedKw(network.busIndex("14"))).isPositive();
    assertThat(flow.flow().voltagePu(network.busIndex("18"))).isCloseTo(0.92, within(1e-8));
  }

  @Test
  void generationIsCurtailedWhereSheddingLoadDoesNotHelp() {
    var network =
        new Network(
            "sun",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, -3000, 0).withLimits(0.95, 1.02)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow = new OptimalPowerFlow(network, List.of());

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.flow().voltagePu(1)).isCloseTo(1.02, within(1e-9));
    assertThat(flow.curtailedKw(1)).isBetween(700.0, 1100.0);
    assertThat(flow.relaxations()).hasSize(1);
  }

  @Test
  void aLimitThatNothingCanKeepIsRelaxedByTheLeast() {
    var network =
        new Network(
            "high",
            1000,
            List.of(Bus.source("1", 10, 1.05), Bus.load("2", 10, 0, 0).withLimits(0.95, 1.04)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow = new OptimalPowerFlow(network, List.of());

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    assertThat(flow.relaxations())
        .singleElement()
        .satisfies(relaxation -> {
          assertThat(relaxation.limit()).isEqualTo(Relaxation.Limit.VOLTAGE_HIGH);
          assertThat(relaxation.amount()).isCloseTo(0.01, within(1e-9));
        });
  }

  /// At a negative price it pays to waste power, which the relaxation does without a flow behind
  /// it.
  @Test
  void aNegativePriceIsNotPromisedTight() {
    var network =
        new Network(
            "waste",
            1000,
            List.of(Bus.source("1", 10, 1), Bus.load("2", 10, 500, 200)),
            List.of(Line.of("1", "2", 0.01, 0.01)));
    var flow =
        new OptimalPowerFlow(
            network, List.of(Injection.controllable("1", -5000, 5000, -5000, 5000)));
    flow.price(0, -1, -1);
    flow.lossPrice(0.001);

    var status = solve(flow, network, 1);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.isTight()).isFalse();
    assertThat(flow.injectionKw(0)).isCloseTo(500 + flow.flow().lossKw(), within(1e-9));
  }

  /// Random trees with ratios, shifts, shunts, lines without impedance, ratings on some lines only,
  /// ranges at the source, high and negative prices: there is always an answer, and what is said to
  /// be solved keeps all limits. Some are held, with no optimum known.
  @Test
  void hardCornersNeverStall() {
    var random = new SplittableRandom(7);
    int held = 0;
    for (int trial = 0; trial < 300; trial++) {
      var corner = new HardCorner(random);
      var flow = corner.prepare();

      var status = flow.solve(corner.activeKw(), corner.reactiveKvar());

      assertThat(status).as("trial %d", trial).isNotEqualTo(FlowStatus.STALLED);
      if (status == FlowStatus.SOLVED) {
        assertThat(flow.relaxations()).as("trial %d", trial).isEmpty();
      }
      held += status == FlowStatus.HELD ? 1 : 0;
    }

    assertThat(held).isLessThanOrEqualTo(6);
  }

  @Test
  void injectionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Injection.controllable("1", 5, 1, 0, 0))
        .hasMessageContaining("empty range: 5.0 to 1.0 kW");
    assertThatThrownBy(() -> Injection.controllable("1", Double.NaN, 1, 0, 0))
        .hasMessageContaining("NaN kW");
    assertThatThrownBy(() ->
            new OptimalPowerFlow(
                NetworkFolder.ieee33(), List.of(Injection.controllable("99", 0, 1, 0, 0))))
        .hasMessageContaining("no bus 99");
  }

  @Test
  void aSolveAllocatesNothing() {
    var network = NetworkFolder.ieee33();
    var flow = new OptimalPowerFlow(network, FOUR);
    var active = network.buses().stream().mapToDouble(Bus::injectionKw).toArray();
    var reactive = network.buses().stream().mapToDouble(Bus::injectionKvar).toArray();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    double sum = 0;

    // The JVM itself may allocate while it compiles, so the least of some rounds counts.
    for (int round = 0; round < 8; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        active[17] = -i;
        flow.solve(active, reactive);
        sum += flow.objective() + flow.injectionKw(1) + flow.priceAt(17);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(sum).isFinite();
    assertThat(least).isZero();
  }
}
