package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class PolicyControllerTest {
  private static final Setting SETTING = Setting.of(Examples.four(), Examples.days(3));
  private static final Period PERIOD = Period.between(0, 72);

  /// Runs everything at half power while the microgrid's own price is above its mean.
  private static final Policy POLICY =
      (role, rows, observations, open, actions, random) -> {
        for (int row = 0; row < rows; row++) {
          boolean dear = observations[row * role.observation().size() + 3] > 0.03;
          Arrays.fill(actions, row * 2, row * 2 + 2, dear ? 0.5f : -0.5f);
        }
      };

  private static Outcome play(Policy policy) {
    Controller controller =
        new PolicyController("learned", lanes -> new MicrogridOperators(lanes, 1), policy);
    return new Simulation(SETTING, PERIOD, OwnBalance::new, Step.Limits.OPERATING)
        .run(controller, played -> {});
  }

  @Test
  void aPolicyCostsInASimulationWhatItEarnsInTheGame() {
    LayeredGame game =
        LayeredGame.of(SETTING, PERIOD, 1, Step.Limits.OPERATING)
            .layer(lanes -> new MicrogridOperators(lanes, 1))
            .settle(OwnBalance::new);
    Role role = game.spec().roles().getFirst();
    Transition transition = new Transition(game.spec());
    float[] observations = new float[game.spec().observations(role)];
    float[] actions = new float[game.spec().actions(role)];
    game.reset(0);
    double earned = 0;
    for (int step = 0; step < PERIOD.horizon(); step++) {
      game.observe(role, observations);
      POLICY.act(
          role,
          role.agents(),
          observations,
          new boolean[0],
          actions,
          new java.util.SplittableRandom(0));
      game.act(role, actions);
      game.resolve(transition);
      earned += transition.reward(role)[0];
    }

    Figures total = play(POLICY).total();

    // rewards are float
    assertThat(total.cost() - total.terms().get("storedEnergy")).isCloseTo(-earned, within(1e-3));
  }

  @Test
  void aPolicyThatDrawsDrawsTheSameInEveryRun() {
    Policy drawing =
        (role, rows, observations, open, actions, random) -> {
          for (int index = 0; index < actions.length; index++) {
            actions[index] = random.nextFloat();
          }
        };

    assertThat(play(drawing).total()).isEqualTo(play(drawing).total());
  }
}
