package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  static List<String> names() {
    return Scenarios.names();
  }

  /// Where one microgrid has what another will have, whoever sees both sees the future.
  @ParameterizedTest
  @MethodSource("names")
  void noShippedScenarioShiftsASeriesForward(String name) {
    var terms =
        Scenarios.load(name).microgrids().stream()
            .flatMap(each -> each.devices().stream())
            .flatMap(each -> each.inputs().stream())
            .flatMap(each -> each.profiles().stream())
            .flatMap(each -> each.terms().stream());

    assertThat(terms).allMatch(each -> each.shiftHours() <= 0);
  }
}
