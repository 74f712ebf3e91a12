package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Netting;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;

/// Networked microgrids without an upper layer.
class PassiveNetworkTest {
  private static final int JULY = 182 * 24;

  private static Outcome play(
      String name, Function<Scenario, Function<Lanes, Settlement>> settlement) {
    Scenario scenario = Scenarios.load(name);
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    return new Simulation(
            setting,
            Period.between(JULY, JULY + 336),
            settlement.apply(scenario),
            Step.Limits.OPERATING)
        .run(new DoNothing(), played -> {});
  }

  private static Outcome alone(String name) {
    return play(name, scenario -> Coupling.unguided(scenario, OwnBalance::new));
  }

  private static Outcome netted(String name) {
    return play(name, scenario -> Coupling.unguided(scenario, Netting::new));
  }

  private static Outcome guided(String name) {
    return play(name, scenario -> Coupling.of(scenario).settlement());
  }

  private static DoubleStream values(Outcome outcome, String quantity) {
    return outcome.trace().columns().stream()
        .filter(column -> column.quantity().equals(quantity))
        .flatMapToDouble(column -> Arrays.stream(outcome.trace().values(column)));
  }

  @Test
  void aWholeFeederIsNotLeftUnguided() {
    Scenario feeder = Scenarios.load("networked-full");

    assertThatThrownBy(() -> Coupling.unguided(feeder, OwnBalance::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("networked-full")
        .hasMessageContaining("reduced");
  }

  @Test
  void whoSettlesAloneLeavesTheNetworkEmpty() {
    Outcome alone = alone("networked-tight");

    assertThat(values(alone, "loading").max().orElseThrow()).isCloseTo(0, within(1e-9));
    assertThat(values(alone, "losses").sum()).isCloseTo(0, within(1e-9));
    assertThat(alone.total().violations()).isZero();
  }

  @Test
  void nettingBreaksTheLimitsThatTheUpperLayerKeeps() {
    Outcome netted = netted("networked-tight");
    Outcome guided = guided("networked-tight");

    long low = values(netted, "voltage").filter(voltage -> voltage < 0.986 - 1e-9).count();
    long high = values(netted, "voltage").filter(voltage -> voltage > 1.014 + 1e-9).count();
    long loaded = values(netted, "loading").filter(loading -> loading > 1 + 2e-9).count();
    assertThat(netted.total().violations()).isEqualTo(low + high + loaded).isPositive();
    assertThat(guided.total().violations()).isZero();
  }

  @Test
  void whereNoLimitBindsNettingCostsWhatTheUpperLayerCosts() {
    double netted = netted("networked").total().cost();
    double guided = guided("networked").total().cost();

    // they differ in who serves whom, so in losses: a ten-thousandth of the cost
    assertThat(netted).isCloseTo(guided, within(1e-3 * guided));
    assertThat(netted).isLessThan(alone("networked").total().cost());
    assertThat(netted("networked").total().violations()).isZero();
  }

  @Test
  void whatMicrogridsFeedInIsTheLossesOfTheNetwork() {
    Outcome netted = netted("networked-tight");

    double injected = 0;
    for (Trace.Column column : netted.trace().columns()) {
      if (column.quantity().equals("power") && !column.site().isEmpty()) {
        injected += Arrays.stream(netted.trace().values(column)).sum();
      }
    }

    assertThat(injected).isCloseTo(values(netted, "losses").sum(), within(1e-4)).isPositive();
  }
}
