package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;

/// Where a convex program is too cheap: what must be switched, and what cannot be done at once.
class ExactOptimumTest {
  private static Optimum optimum(Village village) {
    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());
    assertThat(village.play(optimum.schedule()).total().cost()).isEqualTo(optimum.cost());
    return optimum;
  }

  private static double[] twoPrices(double first, double second) {
    double[] prices = new double[24];
    Arrays.fill(prices, 0, 12, first);
    Arrays.fill(prices, 12, 24, second);
    return prices;
  }

  /// A mixed-integer program written by hand and solved by HiGHS gave -3.4605 for this case.
  @Test
  void energyThatIsPaidForTakingIsNotBurntInABattery() {
    var battery = new Battery("battery", 10, 5, 5, 0.9, 0.9, 0, 1, 0, 0);
    Village village = Village.of(twoPrices(-0.2, 0.3), battery, load(2), grid(100, 100, 0));

    Optimum optimum = optimum(village);

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(-3.4605, within(2e-4)); // the digits given
  }

  /// Unserved at 0.1 would be cheaper than bought at 0.3, but the guard serves what it can.
  @Test
  void criticalLoadIsServedEvenWhereLosingItWouldCostLess() {
    Village village = Village.of(twoPrices(0.05, 0.3), cheap(0, 0), grid(100, 100, 0));

    Optimum optimum = optimum(village);

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(12 * 10 * (0.05 + 0.3), within(1e-5));
  }

  /// Nobody makes a generator run: what it would serve is lost at 0.1, which saves 0.2.
  @Test
  void offGridAGeneratorMayStandWhereLostLoadCostsLess() {
    var turbine = new Turbine("turbine", 5, 40, 0, 0.3, 0, Double.POSITIVE_INFINITY);
    Village village = Village.of(twoPrices(0, 0), cheap(0, 0), turbine);

    Optimum optimum = optimum(village);

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(24 * 10 * 0.1, within(1e-6));
  }

  /// What is shed by agreement comes first, even where the rest would cost less: all lost costs 4 ×
  /// 0.3 + 6 × 0.1 = 1.8, all served 2.5; lost without what was agreed would cost 0.6 + 1.
  @Test
  void whatIsAgreedIsShedBeforeTheRest() {
    var turbine = new Turbine("turbine", 0, 40, 0, 0.25, 0, Double.POSITIVE_INFINITY);
    Village village = Village.of(new double[] {0, 0}, cheap(0.4, 0.3), turbine);

    Optimum optimum = optimum(village);

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(2 * 1.8, within(1e-6));
  }

  private static Load cheap(double share, double agreed) {
    return new Load("load", Carrier.POWER, Profile.constant(10), 1, share, agreed, 0.1, 1);
  }

  /// Feed-in by a connection of its own pays 0.4 where buying costs 0.1: only what the site has too
  /// much is sold.
  @Test
  void nothingBoughtIsSoldAgainByAnotherConnection() {
    var battery = new Battery("battery", 10, 5, 5, 1, 1, 0, 1, 1, 0);
    var feedIn =
        new GridConnection("feedIn", Carrier.POWER, 0, 50, 0, Tariff.flat(0.4), 0, List.of());
    Village village = Village.of(new double[] {0.1, 0.1}, battery, load(2), grid(50, 0, 0), feedIn);

    Optimum optimum = optimum(village);

    // the battery holds 10 kWh worth 1 in the end; given at 5 kW they serve 4 kWh and sell 6
    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(10 * 0.1 - 6 * 0.4, within(1e-6));
  }

  /// A mixed-integer program written by hand and solved by HiGHS gave 7.280246914 for this case:
  /// selling earns 0.2, also while buying costs 0.1.
  @Test
  void nothingBoughtIsSoldAgainForAFeedInPrice() {
    Optimum optimum = optimum(fedIn());

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(7.280246914, within(1e-5));
  }

  @Test
  void planningAnewKnowsThatNothingBoughtIsSoldAgain() {
    Village ending = fedIn().thatEnds();
    Controller planner = Controllers.named("perfectMPC", ending.setting().scenario());

    double played = ending.play(planner).total().cost();

    assertThat(played).isCloseTo(optimum(ending).cost(), within(1e-3));
  }

  private static Village fedIn() {
    var battery = new Battery("battery", 10, 5, 5, 0.9, 0.9, 0, 1, 0, 0);
    var feedIn = Optional.of(Profile.constant(0.2));
    var tariff = new Tariff(Profile.scaled("price", 1), List.of(), 0, List.of(), feedIn);
    var grid = new GridConnection("grid", Carrier.POWER, 10, 10, 0, tariff, 0, List.of());
    return Village.of(twoPrices(0.1, 0.3), battery, load(2), grid);
  }

  /// Stored at 0.1 and 0.9, given at 0.3 and 0.9: the 10 kWh that the battery holds serve 9 kWh and
  /// cost 11.111 kWh. Nothing gives the reactive power of the load, which is a violation either
  /// way.
  @Test
  void noLoadIsShedForReactivePowerThatNobodyGives() {
    var battery = new Battery("battery", 10, 5, 5, 0.9, 0.9, 0, 1, 0, 0);
    var load = new Load("load", Carrier.POWER, Profile.constant(2), 0.95, 0, 0, 10, 1);
    var grid = new GridConnection("grid", Carrier.POWER, 10, 0, 0, Village.tariff(0), 0, List.of());
    Village village = Village.of(twoPrices(0.1, 0.3), battery, load, grid).thatEnds();

    Optimum optimum = optimum(village);

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost())
        .isCloseTo(24 * 0.1 + 24 * 0.3 + 10 / 0.9 * 0.1 - 9 * 0.3, within(1e-5));
  }

  private static GridConnection grid(double in, double out, double spread) {
    return new GridConnection(
        "grid", Carrier.POWER, in, out, 50, Village.tariff(spread), 0, List.of());
  }

  /// 24 hours off grid; a mixed-integer program written by hand and solved by HiGHS gave 122.36
  /// with nothing unserved.
  @Test
  void aGeneratorWithAMinimumIsCommittedOffGrid() {
    Village village = offGrid(new Battery("battery", 40, 20, 20, 0.95, 0.95, 0, 1, 0.5, 0));

    Optimum optimum = optimum(village);
    Outcome played = village.play(optimum.schedule());

    assertThat(optimum.exact()).isTrue();
    assertThat(played.total().unservedKwh()).isCloseTo(0, within(1e-6));
  }

  @Test
  void everyPlannerKnowsCommitment() {
    Village village = offGrid(new Battery("battery", 40, 20, 20, 0.95, 0.95, 0, 1, 0.5, 0));
    double floor = optimum(village).cost();

    for (String name : List.of("perfectMPC", "optimum")) {
      Outcome played = village.play(Controllers.named(name, village.setting().scenario()));
      assertThat(played.total().cost()).as(name).isBetween(floor - 1e-6, 1.05 * floor);
      assertThat(played.total().unservedKwh()).as(name).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void offGridTheRuleLosesNoLoadThatBatteryAndGeneratorCanServe() {
    Village village = offGrid(new Battery("battery", 40, 20, 20, 0.95, 0.95, 0, 1, 0.5, 0));

    Outcome played = village.play(TimeOfUse.published());

    assertThat(played.total().unservedKwh()).isCloseTo(0, within(1e-9));
  }

  /// House a needs 10 kW behind a connection of 5 kW; b is idle behind one of 5 kW. What b could
  /// buy is no use to a: neighbours trade what they have, and each buys for itself.
  @Test
  void aNeighboursConnectionIsNotUsed() {
    List<Microgrid> houses =
        List.of(
            new Microgrid("a", "", List.of(load(10), grid(5, 5, 0.5))),
            new Microgrid("b", "", List.of(load(0), grid(5, 5, 0.5))));
    Scenario alone = Scenario.of("houses", Duration.ofHours(1), houses);
    Scenario trading =
        new Scenario(
            alone.name(),
            alone.title(),
            "",
            "$",
            alone.step(),
            alone.dataset(),
            new Interconnection.LocalTrade(),
            houses,
            Optional.empty(),
            Optional.empty(),
            Scenario.Ending.TRUNCATED);
    Dataset data = PlannerCases.hours(3, hour -> 0.2, hour -> 0, hour -> 0);
    Setting setting = Setting.of(trading, data);

    Optimum optimum = Optimum.of(setting, Period.between(0, 3), Coupling.of(trading));

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(3 * (5 * 0.2 + 5 * 10), within(1e-5));
  }

  private static Village offGrid(Battery battery) {
    double[] demand = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      demand[hour] = 18.5 - 11.5 * Math.cos(2 * Math.PI * (hour - 4) / 24);
    }
    var load = new Load("load", Carrier.POWER, Profile.scaled("price", 1), 1, 0, 0, 10, 1);
    var turbine = new Turbine("turbine", 15, 40, 0, 0.3, 0, Double.POSITIVE_INFINITY);
    return Village.of(demand, battery, turbine, load);
  }

  private static Load load(double demand) {
    return Village.load(demand);
  }
}
