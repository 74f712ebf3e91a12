package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.grid.Line;

class NetworkedTest {
  private final Scenario scenario = Scenarios.load("networked");
  private final Dataset year = Datasets.load("ontario2016", scenario);

  /// The input `name` of the device of a kind in a microgrid, `[step]`.
  private double[] input(int microgrid, String kind, String name) {
    Device device =
        scenario.microgrids().get(microgrid).devices().stream()
            .filter(each -> each.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    Input input =
        device.inputs().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    Timeline timeline = Timeline.of(year, scenario.step());
    var columns =
        input.profiles().stream().map(each -> year.resolve(each, scenario.step())).toList();
    var values = new double[timeline.steps()];
    for (int t = 0; t < values.length; t++) {
      int step = t;
      values[t] =
          input
              .formula()
              .at(timeline.local(t), columns.stream().mapToDouble(each -> each[step]).toArray());
    }
    return values;
  }

  /// What a microgrid needs from outside if it does nothing, kW.
  private double[] need(int microgrid) {
    double[] load = input(microgrid, "load", "demand");
    double[] sun = input(microgrid, "photovoltaic", "available");
    double[] wind = input(microgrid, "wind", "available");
    var need = new double[load.length];
    Arrays.setAll(need, t -> load[t] - sun[t] - wind[t]);
    return need;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  @Test
  void theMeansAreThoseOfTheSpecification() {
    double[][] means = {{100, 50, 15}, {100, 20, 50}, {100, 30, 30}, {130, 10, 20}};

    for (int i = 0; i < means.length; i++) {
      assertThat(mean(input(i, "load", "demand"))).isCloseTo(means[i][0], within(1e-9));
      assertThat(mean(input(i, "photovoltaic", "available"))).isCloseTo(means[i][1], within(1e-9));
      assertThat(mean(input(i, "wind", "available"))).isCloseTo(means[i][2], within(1e-9));
    }
  }

  @Test
  void doingNothingInTheUnmixedMicrogridCostsThePublishedFigure() {
    double[] need = need(2);
    double[] buy = input(2, "grid", "buyPrice");
    double[] sell = input(2, "grid", "sellPrice");

    double cost = 0;
    for (int t = 0; t < need.length; t++) {
      cost += need[t] > 0 ? need[t] * buy[t] : need[t] * sell[t];
    }

    assertThat(cost).as("30 864 to the unit, found with other code").isCloseTo(30864, within(0.5));
  }

  @Test
  void inAThirdOfTheHoursOneHasASurplusWhileAnotherHasADeficit() {
    double[][] needs = {need(0), need(1), need(2), need(3)};

    int mixed = 0;
    for (int t = 0; t < needs[0].length; t++) {
      int step = t;
      boolean surplus = Arrays.stream(needs).anyMatch(need -> need[step] < 0);
      boolean deficit = Arrays.stream(needs).anyMatch(need -> need[step] > 0);
      mixed += surplus && deficit ? 1 : 0;
    }

    assertThat(mixed / (double) needs[0].length).as("at least 0.15").isBetween(0.3, 0.4);
  }

  @Test
  void theReducedNetworkHasTheAverageImpedanceOfEachPath() {
    var reduced = (Interconnection.Reduced) scenario.network();
    double perOhm = 200 / (1000 * 12.66 * 12.66);

    assertThat(reduced.network().buses()).extracting("name").containsExactly("2", "3", "6", "25");
    assertThat(reduced.network().lines())
        .extracting(Line::name)
        .containsExactly("2-3", "3-6", "3-25");
    assertThat(reduced.network().lines().get(1).resistancePu())
        .as("lines 3-4, 4-5, 5-6 of the table: 0.3660, 0.3811, 0.8190 ohm")
        .isCloseTo((0.3660 + 0.3811 + 0.8190) / 3 * perOhm, within(1e-15));
    assertThat(reduced.network().lines().get(2).reactancePu())
        .as("lines 3-23, 23-24, 24-25 of the table: 0.3083, 0.7091, 0.7011 ohm")
        .isCloseTo((0.3083 + 0.7091 + 0.7011) / 3 * perOhm, within(1e-15));
    assertThat(reduced.network().isRadial()).isTrue();
  }

  @Test
  void theFullNetworkHasAllBusesAndTheSameMicrogrids() {
    var full = Scenarios.load("networked-full");

    var network = ((Interconnection.Full) full.network()).network();
    assertThat(network.buses()).hasSize(33);
    assertThat(network.baseKva()).isEqualTo(200);
    assertThat(full.microgrids()).isEqualTo(scenario.microgrids());
    assertThat(full.hash()).isNotEqualTo(scenario.hash()).hasSize(16);
  }

  @Test
  void theIslandedOneLosesTheMainGridForStatedHours() {
    var islanded = Scenarios.load("networked-islanded");

    for (Microgrid microgrid : islanded.microgrids()) {
      assertThat(microgrid.devices())
          .filteredOn(GridConnection.class::isInstance)
          .allSatisfy(grid -> assertThat(((GridConnection) grid).outages()).hasSize(5));
    }
    assertThat(islanded.network()).isEqualTo(scenario.network());
  }

  @Test
  void theHashIsThatOfTheContent() {
    assertThat(Scenarios.load("networked").hash()).isEqualTo(scenario.hash());
  }

  @Test
  void aMissingSeriesIsSaidWhenTheDataSetIsLoaded() {
    var load =
        new Load(
            "load",
            org.skerry.energy.device.Carrier.POWER,
            Profile.scaled("tide", 1),
            1,
            0,
            0,
            10,
            1);
    var other =
        Scenario.of(
            "tidal", scenario.step(), List.of(new Microgrid("a", "", List.<Device>of(load))));

    assertThatThrownBy(() -> Datasets.load("ontario2016", other))
        .hasMessageStartingWith(
            "Data set ontario2016 lacks tide, which scenario tidal needs; it has load, price, wind");
  }
}
