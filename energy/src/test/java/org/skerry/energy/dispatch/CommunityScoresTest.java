package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.CommunityDay.Bill;
import org.skerry.energy.dispatch.CommunityScores.Change;
import org.skerry.energy.game.Homes;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;

class CommunityScoresTest {
  private static CommunityDay day(double outside, double... prices) {
    List<Bill> bills =
        IntStream.range(0, prices.length)
            .mapToObj(house -> new Bill("house" + house, prices[house], 2, prices[house]))
            .toList();
    return new CommunityDay("any", outside, 2 * prices.length, outside, bills, List.of(), 0);
  }

  @Test
  void theSourcesScoreIsTheMeanOfRatios() {
    CommunityScores scores = CommunityScores.of(day(0, 3, -2), day(0, 4, -1));

    // (3 − 4) / 4 and (−2 + 1) / 1
    assertThat(scores.price()).isCloseTo((-0.25 - 1) / 2, within(1e-15));
    assertThat(scores.emission()).isZero();
    assertThat(scores.worse()).isEmpty();
  }

  @Test
  void whoGainsPaysWhoLoses() {
    // Gains of 3 and 1, and a loss of 1: a quarter of each gain is given.
    CommunityDay with = day(0, 1, 3, 5);
    CommunityDay without = day(3, 4, 4, 4);

    CommunityScores scores = CommunityScores.of(with, without);

    assertThat(scores.margins()).isCloseTo(0, within(1e-12));
    assertThat(scores.worse()).extracting(Change::household).containsExactly("house2");
    assertThat(scores.households())
        .extracting(Change::settled)
        .satisfiesExactly(
            first -> assertThat(first).isCloseTo(-2.25, within(1e-12)),
            second -> assertThat(second).isCloseTo(-0.75, within(1e-12)),
            third -> assertThat(third).isCloseTo(0, within(1e-12)));
  }

  @Test
  void withSidePaymentsNobodyIsWorseOffAtTheOptimum() {
    for (String scenario : List.of("transactive-test", "transactive-three")) {
      Setting setting = Homes.setting(scenario, "homes:days=30,noise=1");
      CommunityDay best = CommunityDay.play(setting, 3, PerfectForesight.of(setting.scenario()));
      CommunityScores scores =
          CommunityScores.of(best, CommunityDay.play(setting, 3, new DoNothing()));

      assertThat(scores.worse()).isNotEmpty();
      assertThat(scores.households()).allMatch(change -> change.settled() < 1e-9);
    }
  }

  @Test
  void cleanerIsDearerInTheConflictCase() {
    Setting conflict = Homes.setting("transactive-conflict", "homes");
    CommunityDay none = CommunityDay.play(conflict, 0, new DoNothing());

    List<CarbonTradeOff.Point> points =
        CarbonTradeOff.of(conflict, 0, List.of(0.0, 0.1, 0.3, 1.0, CarbonTradeOff.CLEANEST))
            .points();

    for (int index = 1; index < points.size(); index++) {
      assertThat(points.get(index).price())
          .isGreaterThanOrEqualTo(points.get(index - 1).price() - 1e-7);
      assertThat(points.get(index).emission())
          .isLessThanOrEqualTo(points.get(index - 1).emission() + 1e-7);
    }
    // The cheapest plan saves a fifth of the carbon that the cleanest saves.
    double cleanest = none.emission() - points.getLast().emission();
    assertThat((none.emission() - points.getFirst().emission()) / cleanest)
        .isCloseTo(0.2, within(0.05));
  }

  @Test
  void aConnectionWithoutCarbonHasNothingToTradeOff() {
    Setting village = Village.atPrice(0.1, Village.load(1), Village.grid(0)).setting();

    assertThatThrownBy(() -> CarbonTradeOff.optimum(village, 0, 1))
        .hasMessageStartingWith("Connection 'grid' has no carbon");
  }

  @Test
  void aSimulationCostsWhatTheDayCosts() {
    Setting setting = Homes.setting("transactive-three", "homes");
    CommunityDay day = CommunityDay.play(setting, 0, HouseholdRule.usual());

    Outcome outcome =
        new Simulation(setting, Period.between(0, 24), LocalTrade::new, Step.Limits.OPERATING)
            .run(HouseholdRule.usual(), played -> {});

    assertThat(outcome.total().cost()).isCloseTo(day.objective(), within(1e-9));
    assertThat(outcome.total().terms().get("carbon")).isCloseTo(0.1 * day.emission(), within(1e-9));
    assertThat(outcome.total().violations()).isZero();
    for (int site = 0; site < 22; site++) {
      assertThat(outcome.sites().get(site).cost())
          .isCloseTo(day.households().get(site).objective(), within(1e-9));
    }
  }
}
