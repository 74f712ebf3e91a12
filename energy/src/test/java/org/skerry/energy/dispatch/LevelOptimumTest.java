package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Homes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.OrTools;

class LevelOptimumTest {
  private static final Step HOUR = new Step(1, Step.Limits.OPERATING);

  private static Battery battery(double efficiency) {
    return new Battery("battery", 1, 0.8, 0.8, efficiency, efficiency, 0.1, 0.9, 0.1, 0);
  }

  @Test
  void aBatteryOfThePaperReachesFortyStates() {
    assertThat(new LevelMoves(battery(1), 40, HOUR).states()).isEqualTo(40);
  }

  @Test
  void threeLevelsBuyLowAndSellHigh() {
    LevelMoves moves = new LevelMoves(battery(1), 3, HOUR);
    double[] price = {3, 1, 2, 5, 1, 4};

    int[] levels = moves.cheapest(6, (step, power) -> -price[step] * power);

    // Charge at 1, sell at 5, charge at 1, sell at 4; before and between the battery is idle, which
    // an empty one also is when told to discharge.
    assertThat(moves.powers(levels))
        .containsExactly(new double[] {0, -0.8, 0, 0.8, -0.8, 0.8}, within(1e-12));
  }

  @Test
  void backwardInductionFindsWhatTryingAllPlansFinds() {
    LevelMoves moves = new LevelMoves(battery(0.9), 3, HOUR);
    double[] price = {0.3, 0.1, 0.2, 0.5, 0.1, 0.4, 0.2};
    LevelMoves.StepCost cost = (step, power) -> Math.pow(price[step] - power, 2);
    double best = Double.POSITIVE_INFINITY;
    for (int plan = 0; plan < 2187; plan++) {
      int[] levels = new int[7];
      for (int step = 0, rest = plan; step < 7; step++, rest /= 3) {
        levels[step] = rest % 3;
      }
      best = Math.min(best, sum(moves.powers(levels), cost));
    }

    double found = sum(moves.powers(moves.cheapest(7, cost)), cost);

    assertThat(found).isCloseTo(best, within(1e-12));
  }

  private static double sum(double[] powers, LevelMoves.StepCost cost) {
    double sum = 0;
    for (int step = 0; step < powers.length; step++) {
      sum += cost.at(step, powers[step]);
    }
    return sum;
  }

  @Test
  void aBatteryWithTooManyStatesIsRefused() {
    assertThatThrownBy(() -> new LevelMoves(battery(0.937), 40, HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Battery 'battery' reaches more than 4000 states of charge by these levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transactive", "transactive-evaluate"})
  void levelsAreNearTheirBoundAndCostWhatTheirReplayCosts(String scenario) {
    Setting setting = Homes.setting(scenario, "homes:days=30,noise=1");
    double none = CommunityDay.play(setting, 2, new DoNothing()).objective();
    double free =
        Optimum.of(setting, Period.between(48, 72), Coupling.of(setting.scenario()), OrTools.glop())
            .cost();

    LevelOptimum levels = LevelOptimum.of(setting, 2, 40);

    double replayed = CommunityDay.play(setting, 2, levels.schedule()).objective();
    // What is finer than 2⁻³⁰ kW is bought and sold outside: six households, 24 hours.
    assertThat(levels.cost()).isCloseTo(replayed, within(1e-7));
    assertThat(levels.bound()).isBetween(free - 1e-8, levels.cost());
    assertThat(none - levels.cost()).isGreaterThan(0.995 * (none - levels.bound()));
  }
}
