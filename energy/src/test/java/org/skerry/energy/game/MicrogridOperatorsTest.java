package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class MicrogridOperatorsTest {
  private static final Dataset DATA = Examples.days(2);

  private final LayeredGame game =
      LayeredGame.of(
              Setting.of(Examples.four(), DATA), Period.between(30, 48), 1, Step.Limits.OPERATING)
          .layer(lanes -> new MicrogridOperators(lanes, 0.5))
          .settle(OwnBalance::new);
  private final Role role = game.spec().role("microgrid");
  private final Transition transition = new Transition(game.spec());

  @BeforeEach
  void reset() {
    game.reset(0);
  }

  @Test
  void anOperatorSeesItsOwnMicrogrid() {
    float[] seen = new float[4 * 7];

    game.observe(role, seen);

    double[] sun = {50, 20, 30, 10};
    double[] load = {100, 100, 100, 130};
    for (int microgrid = 0; microgrid < 4; microgrid++) {
      int place = microgrid * 7;
      assertThat(seen[place]).isCloseTo(scaled("sun", sun[microgrid]), within(1e-4f)); // float
      assertThat(seen[place + 2]).isCloseTo(scaled("load", load[microgrid]), within(1e-4f));
      assertThat(seen[place + 3]).isEqualTo((float) DATA.series("price").at(30));
      assertThat(seen[place + 4]).isEqualTo(0.5f);
      assertThat(seen[place + 5]).isCloseTo(1, within(1e-6f)); // six in the morning
      assertThat(seen[place + 6]).isCloseTo(0, within(1e-6f));
    }
  }

  private static float scaled(String series, double mean) {
    return (float) (DATA.series(series).at(30) * mean / DATA.series(series).mean());
  }

  @Test
  void actionsSpanTheRangesOfTurbineAndBattery() {
    game.act(role, new float[] {-1, -1, 1, 1, 0, 0, 0.5f, -0.5f});
    game.resolve(transition);

    double[] turbines = game.lanes().onePerSite(Turbine.class).units().power(0);
    double[] batteries = game.lanes().onePerSite(Battery.class).units().power(0);
    assertThat(turbines).startsWith(0, 150, 75, 112.5);
    assertThat(batteries).startsWith(-80, 80, 0, -40);
  }

  @Test
  void everyOperatorPaysTheCostOfAll() {
    game.act(role, new float[8]);
    game.resolve(transition);

    double cost = 0;
    for (double each : game.lanes().cost()) {
      cost += each;
    }
    assertThat(transition.reward(role)).containsOnly((float) (-0.5 * cost)).hasSize(4);
  }

  @Test
  void theWeightMultipliesWhatMicrogridsPayAndNotTheLosses() {
    Setting setting = Homes.setting("networked", "generated:years=1");
    LayeredGame networked =
        LayeredGame.of(setting, Period.between(30, 48), 1, Step.Limits.OPERATING)
            .layer(lanes -> new MicrogridOperators(lanes, 0.5))
            .settle(Coupling.of(setting.scenario()).settlement());
    Transition step = new Transition(networked.spec());
    networked.reset(0);

    networked.act(role, new float[8]);
    networked.resolve(step);

    double cost = 0;
    for (double each : networked.lanes().cost()) {
      cost += each;
    }
    double losses = networked.lanes().networkCost()[0];
    assertThat(losses).isPositive();
    assertThat(step.reward(role)).containsOnly((float) (-0.5 * cost - losses));
  }

  @Test
  void theCostOfAMicrogridIsTheSumOfItsDevices() {
    game.act(role, new float[8]);
    game.resolve(transition);

    for (int microgrid = 0; microgrid < 4; microgrid++) {
      double sum = 0;
      for (Equipment kind : game.lanes().equipment()) {
        for (int term = 0; term < kind.units().costTerms(); term++) {
          sum += kind.units().cost(term)[kind.unit(microgrid)];
        }
      }
      assertThat(game.lanes().cost()[microgrid]).isCloseTo(sum, within(1e-12)); // order of the sum
    }
  }

  @Test
  void everyMicrogridNeedsOneDeviceOfEachKind() {
    Microgrid first = Examples.four().microgrids().getFirst();
    Scenario two =
        Scenario.of(
            "two",
            Duration.ofHours(1),
            List.of(
                first,
                new Microgrid(
                    "bare",
                    "",
                    first.devices().stream().filter(d -> !(d instanceof Battery)).toList())));
    LayeredGame plant =
        LayeredGame.of(Setting.of(two, DATA), Period.between(0, 24), 1, Step.Limits.OPERATING);

    assertThatThrownBy(() -> plant.layer(lanes -> new MicrogridOperators(lanes, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Every site of scenario 'two' needs exactly one Battery of the same form. Add or"
                + " remove devices.");
  }

  @Test
  void asPublishedAnOperatorSeesFiveNumbersAndDecidesFour() {
    LayeredGame published =
        LayeredGame.of(
                Setting.of(Examples.four(), DATA), Period.between(30, 48), 1, Step.Limits.OPERATING)
            .layer(
                lanes -> new MicrogridOperators(lanes, MicrogridOperators.Form.PUBLISHED, 0.5, 0))
            .settle(OwnBalance::new);
    Role operator = published.spec().role("microgrid");
    float[] five = new float[4 * 5];
    float[] seven = new float[4 * 7];
    published.reset(0);

    published.observe(operator, five);
    game.observe(role, seven);

    assertThat(operator.action().size()).isEqualTo(4);
    for (int microgrid = 0; microgrid < 4; microgrid++) {
      for (int number = 0; number < 5; number++) {
        assertThat(five[microgrid * 5 + number]).isEqualTo(seven[microgrid * 7 + number]);
      }
    }
  }

  @Test
  void whatAnOperatorTradesIsDecidedByTheSettlement() {
    float[] one = {0.2f, -0.3f, 1, -1, 0.1f, 0.4f, 0, 0, -1, 1, 0.5f, 0.5f, 0, 0, 1, 1};
    float[] two = one.clone();
    for (int agent = 0; agent < 4; agent++) {
      two[agent * 4 + 2] = -0.7f;
      two[agent * 4 + 3] = 0.9f;
    }

    assertThat(published(two)).isEqualTo(published(one));
  }

  private static float[] published(float[] actions) {
    LayeredGame game =
        LayeredGame.of(
                Setting.of(Examples.four(), DATA), Period.between(30, 48), 1, Step.Limits.OPERATING)
            .layer(
                lanes -> new MicrogridOperators(lanes, MicrogridOperators.Form.PUBLISHED, 0.5, 0))
            .settle(OwnBalance::new);
    Transition transition = new Transition(game.spec());
    Role operator = game.spec().role("microgrid");
    float[] seen = new float[4 * 5 + 1];
    game.reset(0);
    for (int step = 0; step < 3; step++) {
      game.act(operator, actions);
      game.resolve(transition);
      game.observe(operator, seen);
      seen[20] += transition.reward(operator)[0];
    }
    return seen;
  }

  @Test
  void aChargeBeyondItsLimitsCostsAllOperators() {
    float[] charging = {-1, -1, -1, 0, -1, 0, -1, 0};
    double[] earned = new double[2];
    for (int beta = 0; beta < 2; beta++) {
      double penalty = 100 * beta;
      LayeredGame unguarded =
          LayeredGame.of(
                  Setting.of(Examples.four(), DATA), Period.between(0, 9), 1, Step.Limits.PHYSICAL)
              .layer(
                  lanes -> new MicrogridOperators(lanes, MicrogridOperators.Form.TIMED, 1, penalty))
              .settle(OwnBalance::new);
      unguarded.reset(0);
      for (int hour = 0; hour < 3; hour++) { // 200 + 3 × 76 kWh of 400, 360 allowed
        unguarded.act(role, charging);
        unguarded.resolve(transition);
      }
      earned[beta] = transition.reward(role)[3];
    }

    assertThat(earned[0] - earned[1]).isCloseTo(100 * (400 - 360) / 400.0, within(1e-4)); // float
  }
}
