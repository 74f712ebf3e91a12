package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.game.Homes;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.OrTools;
import org.skerry.optimization.Solver;

class CommunityDayTest {
  private static final Setting TRAIN = Homes.setting("transactive", "homes");

  private static Optimum optimum(Setting setting, int day, Solver solver) {
    return Optimum.of(
        setting, Period.between(24 * day, 24 * day + 24), Coupling.of(setting.scenario()), solver);
  }

  /// Any level, by chance.
  private static Policy chance() {
    return (Role role,
        int rows,
        float[] seen,
        boolean[] open,
        float[] actions,
        RandomGenerator random) -> {
      int levels = ((Space.Discrete) role.action()).count();
      for (int row = 0; row < rows; row++) {
        actions[row] = random.nextInt(levels);
      }
    };
  }

  private static PolicyController byChance(Earning earning) {
    return new PolicyController("chance", lanes -> new Households(lanes, 40, earning), chance());
  }

  @ParameterizedTest
  @ValueSource(strings = {"transactive", "transactive-test", "transactive-three"})
  void theOptimumIsThatOfTheSimplexMethod(String scenario) {
    Setting setting = Homes.setting(scenario, "homes:days=2,noise=1");

    double interior = optimum(setting, 1, new InteriorPoint()).cost();
    double simplex = optimum(setting, 1, OrTools.glop()).cost();

    assertThat(interior).isCloseTo(simplex, within(1e-6)); // both to 1e-8 of their sizes
  }

  @ParameterizedTest
  @ValueSource(strings = {"transactive", "transactive-three", "transactive-conflict"})
  void theOptimumIsReplayedAtItsCostAndBeatsEverything(String scenario) {
    Setting setting = Homes.setting(scenario, "homes:days=2,noise=1");
    Optimum optimum = optimum(setting, 1, OrTools.glop());

    CommunityDay best = CommunityDay.play(setting, 1, optimum.schedule());
    double none = CommunityDay.play(setting, 1, new DoNothing()).objective();
    double rule = CommunityDay.play(setting, 1, HouseholdRule.usual()).objective();
    double chance = CommunityDay.play(setting, 1, byChance(Earning.OWN)).objective();

    assertThat(best.objective()).isCloseTo(optimum.cost(), within(1e-7));
    assertThat(rule).isBetween(optimum.cost(), none);
    assertThat(chance).isGreaterThan(optimum.cost());
  }

  @Test
  void householdsPayWhatTheCommunityPaysAndTheMargins() {
    CommunityDay day = CommunityDay.play(TRAIN, 0, HouseholdRule.usual());

    double price = day.households().stream().mapToDouble(CommunityDay.Bill::price).sum();
    double emission = day.households().stream().mapToDouble(CommunityDay.Bill::emission).sum();

    assertThat(price).isGreaterThan(day.price()); // sellers inside earn less than buyers pay
    assertThat(emission).isCloseTo(day.emission(), within(1e-12));
    assertThat(day.objective()).isCloseTo(day.price() + 0.1 * day.emission(), within(1e-12));
  }

  @Test
  void aScenarioWithoutTradeIsRefused() {
    Setting village = Village.atPrice(0.1, Village.load(1), Village.grid(0)).setting();

    assertThatThrownBy(() -> CommunityDay.play(village, 0, new DoNothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scenario 'village' has no local trade. Write 'network: {form: trade}'.");
  }

  @Test
  void aRuleChargesWhereItIsCheaper() {
    assertThatThrownBy(() -> new HouseholdRule(1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cheap is 1.0 and dear is 0.5, but cheap must be below dear. Use 0.6 and 0.8.");
  }

  @Test
  void laterControllersDecideAfterEarlierOnes() {
    Controller both =
        new InTurn("both", List.of(HouseholdRule.usual(), byChance(Earning.CONTRIBUTION)));

    CommunityDay last = CommunityDay.play(TRAIN, 0, byChance(Earning.CONTRIBUTION));

    assertThat(CommunityDay.play(TRAIN, 0, both).households()).isEqualTo(last.households());
  }

  @Test
  void whatMicrogridsAndTheDistributorKeepAreTheMargins() {
    Setting three = Homes.setting("transactive-three", "homes");

    CommunityDay day = CommunityDay.play(three, 0, byChance(Earning.OWN));

    double kept = day.microgrids().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(day.microgrids()).hasSize(3).allMatch(margin -> margin > 0);
    assertThat(day.distributor()).isPositive();
    // Statements round each of four amounts of 22 households in 24 hours to 1e-9.
    assertThat(kept + day.distributor()).isCloseTo(day.margins(), within(4 * 22 * 24 * 1e-9));
  }

  @Test
  void hoursAfterTheLastWholeDayAreNoDay() {
    Dataset data = PlannerCases.hours(380, hour -> 0.1, hour -> 1, hour -> 0);

    assertThat(CommunityDay.days(Setting.of(PlannerCases.site(), data))).isEqualTo(15);
  }

  @Test
  void lessThanADayIsRefused() {
    Dataset data = PlannerCases.hours(20, hour -> 0.1, hour -> 1, hour -> 0);
    Setting setting = Setting.of(PlannerCases.site(), data);

    assertThatThrownBy(() -> CommunityDay.days(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The data of scenario 'case' cover 20.0 hours, but whole days are played. Use data of"
                + " 24 hours or more.");
  }
}
