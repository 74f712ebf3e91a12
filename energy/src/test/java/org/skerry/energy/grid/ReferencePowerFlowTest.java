package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// All radial reference cases by both methods and from both formats, and the meshed ones. The
/// references carry 1e-3 kW and 8 digits of voltage.
@Tag("external")
class ReferencePowerFlowTest {

  static Stream<Map<String, String>> cases() {
    return SharedNetworks.csv(SharedNetworks.networks().resolve("reference_results.csv")).stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSweepReproducesTheReferenceFromCsv(Map<String, String> reference) {
    var folder = SharedNetworks.networks().resolve(reference.get("case"));

    var network = NetworkFolder.read(folder);

    agrees(network, new BackwardForwardSweep(), reference);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void newtonReproducesTheReferenceFromCsv(Map<String, String> reference) {
    var folder = SharedNetworks.networks().resolve(reference.get("case"));

    var network = NetworkFolder.read(folder);

    agrees(network, new NewtonRaphson(), reference);
  }

  static Stream<Map<String, String>> matpowerCases() {
    var folder = SharedNetworks.networks().resolve("matpower");
    return cases().filter(row -> Files.exists(folder.resolve(row.get("case") + ".m")));
  }

  @ParameterizedTest
  @MethodSource("matpowerCases")
  void theSweepReproducesTheReferenceFromMatpower(Map<String, String> reference) {
    var file = SharedNetworks.networks().resolve("matpower/" + reference.get("case") + ".m");

    var network = MatpowerCase.read(file);

    agrees(network, new BackwardForwardSweep(), reference);
  }

  private static void agrees(Network network, PowerFlow method, Map<String, String> reference) {
    var result = method.prepare(network).solveNominal();

    assertThat(result).isInstanceOf(FlowResult.Solved.class);
    var flow = result.flow();
    assertThat(flow.lossKw()).isCloseTo(Double.parseDouble(reference.get("loss_kw")), within(1e-3));
    assertThat(flow.lossKvar())
        .isCloseTo(Double.parseDouble(reference.get("loss_kvar")), within(1e-3));
    assertThat(flow.lowest().bus()).isEqualTo(reference.get("vmin_bus"));
    var buses =
        SharedNetworks.csv(
            SharedNetworks.networks().resolve(reference.get("case")).resolve("bus.csv"));
    for (int i = 0; i < buses.size(); i++) {
      assertThat(flow.buses().get(i).voltagePu())
          .isCloseTo(Double.parseDouble(buses.get(i).get("vm_ref_pu")), within(1e-6));
      assertThat(flow.buses().get(i).angleDegrees())
          .isCloseTo(Double.parseDouble(buses.get(i).get("va_ref_deg")), within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "case9, 4641.0215, 0.995631, 9",
    "case14, 13393.2724, 1.01, 3",
    "case30, 2443.8031, 0.960624, 8"
  })
  void newtonReproducesTheMeshedCases(String name, double lossKw, double lowest, String bus) {
    var network = MatpowerCase.read(SharedNetworks.networks().resolve("matpower/" + name + ".m"));

    var result = PowerFlow.exact().prepare(network).solveNominal();

    assertThat(result).isInstanceOf(FlowResult.Solved.class);
    assertThat(result.flow().lossKw()).isCloseTo(lossKw, within(1e-6 * lossKw));
    assertThat(result.flow().lowest().voltagePu()).isCloseTo(lowest, within(1e-6));
    assertThat(result.flow().lowest().bus()).isEqualTo(bus);
  }
}
