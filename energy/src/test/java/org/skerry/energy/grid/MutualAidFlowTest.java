package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The reduced network of four microgrids, each with a connection of its own to the main grid, the
/// one at the root included: the tree 2–3, 3–6, 3–25 with averaged impedances on 12.66 kV.
class MutualAidFlowTest {
  private static final double BUY = 0.10;
  private static final double SELL = 0.05;
  private final double[] active = new double[4];
  private final double[] reactive = new double[4];
  private OptimalPowerFlow flow = new OptimalPowerFlow(network(), connections());

  static Network network() {
    return new Network(
        "reduced",
        250,
        List.of(
            Bus.source("2", 12.66, 1),
            Bus.load("3", 12.66, 0, 0),
            Bus.load("6", 12.66, 0, 0),
            Bus.load("25", 12.66, 0, 0)),
        List.of(
            Line.ofOhms("2", "3", 0.493, 0.2511, 12.66, 250),
            Line.ofOhms("3", "6", 0.522, 0.3625, 12.66, 250),
            Line.ofOhms("3", "25", 0.7484, 0.5728, 12.66, 250)));
  }

  static List<Injection> connections() {
    return List.of(
        Injection.traded("2", -200, 200, -100, 100),
        Injection.traded("3", -200, 200, -100, 100),
        Injection.traded("6", -200, 200, -100, 100),
        Injection.traded("25", -200, 200, -100, 100));
  }

  @BeforeEach
  void setPrices() {
    flow = new OptimalPowerFlow(network(), connections());
    flow.lossPrice(0.001);
    flow.valueOfLostLoad(10);
    for (int i = 0; i < 4; i++) {
      flow.price(i, BUY, SELL);
    }
  }

  private FlowStatus solve(double first, double second, double third, double fourth) {
    active[0] = first;
    active[1] = second;
    active[2] = third;
    active[3] = fourth;
    return flow.solve(active, reactive);
  }

  @Test
  void aDeficitEverywhereIsBoughtOnTheSpot() {
    var status = solve(-100, -110, -90, -80);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.injectionKw(0)).isCloseTo(100, within(1e-5));
    assertThat(flow.injectionKw(1)).isCloseTo(110, within(1e-5));
    assertThat(flow.injectionKw(2)).isCloseTo(90, within(1e-5));
    assertThat(flow.injectionKw(3)).isCloseTo(80, within(1e-5));
    assertThat(flow.objective()).isCloseTo(380 * BUY, within(1e-6));
  }

  @Test
  void aSurplusGoesNextDoorBeforeItIsSold() {
    var status = solve(-34, -80, -94, 146);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.injectionKw(3)).isCloseTo(0, within(1e-9));
    double bought = flow.injectionKw(0) + flow.injectionKw(1) + flow.injectionKw(2);
    assertThat(bought).isCloseTo(62 + flow.flow().lossKw(), within(1e-9));
    assertThat(flow.isTight()).isTrue();
  }

  @Test
  void whatNobodyNeedsIsSold() {
    var status = solve(31, -109, -14, 132);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    double sold = -flow.injectionKw(0) - flow.injectionKw(3);
    assertThat(sold).isCloseTo(40 - flow.flow().lossKw(), within(1e-9));
    assertThat(flow.injectionKw(1)).isCloseTo(0, within(1e-9));
    assertThat(flow.injectionKw(2)).isCloseTo(0, within(1e-9));
  }

  @Test
  void aDeficitBeyondTheConnectionIsHelpedByTheNeighbours() {
    var status = solve(-20, -350, -20, -20);

    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.injectionKw(1)).isCloseTo(200, within(1e-9));
    assertThat(flow.isTight()).isTrue();
  }

  @Test
  void aDeficitBeyondAllConnectionsIsShed() {
    var status = solve(-300, -300, -300, -300);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    double shed = 0;
    for (int i = 0; i < 4; i++) {
      assertThat(flow.injectionKw(i)).isCloseTo(200, within(1e-6));
      shed += flow.shedKw(i);
    }
    assertThat(shed).isCloseTo(400 + flow.flow().lossKw(), within(1e-6));
  }

  @Test
  void aSurplusBeyondAllConnectionsIsCurtailed() {
    var status = solve(300, 300, 300, 300);

    assertThat(status).isEqualTo(FlowStatus.RELAXED);
    double curtailed = 0;
    for (int i = 0; i < 4; i++) {
      curtailed += flow.curtailedKw(i);
    }
    assertThat(curtailed).isCloseTo(400 - flow.flow().lossKw(), within(1e-6));
  }

  @Test
  void everyRandomHourIsSolvedTightAndBalanced() {
    var random = new SplittableRandom(4);
    int failures = 0;
    double apart = 0;
    for (int hour = 0; hour < 20_000; hour++) {
      double buy = 0.02 + 0.2 * random.nextDouble();
      for (int i = 0; i < 4; i++) {
        flow.price(i, buy, hour % 10 == 0 ? buy : 0.5 * buy);
        reactive[i] = -40 * random.nextDouble();
      }

      var status =
          solve(
              random.nextDouble(-150, 150),
              random.nextDouble(-150, 150),
              random.nextDouble(-150, 150),
              random.nextDouble(-150, 150));

      failures += status == FlowStatus.SOLVED && flow.isTight() ? 0 : 1;
      double sum = -flow.flow().lossKw();
      for (int i = 0; i < 4; i++) {
        sum += active[i] + flow.injectionKw(i);
      }
      apart = Math.max(apart, Math.abs(sum));
    }

    assertThat(failures).isZero();
    assertThat(apart).isLessThan(1e-9);
  }
}
