package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.skerry.optimization.Solution;

/// The optimal power flow against the interior-point method on the branch-flow relaxation. Where
/// the former is proved tight both must agree to the tolerance of the latter, 1e-8 on its own
/// scale.
class ConicOptimalFlowTest {

  @Test
  void theProvedOptimumIsThatOfTheRelaxation() {
    var random = new SplittableRandom(11);
    for (int trial = 0; trial < 30; trial++) {
      double low = 0.90 + 0.05 * random.nextDouble();
      var network = limited(NetworkFolder.ieee33(), low);
      var injections = new ArrayList<Injection>();
      for (int i = 0; i < 1 + trial % 6; i++) {
        injections.add(
            Injection.controllable(
                Integer.toString(2 + random.nextInt(32)),
                0,
                800 * random.nextDouble(),
                -400 * random.nextDouble(),
                600 * random.nextDouble()));
      }
      double scale = 0.4 + 0.7 * random.nextDouble();

      agree(network, injections, scale, 1, new double[injections.size()]);
    }
  }

  @Test
  void theProvedOptimumOfMutualAidIsThatOfTheRelaxation() {
    var random = new SplittableRandom(12);
    var network = MutualAidFlowTest.network();
    var injections = MutualAidFlowTest.connections();
    for (int trial = 0; trial < 40; trial++) {
      var active = random.doubles(4, -150, 150).toArray();
      var reactive = random.doubles(4, -40, 0).toArray();
      var buy = new double[4];
      var sell = new double[4];
      Arrays.fill(buy, 0.05 + 0.1 * random.nextDouble());
      Arrays.fill(sell, 0.5 * buy[0]);

      agree(network, injections, active, reactive, 0.05, buy, sell);
    }
  }

  private static void agree(
      Network network, List<Injection> injections, double scale, double lossPrice, double[] price) {
    agree(
        network,
        injections,
        network.buses().stream().mapToDouble(bus -> scale * bus.injectionKw()).toArray(),
        network.buses().stream().mapToDouble(bus -> scale * bus.injectionKvar()).toArray(),
        lossPrice,
        price,
        price);
  }

  private static void agree(
      Network network,
      List<Injection> injections,
      double[] active,
      double[] reactive,
      double lossPrice,
      double[] buy,
      double[] sell) {
    var flow = new OptimalPowerFlow(network, injections);
    flow.lossPrice(lossPrice);
    for (int i = 0; i < injections.size(); i++) {
      flow.price(i, buy[i], sell[i]);
    }
    var conic = new ConicFlow(network, injections, active, reactive, lossPrice, buy, sell);

    var status = flow.solve(active, reactive);
    var solution = conic.solve();

    if (status == FlowStatus.RELAXED) {
      assertThat(solution).isNotInstanceOf(Solution.Solved.class);
      return;
    }
    assertThat(status).isEqualTo(FlowStatus.SOLVED);
    assertThat(flow.isTight()).isTrue();
    double objective =
        switch (solution) {
          case Solution.Solved solved -> solved.objective();
          case Solution.AlmostSolved almost -> almost.objective();
          case Solution.Stalled stalled -> stalled.objective();
          default -> Double.NaN;
        };
    // branch-flow programs bring interior-point methods to a halt at 1e-7 now and then
    double tolerance = solution instanceof Solution.Solved ? 1e-6 : 1e-5;
    assertThat(flow.objective())
        .isCloseTo(objective, within(tolerance * Math.max(1, Math.abs(objective))));
    if (solution instanceof Solution.Solved solved) {
      for (int bus = 0; bus < network.buses().size(); bus += 3) {
        assertThat(flow.priceAt(bus)).isCloseTo(conic.price(solved, bus), within(1e-4));
      }
    }
  }

  private static Network limited(Network network, double low) {
    return new Network(
        network.name(),
        network.baseKva(),
        network.buses().stream()
            .map(bus -> bus.kind() == Bus.Kind.SOURCE ? bus : bus.withLimits(low, 1.1))
            .toList(),
        network.lines());
  }
}
