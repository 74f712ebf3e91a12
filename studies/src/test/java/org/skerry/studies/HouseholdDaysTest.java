package org.skerry.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.dispatch.PerfectForesight;
import org.skerry.energy.game.Households;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.MarkovGame;
import org.skerry.studies.study.Scope;

class HouseholdDaysTest {
  private static final Scope SCOPE =
      new Scope(Scope.Budget.QUICK, List.of(1L), Optional.empty(), Set.of(), "", "");
  private static final HouseholdDays ARENA = HouseholdDays.of(SCOPE, 40);

  @Test
  void idleBatteriesHaveNoShareOfTheSavingAndTheOptimumAllOfIt() {
    Map<String, Double> none = ARENA.score(new DoNothing()).metrics();
    Map<String, Double> optimum =
        ARENA.score(PerfectForesight.of(Scenarios.load("transactive"))).metrics();

    assertThat(none.get("trainObjectiveShare")).isZero();
    assertThat(none.get("testEmissionShare")).isZero();
    assertThat(optimum.get("trainObjectiveShare")).isCloseTo(1, within(1e-6)); // solver
    assertThat(optimum.get("trainPriceShare")).isCloseTo(1, within(1e-6));
  }

  @Test
  void theRuleSavesLessThanTheCeilingAndTheCeilingLessThanTheOptimum() {
    Map<String, Double> rule = ARENA.score(HouseholdRule.usual()).metrics();

    assertThat(rule.get("trainObjectiveShare")).isBetween(0.0, rule.get("levelKnown"));
    assertThat(rule.get("levelKnown")).isBetween(0.95, 1.0);
    assertThat(rule.get("trainKnownShare") * rule.get("levelKnown"))
        .isCloseTo(rule.get("trainObjectiveShare"), within(1e-12));
  }

  @Test
  void drawnNeighbourhoodsArePlayedBesideTheHousesToLearnFrom() {
    MarkovGame game =
        ARENA.training(4, 3, lanes -> new Households(lanes, 40, Households.Earning.CONTRIBUTION));

    assertThat(game.spec().lanes()).isEqualTo(7);
    assertThat(game.spec().roles().getFirst().agents()).isEqualTo(6);
    assertThat(game.spec().horizon()).isEqualTo(24);
  }

  @Test
  void otherDaysToLearnFromLeaveTheTestedOnesAsTheyAre() {
    Scope scope = SCOPE.on("homes:days=3,noise=1");
    HouseholdDays first = HouseholdDays.of(scope, 40);
    HouseholdDays other = HouseholdDays.of(scope, "homes:days=5,noise=1,seed=2", 40);

    assertThat(other.score(HouseholdRule.usual()).metrics())
        .isEqualTo(first.score(HouseholdRule.usual()).metrics());
    assertThat(first.demonstrated(9, 0)).allMatch(it -> it.period().step(0) == 24);
    assertThat(other.demonstrated(9, 0).map(it -> it.period().step(0)).distinct())
        .containsExactlyInAnyOrder(24, 48, 72, 96);
  }

  @Test
  void theHousesThemselvesAreDemonstratedOnAllDays() {
    Scope scope = SCOPE.on("homes:days=14,noise=1"); // of which nine are to learn from
    Scenario houses = Scenarios.load("transactive");

    assertThat(
            HouseholdDays.of(scope, 40)
                .demonstrated(80, 0)
                .filter(it -> it.setting().scenario().hash().equals(houses.hash()))
                .map(it -> it.period().step(0) / 24))
        .hasSize(10)
        .contains(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void scoresHoldEveryFigureThatIsPromised() {
    Map<String, Double> metrics = ARENA.score(new DoNothing()).metrics();

    assertThat(metrics.keySet())
        .containsAll(ARENA.metrics().stream().map(metric -> metric.name()).toList());
  }
}
