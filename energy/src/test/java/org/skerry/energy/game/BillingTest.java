package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.market.Statements;
import org.skerry.energy.market.Statements.Line;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class BillingTest {
  private static final Setting THREE = Homes.setting("transactive-three", "homes:days=30,noise=1");
  private static final int LANES = 2;
  private static final int LANE = 1;

  /// What a household paid in a day of chance by its rewards, and the statements of the day.
  private record Day(List<Double> paid, Statements statements) {}

  private static Day play() {
    LayeredGame plant =
        LayeredGame.of(THREE, Days.listed(THREE.timeline(), 4, 9), LANES, Step.Limits.OPERATING);
    Billing billing = new Billing(plant.lanes(), LANE);
    LayeredGame game =
        plant
            .layer(lanes -> new Households(lanes, 40, Earning.OWN))
            .settle(LocalTrade::new)
            .settle(lanes -> billing);
    Role role = game.spec().role("household");
    Transition transition = new Transition(game.spec());
    float[] actions = new float[game.spec().actions(role)];
    double[] paid = new double[role.agents()];
    SplittableRandom random = new SplittableRandom(2);
    game.reset(1);
    for (int hour = 0; hour < 24; hour++) {
      for (int index = 0; index < actions.length; index++) {
        actions[index] = random.nextInt(40);
      }
      game.act(role, actions);
      game.resolve(transition);
      for (int home = 0; home < paid.length; home++) {
        paid[home] += game.lanes().cost()[home * LANES + LANE];
      }
    }
    return new Day(Arrays.stream(paid).boxed().toList(), billing.statements());
  }

  @Test
  void statementsAddUpToTheLastDigit() {
    Statements statements = play().statements();
    long households = 0;
    for (int home = 0; home < 22; home++) {
      households += statements.household(home);
    }
    long microgrids = 0;
    for (int microgrid = 0; microgrid < 3; microgrid++) {
      assertThat(statements.microgrid(microgrid)).isPositive();
      microgrids += statements.microgrid(microgrid);
    }

    assertThat(households)
        .isEqualTo(
            microgrids + statements.distributor() + statements.outside() + statements.carbon());
    assertThat(statements.distributor()).isPositive();
    assertThat(statements.carbon()).isPositive();
  }

  @Test
  void aStatementSaysWhatWasPaid() {
    Day day = play();

    for (int home = 0; home < 22; home++) {
      long lines =
          day.statements().line(home, Line.INSIDE_PAID)
              - day.statements().line(home, Line.INSIDE_EARNED)
              + day.statements().line(home, Line.BETWEEN_PAID)
              - day.statements().line(home, Line.BETWEEN_EARNED)
              + day.statements().line(home, Line.OUTSIDE_PAID)
              - day.statements().line(home, Line.OUTSIDE_EARNED)
              + day.statements().line(home, Line.CARBON);
      assertThat(day.statements().household(home)).isEqualTo(lines);
      // 24 hours of up to three amounts, each rounded to 1e-9.
      assertThat(lines / 1e9).isCloseTo(day.paid().get(home), within(24 * 3 * 1e-9));
    }
  }
}
