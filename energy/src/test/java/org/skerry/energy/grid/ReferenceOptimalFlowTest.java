package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every verified optimal power flow beside the repository, on its network.
@Tag("external")
class ReferenceOptimalFlowTest {

  static Stream<SharedFlows.Flow> flows() {
    return SharedFlows.all().stream();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theVerifiedAnswerIsReproduced(SharedFlows.Flow reference) {
    var network = reference.network();
    var flow = new OptimalPowerFlow(network, reference.injections());

    var status =
        flow.solve(
            network.buses().stream().mapToDouble(Bus::injectionKw).toArray(),
            network.buses().stream().mapToDouble(Bus::injectionKvar).toArray());

    assertThat(flow.isTight()).isTrue();
    if (reference.isFeasible()) {
      assertThat(status).isEqualTo(FlowStatus.SOLVED);
      assertThat(flow.objective()).isCloseTo(reference.lossKw(), within(1e-6 * reference.lossKw()));
      assertThat(flow.result().flow().lowest().voltagePu())
          .isCloseTo(reference.minVoltagePu(), within(1e-6));
    } else {
      assertThat(status).isEqualTo(FlowStatus.RELAXED);
      assertThat(flow.result().flow().lowest().voltagePu()).isGreaterThan(0.95 - 1e-8);
    }
  }
}
