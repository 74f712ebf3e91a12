package org.skerry.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.dispatch.PerfectForesight;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.TierPrices;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.Role;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Knows;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Score;
import org.skerry.studies.study.Standing;
import org.skerry.studies.study.Trial;

class CommunityDaysTest {
  private static final Scenario THREE = Scenarios.load("transactive-three");
  private static final CommunityDays ARENA =
      CommunityDays.of(
          new Scope(
              Scope.Budget.QUICK,
              List.of(1L),
              Optional.of("homes:days=6,noise=1"),
              Set.of(),
              "",
              ""),
          THREE);

  @Test
  void idleBatteriesHaveNoShareOfTheSavingAndTheOptimumAllOfIt() {
    Map<String, Double> none = ARENA.score(new DoNothing()).metrics();
    Map<String, Double> optimum = ARENA.score(PerfectForesight.of(THREE)).metrics();

    assertThat(none.get("objectiveShare")).isZero();
    assertThat(none.get("worse")).isZero();
    assertThat(optimum.get("objectiveShare")).isCloseTo(1, within(1e-6)); // solver
    assertThat(optimum.get("objective")).isCloseTo(ARENA.floor().get("objective"), within(1e-6));
  }

  @Test
  void whatHouseholdsPayLessTheMarginsIsTheObjective() {
    Map<String, Double> rule = ARENA.score(HouseholdRule.usual()).metrics();

    double sum = rule.get("households") - rule.get("microgrids") - rule.get("distributor");
    assertThat(sum).isCloseTo(rule.get("objective"), within(1e-6)); // statements are rounded
  }

  @Test
  void thePartiesOfTheReportAddUpToTheObjective() {
    Score score = ARENA.score(HouseholdRule.usual());
    Standing rule =
        new Standing("rule", "", Knows.of(), false, List.of(new Trial(1, score, 0, 0, List.of())));

    Block.Table table = (Block.Table) ARENA.sections(List.of(rule)).getFirst().blocks().getFirst();

    List<String> row = table.rows().getFirst();
    double[] paid = row.subList(1, row.size()).stream().mapToDouble(Double::parseDouble).toArray();
    double all = paid[paid.length - 1];
    assertThat(Arrays.stream(paid).sum() - all)
        .isCloseTo(all, within(paid.length * 0.0005)); // rounded to three digits
  }

  @Test
  void fixedPricesAreEvenlySpacedInTheReport() {
    List<JsonObject> lines = ARENA.score(new DoNothing()).exhibit().objects("prices");

    assertThat(lines).hasSize(6);
    for (int hour = 0; hour < 24; hour++) {
      double step = (price(lines, 0, hour) - price(lines, 5, hour)) / 5;
      for (int tier = 1; tier < 6; tier++) {
        assertThat(price(lines, tier - 1, hour) - price(lines, tier, hour))
            .isCloseTo(step, within(1e-12));
      }
    }
  }

  @Test
  void afterSidePaymentsNobodyIsWorseOffWhereTheCommunityGains() {
    double[] none = ARENA.score(new DoNothing()).exhibit().numbers("paid");
    double[] settled = ARENA.score(HouseholdRule.usual()).exhibit().numbers("settled");

    for (int house = 0; house < none.length; house++) {
      assertThat(settled[house]).isLessThan(none[house] + 1e-9);
    }
  }

  private static double price(List<JsonObject> lines, int tier, int hour) {
    return lines.get(tier).numbers("y")[hour];
  }

  @Test
  void layersActInTheOrderGiven() {
    MarkovGame game =
        ARENA.training(
            2,
            List.of(
                lanes -> new TierPrices(lanes, TierPrices.Tier.DISTRIBUTOR),
                lanes -> new Households(lanes, 40, Households.Earning.OWN)));

    assertThat(game.spec().roles())
        .extracting(Role::name)
        .containsExactly("distributor", "household");
    assertThat(game.spec().lanes()).isEqualTo(2);
  }

  @Test
  void scoresHoldEveryFigureThatIsPromised() {
    Map<String, Double> metrics = ARENA.score(new DoNothing()).metrics();

    assertThat(metrics.keySet())
        .containsExactlyElementsOf(ARENA.metrics().stream().map(metric -> metric.name()).toList());
  }
}
