package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;

class CausalProgramTest {
  private static final double[] PRICES = {3, 1, 2, 5, 1, 4};
  private static final CausalProgram ALONE = CausalProgram.of(Sharing.ALONE);

  /// Buy at 1 and 2, sell at 5, buy at 1, sell at 4, and keep a kWh that is worth the mean price,
  /// 16/6: it earns 5 − 1 − 2 + 4 − 1 + 16/6.
  @Test
  void daysThatAreAllAlikeAreRunAtTheOptimum() {
    Dataset data = PlannerCases.hours(24 * 10, hour -> PRICES[hour % 24 % 6], hour -> 0, hour -> 0);

    Outcome outcome =
        PlannerCases.play(PlannerCases.trader(), data, Period.between(216, 222), ALONE);

    assertThat(outcome.total().cost()).isCloseTo(-5 - 16 / 6.0, within(1e-9));
    assertThat(outcome.total().violations()).isZero();
  }

  @Test
  void atAFlatPriceItIsNeverWorseThanDoingNothing() {
    Dataset data = PlannerCases.hours(24 * 20, hour -> 0.05, hour -> 60 + hour % 24, hour -> 0);
    Period period = Period.between(240, 480);

    Outcome causal = PlannerCases.play(PlannerCases.site(), data, period, ALONE);
    Outcome none = PlannerCases.play(PlannerCases.site(), data, period, new DoNothing());

    // Stored energy is credited at the price less losses: charging never pays, what is in stays or
    // serves the load alike, but for the wear.
    assertThat(causal.total().cost()).isLessThanOrEqualTo(none.total().cost() + 1e-9);
  }

  @Test
  void aDecisionDoesNotKnowTheFuture() {
    Period period = Period.between(240, 336);
    Optional<Period> past = Optional.of(Period.between(0, 240));
    CausalProgram program = new CausalProgram(Sharing.ALONE, 4, 2, 41, past);

    List<Double> one =
        PlannerCases.power(
            PlannerCases.play(PlannerCases.site(), data(0.1), period, program), "battery");
    List<Double> other =
        PlannerCases.power(
            PlannerCases.play(PlannerCases.site(), data(0.5), period, program), "battery");

    assertThat(one.subList(0, 48)).isEqualTo(other.subList(0, 48));
    assertThat(one).isNotEqualTo(other);
  }

  /// Fourteen days; from the thirteenth on prices are multiplied.
  private static Dataset data(double late) {
    return PlannerCases.hours(
        336,
        hour ->
            (0.08 + 0.05 * Math.sin(hour * 0.26) + 0.02 * Math.sin(hour * 1.7))
                * (hour < 288 ? 1 : late),
        hour -> 80 + 20 * Math.cos(hour * 0.9),
        hour -> Math.max(0, 90 * Math.sin((hour - 6) * 0.26)));
  }

  @Test
  void withoutATrainingDayItLearnsFromWhatItPlays() {
    Period whole = Period.between(0, 336);

    Outcome causal = PlannerCases.play(PlannerCases.site(), data(1), whole, ALONE);
    Outcome rule = PlannerCases.play(PlannerCases.site(), data(1), whole, TimeOfUse.published());

    assertThat(causal.total().cost()).isLessThan(rule.total().cost());
    assertThat(PlannerCases.power(causal, "battery").subList(0, 24)).containsOnly(0.0);
  }

  @Test
  void inAMonthOfRealDataItCostsFarLessThanTheRules() {
    Setting setting = Setting.of(Scenarios.load("networked"), Datasets.load(Datasets.DEFAULT));
    Simulation month =
        new Simulation(setting, Period.between(4000, 4744), OwnBalance::new, Step.Limits.OPERATING);

    double causal = month.run(ALONE, played -> {}).total().cost();
    double rule = month.run(TimeOfUse.published(), played -> {}).total().cost();

    assertThat(causal).isLessThan(0.95 * rule);
  }

  @Test
  void pooledStoresKeepToTheirLimits() {
    Setting setting = Setting.of(Scenarios.load("networked"), Datasets.load(Datasets.DEFAULT));
    Simulation week =
        new Simulation(setting, Period.between(4000, 4168), OwnBalance::new, Step.Limits.OPERATING);

    Outcome outcome = week.run(CausalProgram.of(Sharing.of(setting.scenario())), played -> {});

    assertThat(outcome.total().violations()).isZero();
    assertThat(outcome.total().unservedKwh()).isZero();
  }

  @Test
  void withoutStorageGeneratorsRunWhereTheyPay() {
    Dataset data = PlannerCases.hours(48, hour -> 0.1, hour -> 80, hour -> 0);

    Outcome outcome =
        PlannerCases.play(
            PlannerCases.scenario(
                PlannerCases.site().microgrids().getFirst().devices().get(1),
                PlannerCases.site().microgrids().getFirst().devices().get(3),
                PlannerCases.grid(200, 0.5)),
            data,
            Period.between(24, 48),
            ALONE);

    assertThat(PlannerCases.power(outcome, "turbine"))
        .allMatch(power -> Math.abs(power - 80) < 1e-6);
  }

  @Test
  void heatIsRefused() {
    var heat = new Load("warmth", Carrier.HEAT, Profile.constant(5), 1, 0, 0, 10, 1);
    Dataset data = PlannerCases.hours(48, hour -> 0.1, hour -> 80, hour -> 0);

    assertThatThrownBy(() ->
            PlannerCases.play(
                PlannerCases.scenario(heat, PlannerCases.grid(1, 0)),
                data,
                Period.between(24, 48),
                ALONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'warmth' exchanges heat");
  }

  @Test
  void aProgramWithoutLevelsIsRefused() {
    assertThatThrownBy(() -> new CausalProgram(Sharing.ALONE, 0, 1, 81, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0, 1 and 81");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 10, 12, 15, 20, 30, 60})
  void itUsesStorageWhateverTheLengthOfAStep(int minutes) {
    Scenario hourly = PlannerCases.trader();
    Scenario scenario = Scenario.of("case", Duration.ofMinutes(minutes), hourly.microgrids());
    Dataset data = PlannerCases.hours(24 * 10, hour -> PRICES[hour % 24 % 6], hour -> 0, hour -> 0);
    int day = 24 * 60 / minutes;

    Outcome outcome = PlannerCases.play(scenario, data, Period.between(9 * day, 10 * day), ALONE);

    assertThat(outcome.total().cost()).isLessThan(-10);
  }
}
