package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;

/// The upper layers of the shipped scenarios, played under the controllers.
class MutualAidTest {
  private static final int JULY = 182 * 24;

  private static Outcome play(String name, String controller, int from, int hours) {
    Scenario scenario = Scenarios.load(name);
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    Simulation simulation =
        new Simulation(
            setting,
            Period.between(from, from + hours),
            Coupling.of(scenario).settlement(),
            Step.Limits.OPERATING);
    return simulation.run(Controllers.named(controller, scenario), played -> {});
  }

  private static double sum(Outcome outcome, String kind, String quantity) {
    double sum = 0;
    for (Trace.Column column : outcome.trace().columns()) {
      if (column.kind().equals(kind) && column.quantity().equals(quantity)) {
        for (double value : outcome.trace().values(column)) {
          sum += value;
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"networked", "networked-tight"})
  void theOptimumReplaysAtItsCostAndNobodyIsCheaper(String name) {
    Scenario scenario = Scenarios.load(name);
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    double floor =
        Optimum.of(setting, Period.between(JULY, JULY + 72), Coupling.of(scenario)).bound();

    Outcome optimum = play(name, "optimum", JULY, 72);
    Outcome rule = play(name, "rule", JULY, 72);
    Outcome none = play(name, "none", JULY, 72);

    // the solver's relative tolerance is 1e-8, the relaxation is tight to 1e-6
    assertThat(optimum.total().cost()).isCloseTo(floor, within(1e-5 * floor));
    assertThat(rule.total().cost()).isBetween(optimum.total().cost(), none.total().cost());
    assertThat(optimum.total().violations() + rule.total().violations()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"networked", "networked-tight"})
  void whatMicrogridsFeedInIsTheLossesOfTheNetwork(String name) {
    Outcome outcome = play(name, "rule", JULY, 72);

    double injected = 0;
    for (String kind : List.of("photovoltaic", "wind", "turbine", "battery", "load", "grid")) {
      injected += sum(outcome, kind, "power");
    }

    assertThat(injected).isCloseTo(sum(outcome, "network", "losses"), within(1e-4));
  }

  @Test
  void mutualAidIsCheaperThanEveryoneAlone() {
    Scenario scenario = Scenarios.load("networked");
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    Simulation alone =
        new Simulation(
            setting,
            Period.between(JULY, JULY + 72),
            Coupling.alone().settlement(),
            Step.Limits.OPERATING);

    double separate = alone.run(new DoNothing(), played -> {}).total().cost();

    assertThat(play("networked", "none", JULY, 72).total().cost()).isLessThan(separate);
  }

  @Test
  void theTightNetworkBindsAndHolds() {
    Outcome outcome = play("networked-tight", "none", JULY, 336);

    double lowest = 1;
    double most = 0;
    for (Trace.Column column : outcome.trace().columns()) {
      for (double value : outcome.trace().values(column)) {
        lowest = column.quantity().equals("voltage") ? Math.min(lowest, value) : lowest;
        most = column.quantity().equals("loading") ? Math.max(most, value) : most;
      }
    }

    assertThat(lowest).isCloseTo(0.986, within(1e-7));
    assertThat(most).isLessThanOrEqualTo(1 + 1e-7);
    assertThat(outcome.total().violations()).isZero();
  }

  @Test
  void anIslandShedsLoadButKeepsItsBalance() {
    Outcome outcome = play("networked-islanded", "rule", 0, 8784 / 4);

    assertThat(outcome.total().violations()).isZero();
    assertThat(outcome.total().cost()).isGreaterThan(0);
  }

  @Test
  void theArchipelagoBalancesEveryCarrier() {
    Outcome outcome = play("archipelago", "schedule", JULY, 168);

    assertThat(outcome.total().violations()).isZero();
    double heat = 0;
    for (String kind : List.of("cogeneration", "load", "grid")) {
      heat += sum(outcome, kind, "heat");
    }
    assertThat(heat).isCloseTo(0, within(1e-6));
  }

  @Test
  void theWholeFeederServesItsLoadsAndTheMicrogrids() {
    Outcome outcome = play("networked-full", "rule", JULY, 72);

    assertThat(outcome.total().violations()).isZero();
    assertThat(sum(outcome, "network", "losses")).isGreaterThan(0);
    assertThat(outcome.total().unservedKwh()).isZero();
  }
}
