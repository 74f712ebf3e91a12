package org.skerry.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.CausalProgram;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.dispatch.Sharing;
import org.skerry.energy.dispatch.Simulation;
import org.skerry.energy.dispatch.TimeOfUse;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.PooledOperators;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.algorithm.Cloning;
import org.skerry.learning.algorithm.NetworkPolicy;

class ApprenticeshipTest {
  private static final Scenario SCENARIO = Scenarios.load("networked");
  private static final Setting SETTING =
      Setting.of(SCENARIO, Datasets.load(SCENARIO.dataset(), SCENARIO));
  private static final Period MONTHS = Period.between(0, 60 * 24);
  private static final Period WEEK_AFTER = Period.between(60 * 24, 67 * 24);
  private static final Apprenticeship SHORT =
      new Apprenticeship(
          new Cloning().withHidden(List.of(32, 32)).withEpochs(15).withRate(2e-3), 2, 168, 100_000);

  private static NetworkPolicy learn(long seed) {
    return SHORT
        .learn(
            _ -> Stream.of(new Apprenticeship.Place(SETTING, MONTHS)),
            Coupling.of(SCENARIO).settlement(),
            lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0),
            new CausalProgram(Sharing.POOLED, 6, 3, 81, Optional.of(MONTHS)),
            seed)
        .policy();
  }

  private static double cost(Controller controller) {
    return new Simulation(
            SETTING, WEEK_AFTER, Coupling.of(SCENARIO).settlement(), Step.Limits.OPERATING)
        .run(controller, played -> {})
        .total()
        .cost();
  }

  private static Controller inCharge(NetworkPolicy policy) {
    return new PolicyController(
        "apprentice", lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0), policy);
  }

  @Test
  void anApprenticeOfTheCausalProgramBeatsTheClockOnAWeekItHasNotSeen() {
    double none = cost(new DoNothing());
    double clock = cost(TimeOfUse.published());

    double apprentice = cost(inCharge(learn(1)));

    assertThat(apprentice).isLessThan(clock);
    assertThat(clock).isLessThan(none);
  }

  @Test
  void theSameSeedLearnsTheSame() {
    assertThat(cost(inCharge(learn(2)))).isEqualTo(cost(inCharge(learn(2))));
  }

  @Test
  void anApprenticeshipHasARound() {
    assertThatThrownBy(() -> new Apprenticeship(new Cloning(), 0, 168, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 round");
  }
}
