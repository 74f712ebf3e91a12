package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;

/// The transactive scenarios beside Tables 4 to 6 of MAHTM.
class TransactiveTest {
  private static final List<String> PROFILES = List.of("family", "business", "teenagers");

  private static void hasTheHouses(
      String scenario, double[] peakLoad, double[] capacity, double[] peakSun) {
    List<Household> houses = Scenarios.load(scenario).microgrids().getFirst().households();

    assertThat(houses).hasSize(peakLoad.length);
    for (int house = 0; house < peakLoad.length; house++) {
      List<Device> devices = houses.get(house).devices();
      assertThat(houses.get(house).name()).isEqualTo("house" + (house + 1));
      Profile demand = ((Load) devices.getFirst()).demand();
      assertThat(demand.terms().getFirst().series()).isEqualTo(PROFILES.get(house % 3));
      assertThat(demand.amount()).isEqualTo(peakLoad[house]);
      assertThat(sun(devices)).isEqualTo(peakSun[house]);
      Battery battery =
          devices.stream()
              .filter(Battery.class::isInstance)
              .map(Battery.class::cast)
              .findFirst()
              .orElseThrow();
      double full = capacity[house];
      assertThat(battery)
          .isEqualTo(new Battery("battery", full, 0.8 * full, 0.8 * full, 1, 1, 0.1, 0.9, 0.1, 0));
    }
  }

  private static double sun(List<Device> devices) {
    for (Device device : devices) {
      if (device instanceof Photovoltaic(_, Output.Measured(Profile power), _)) {
        return power.amount();
      }
    }
    return 0;
  }

  @Test
  void sitesAreCalledWhatTheyAre() {
    Scenario houses = Scenarios.load("transactive");
    Microgrid alone = new Microgrid("alone", "", List.of());

    assertThat(houses.siteNoun()).isEqualTo("household");
    assertThat(houses.withMicrogrids(List.of(alone)).siteNoun()).isEqualTo("microgrid");
    assertThat(houses.withMicrogrids(List.of(houses.microgrids().getFirst(), alone)).siteNoun())
        .isEqualTo("site");
  }

  @Test
  void theTrainingHousesAreThoseOfTable4() {
    hasTheHouses(
        "transactive",
        new double[] {1, 1, 1, 0.5, 0.3, 0.2},
        new double[] {1, 1, 1, 1, 1, 1},
        new double[] {1, 1, 1, 0.0, 1, 0.6});
  }

  @Test
  void theEvaluationHousesAreThoseOfTable5() {
    hasTheHouses(
        "transactive-evaluate",
        new double[] {1, 0.8, 0.5, 0.2, 0.3, 0.2},
        new double[] {1, 1, 1, 0.5, 0.9, 0.9},
        new double[] {0.5, 1, 0, 1, 0.3, 0.6});
  }

  @Test
  void theTestHousesAreThoseOfTable6() {
    hasTheHouses(
        "transactive-test",
        new double[] {1, 1, 1, 0.2, 0.6, 0.4, 0.4, 1, 0.1, 1},
        new double[] {1, 1, 1, 1, 1, 1, 0.8, 0.2, 1, 0.2},
        new double[] {0, 0, 0, 0.7, 1, 0.7, 1, 1, 1, 0});
  }

  @Test
  void theThreeMicrogridsHaveTheHousesOfAllTables() {
    Scenario three = Scenarios.load("transactive-three");

    assertThat(three.microgrids().get(0).households())
        .isEqualTo(Scenarios.load("transactive").microgrids().getFirst().households());
    assertThat(three.microgrids().get(1).households())
        .isEqualTo(Scenarios.load("transactive-evaluate").microgrids().getFirst().households());
    assertThat(three.microgrids().get(2).households())
        .isEqualTo(Scenarios.load("transactive-test").microgrids().getFirst().households());
    assertThat(three.sites()).hasSize(22);
    assertThat(three.sites().get(7).name()).isEqualTo("evaluate/house2");
    assertThat(three.sites().get(7).microgrid()).isEqualTo(1);
  }

