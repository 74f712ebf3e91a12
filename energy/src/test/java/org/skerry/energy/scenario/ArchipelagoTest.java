package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;

class ArchipelagoTest {
  private final Scenario scenario = Scenarios.load("archipelago");

  @Test
  void itHasEightMicrogridsWithEveryKindOfDevice() {
    assertThat(scenario.microgrids()).hasSize(8);
    assertThat(
            scenario.microgrids().stream()
                .flatMap(each -> each.devices().stream())
                .map(Device::kind)
                .collect(Collectors.toSet()))
        .isEqualTo(Kinds.all().keySet());
  }

  @Test
  void itsNetworkFromCsvIsRadialAndReachesEveryMicrogrid() {
    var network = ((Interconnection.Full) scenario.network()).network();

    assertThat(network.isRadial()).isTrue();
    assertThat(network.islands()).isEmpty();
    assertThat(network.baseKva()).isEqualTo(1000);
  }

  @Test
  void everyMicrogridThatNeedsHeatHasAHeatNetworkBesideIt() {
    for (Microgrid microgrid : scenario.microgrids()) {
      boolean needs =
          microgrid.devices().stream()
              .anyMatch(each -> each instanceof Load load && load.carrier() == Carrier.HEAT);
      boolean has =
          microgrid.devices().stream()
              .anyMatch(
                  each -> each instanceof GridConnection grid && grid.carrier() == Carrier.HEAT);
      assertThat(has).as(microgrid.name()).isEqualTo(needs);
    }
  }

  @Test
  void itsScheduleHasARowForEveryHourOfItsData() {
    var lines = scenario.schedule().orElseThrow().text().lines().toList();
    var data = Datasets.load(scenario.dataset(), scenario);
    var timeline = Timeline.of(data, scenario.step());

    assertThat(lines).hasSize(1 + timeline.steps());
    assertThat(lines.getLast()).startsWith(timeline.local(timeline.steps() - 1).toString());
    assertThat(scenario.schedule().orElseThrow().toString()).startsWith("schedule.csv.gz#");
  }
}
