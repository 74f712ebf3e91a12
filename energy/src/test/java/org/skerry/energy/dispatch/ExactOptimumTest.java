package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
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
import org.skerry.optimization.InteriorPoint;

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

  /// A day off grid of 7 to 30 kW, served by a generator of 15 to 40 kW: with a battery or a dump
  /// load all of it, with neither only what is 15 kW or more.
  @ParameterizedTest
  @MethodSource("aids")
  void aGeneratorWithAMinimumIsCommittedOffGrid(Optional<Device> aid) {
    Village village = offGrid(aid);
    double reference =
        SiteReference.cost(
            village.setting().sites().getFirst().devices(),
            (device, _, step) -> device instanceof Load ? demand()[step] : 0,
            24,
            1);
    double lost = Arrays.stream(demand()).filter(one -> aid.isEmpty() && one < 15).sum();

    Optimum optimum = optimum(village);
    Outcome played = village.play(optimum.schedule());

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(reference, within(1e-5 * reference)); // of both solvers
    assertThat(played.total().unservedKwh()).isCloseTo(lost, within(1e-6));
  }

  /// A plan of 24 hours is within 1e-4 of its optimum. `mpc` knows no load to come, and takes that
  /// of now instead: that may cost more, but not a kWh that could be served.
  @ParameterizedTest
  @MethodSource("aids")
  void everyPlannerKnowsCommitment(Optional<Device> aid) {
    Village village = offGrid(aid);
    Optimum optimum = optimum(village);
    double unserved = village.play(optimum.schedule()).total().unservedKwh();

    for (String name : List.of("mpc", "perfectMPC", "optimum")) {
      Outcome played = village.play(Controllers.named(name, village.setting().scenario()));
      double most = optimum.cost() * (name.equals("mpc") ? 1.02 : 1.0002);
      assertThat(played.total().cost()).as(name).isBetween(optimum.cost() - 1e-6, most);
      assertThat(played.total().unservedKwh()).as(name).isCloseTo(unserved, within(1e-6));
    }
  }

  @Test
  void offGridTheRuleLosesNoLoadThatBatteryAndGeneratorCanServe() {
    Village village = offGrid(aids().getFirst());

    Outcome played = village.play(TimeOfUse.published());

    assertThat(played.total().unservedKwh()).isCloseTo(0, within(1e-9));
  }

  static List<Optional<Device>> aids() {
    return List.of(
        Optional.of(new Battery("battery", 40, 20, 20, 0.95, 0.95, 0, 1, 0.5, 0)),
        Optional.of(new Dump("dump", 20)),
        Optional.empty());
  }

  /// Neighbours of one tariff may account for their trade in many ways. An interior point takes one
  /// of them where a house buys for others; that is no reason to choose with integers.
  @Test
  void neighboursOfOneTariffNeedNoIntegers() {
    Setting setting = neighbours(20, 3);
    Outlook outlook = Outlook.known(setting, Period.between(0, 3), 0);

    Plan plan =
        Plan.relaxed(
            new Plan.Task(
                setting,
                List.of(0, 1),
                3,
                Plan.Start.described(),
                outlook,
                site -> 0,
                Exchange.lossless()),
            new InteriorPoint());

    assertThat(plan.keepsRules()).isTrue();
  }

  /// House a needs 10 kW behind a connection of 5 kW; b is idle behind one of 5 kW. What b could
  /// buy is no use to a: neighbours trade what they have, and each buys for itself.
  @Test
  void aNeighboursConnectionIsNotUsed() {
    Setting setting = neighbours(5, 0);

    Optimum optimum = Optimum.of(setting, Period.between(0, 3), Coupling.of(setting.scenario()));

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(3 * (5 * 0.2 + 5 * 10), within(1e-5));
  }

  /// Two houses for 3 hours, of which one needs 10 kW.
  ///
  /// @param connection of each, kW
  /// @param other what the other needs, kW
  private static Setting neighbours(double connection, double other) {
    List<Microgrid> houses =
        List.of(
            new Microgrid("a", "", List.of(load(10), grid(connection, connection, 0.5))),
            new Microgrid("b", "", List.of(load(other), grid(connection, connection, 0.5))));
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
    return Setting.of(trading, data);
  }

  private static double[] demand() {
    double[] demand = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      demand[hour] = 18.5 - 11.5 * Math.cos(2 * Math.PI * (hour - 4) / 24);
    }
    return demand;
  }

  private static Village offGrid(Optional<Device> aid) {
    var load = new Load("load", Carrier.POWER, Profile.scaled("price", 1), 1, 0, 0, 10, 1);
    var turbine = new Turbine("turbine", 15, 40, 0, 0.3, 0, Double.POSITIVE_INFINITY);
    List<Device> devices = new ArrayList<>(List.of(turbine, load));
    aid.ifPresent(devices::add);
    return Village.of(demand(), devices.toArray(Device[]::new));
  }

  private static Load load(double demand) {
    return Village.load(demand);
  }
}