  @Test
  void theMixFillsUpWithGasWhatNuclearCannotServe() {
    Scenario scenario = Scenarios.load("transactive");
    Dataset days = Datasets.load("homes", scenario);

    Dataset mixed = scenario.supply().orElseThrow().complete(days, scenario.sites());

    double[] load = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      load[hour] =
          1.5 * days.series("family").at(hour)
              + 1.3 * days.series("business").at(hour)
              + 1.2 * days.series("teenagers").at(hour);
    }
    double capacity = 0.6 * Arrays.stream(load).average().orElseThrow();
    for (int hour = 0; hour < 24; hour++) {
      double nuclear = Math.min(1, capacity / load[hour]);
      assertThat(mixed.series("mixPrice").at(hour))
          .isCloseTo(0.06 * nuclear + 0.16 * (1 - nuclear), within(1e-12));
      assertThat(mixed.series("mixCarbon").at(hour))
          .isCloseTo(12 * nuclear + 490 * (1 - nuclear), within(1e-9));
    }
  }

  @Test
  void withoutNoiseAllDaysAreAlike() {
    Dataset days = Datasets.load("homes:days=3");

    for (String series : days.names()) {
      for (int hour = 0; hour < 48; hour++) {
        assertThat(days.series(series).at(hour + 24)).isEqualTo(days.series(series).at(hour));
      }
    }
    for (String kind : PROFILES) {
      assertThat(Arrays.stream(days.series(kind).values()).max()).hasValue(1);
    }
  }

  @Test
  void noiseHasThePublishedDeviationAndNoneAtNight() {
    Dataset days = Datasets.load("homes:days=2000,noise=1,seed=4");
    double demand = 0;
    double sun = 0;
    int bright = 0;
    for (int hour = 0; hour < days.steps(); hour++) {
      demand += Math.pow(days.series("demandNoise").at(hour), 2);
      sun += Math.pow(days.series("sunNoise").at(hour), 2);
      bright += days.series("sun").at(hour) > 0 ? 1 : 0;
      assertThat(days.series("sun").at(hour) > 0 || days.series("sunNoise").at(hour) == 0).isTrue();
    }

    // Standard errors of a deviation from 48 000 and 28 000 draws are below 0.5 %.
    assertThat(Math.sqrt(demand / days.steps())).isCloseTo(0.01, within(0.0002));
    assertThat(Math.sqrt(sun / bright)).isCloseTo(0.1, within(0.002));
  }

  @Test
  void aTableOfHouseholdsTellsWhereItIsWrong() {
    String header =
        "name,x,y,profile,peakLoad,capacity,efficiency,maximumCharge,minimumCharge,chargeRate,dischargeRate,peakSun,noiseDay\n";
    String rows =
        """
        a,0,0,family,1,1,1,0.9,0.1,0.8,0.8,1,0
        b,0,0,family,1,much,1,0.9,0.1,0.8,0.8,1,0
        c,0,0,family,1,1,95,0.9,0.1,0.8,0.8,1,0
        """;

    assertThatThrownBy(() -> HouseholdTable.read("homes.csv", header + rows, List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("homes.csv:3: capacity is 'much', but must be a number.")
        .hasMessageContaining("homes.csv:4: chargeEfficiency is 95.0, but must be in (0, 1]");
  }

  @Test
  void aDrawnCommunityHasHouseholdsOfAllKindsAlikeInEveryRun() {
    String name = "transactive:microgrids=5,households=40,seed=3";
    Scenario drawn = Scenarios.load(name);

    int[] kinds = new int[4];
    for (Site site : drawn.sites()) {
      boolean sun = site.devices().stream().anyMatch(Photovoltaic.class::isInstance);
      boolean store = site.devices().stream().anyMatch(Battery.class::isInstance);
      kinds[(sun ? 2 : 0) + (store ? 1 : 0)]++;
    }

    assertThat(drawn.sites()).hasSize(200);
    assertThat(Arrays.stream(kinds).boxed()).allMatch(number -> number > 30 && number < 70);
    assertThat(Scenarios.load(name).hash()).isEqualTo(drawn.hash());
    assertThatThrownBy(() -> Scenarios.load("transactive:house=3"))
        .hasMessage(
            "Scenario 'transactive:house=3': 'house=3' is not an option. Did you mean 'households'? Write for example transactive:microgrids=100,households=100; options are batteries, capacity, households, microgrids, modules, seed.");
  }

  @Test
  void aDrawnCommunityHasAsManyBatteriesAndModulesAsAskedFor() {
    Scenario drawn = Scenarios.load("transactive:households=50,batteries=1,modules=0,capacity=1");

    for (Site site : drawn.sites()) {
      assertThat(site.devices().stream().filter(Battery.class::isInstance)).hasSize(1);
      assertThat(site.devices().stream().filter(Photovoltaic.class::isInstance)).isEmpty();
    }
  }
}
