package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

/// What gives way where a network cannot carry what is asked of it, and who is told.
class NetworkReliefTest {
  private static final double BASE = 1000;

  private static Line line(String from, String to, double r, double x) {
    return new Line(from + to, from, to, r, x, 0, Double.POSITIVE_INFINITY, 1, 0, true);
  }

  /// Buses 1, 2 and 3 in a row; the loads are those of the network itself at bus 3.
  private static Network row(double ownKw, double ownKvar, double low, double high) {
    return new Network(
        "row",
        BASE,
        List.of(
            Bus.source("1", 10, 1),
            Bus.load("2", 10, 0, 0),
            Bus.load("3", 10, ownKw, ownKvar).withLimits(low, high)),
        List.of(line("1", "2", 0.01, 0.02), line("2", "3", 0.03, 0.04)));
  }

  private static Device load(double kw, int priority) {
    return new Load("load", Carrier.POWER, Profile.constant(kw), 1, 0, 0, 10, priority);
  }

  private static Device grid(double price, double limit) {
    return new GridConnection(
        "grid",
        Carrier.POWER,
        limit,
        limit,
        5000,
        new Tariff(Profile.constant(price), List.of(), 1),
        0,
        List.of());
  }

  private static Microgrid at(String bus, String name, Device... devices) {
    return new Microgrid(name, bus, List.of(devices));
  }

  private static Setting setting(Interconnection network, Microgrid... microgrids) {
    Scenario scenario =
        new Scenario(
            "row",
            "row",
            "",
            "$",
            Duration.ofHours(1),
            "hours",
            network,
            List.of(microgrids),
            Optional.empty(),
            Optional.empty(),
            Scenario.Ending.TERMINAL);
    Dataset hours =
        new Dataset(
            "hours",
            "made for tests",
            Instant.parse("2016-01-01T00:00:00Z"),
            ZoneId.of("UTC"),
            Duration.ofHours(1),
            List.of(new Series("price", "per kWh", new double[] {0.1, 0.1})),
            List.of());
    return Setting.of(scenario, hours);
  }

  private static Outcome hour(Interconnection network, Microgrid... microgrids) {
    Setting setting = setting(network, microgrids);
    return new Simulation(
            setting,
            Period.between(0, 1),
            Coupling.of(setting.scenario()).settlement(),
            Step.Limits.OPERATING)
        .run(new DoNothing(), played -> {});
  }

  private static Interconnection full(Network network) {
    return new Interconnection.Full(network, Profile.constant(1), 0.001, 7);
  }

  private static double voltage(Outcome outcome, String bus) {
    return outcome.trace().columns().stream()
        .filter(column -> column.device().equals(bus) && column.quantity().equals("voltage"))
        .map(column -> outcome.trace().values(column)[0])
        .findFirst()
        .orElseThrow();
  }

  /// Where all connections are at their limit b loses its load for a, and so buys for a. No plan of
  /// c's generator knows that; what is played may not cost less than the floor for it.
  @Test
  void loadThatIsLostForAnotherMicrogridLeavesTheFloorBelow() {
    var generator = new Turbine("generator", 4, 5, 0, 0.3, 0, Double.POSITIVE_INFINITY);
    Setting setting =
        setting(
            full(row(0, 0, 0.9, 1.1)),
            at("2", "a", load(10, 1), grid(0.1, 5)),
            at("3", "b", worth(1, 5), grid(0.1, 5)),
            at("3", "c", worth(1, 5), generator, grid(0.1, 0.5)));
    Coupling coupling = Coupling.of(setting.scenario());
    Period hours = Period.between(0, 2);

    Outcome idle =
        new Simulation(setting, hours, coupling.settlement(), Step.Limits.OPERATING)
            .run(new DoNothing(), _ -> {});

    assertThat(idle.total().cost()).isCloseTo(2 * (10.5 * 0.1 + 9.5), within(1e-3)); // losses
    Optimum optimum = Optimum.of(setting, hours, coupling);
    assertThat(optimum.bound()).isLessThanOrEqualTo(idle.total().cost());
  }

  /// b loses its load for a, and d what its line cannot carry: that carries 0.99 × 0.01 / 1.875 pu,
  /// 5.28 kW. That d buys less is no reason for a to lose load too.
  @Test
  void loadThatWasLostForAnotherIsNotLostAgainWhenTheNetworkTakesMore() {
    Network weak =
        new Network(
            "weak",
            BASE,
            List.of(
                Bus.source("1", 0.4, 1),
                Bus.load("2", 0.4, 0, 0),
                Bus.load("3", 0.4, 0, 0).withLimits(0.99, 1.1)),
            List.of(line("1", "2", 0.001, 0), line("1", "3", 1.875, 0)));

    Outcome outcome =
        hour(
            full(weak),
            at("2", "a", load(10, 1), grid(0.1, 5)),
            at("2", "b", worth(1, 5), grid(0.1, 5)),
            at("3", "d", worth(2, 8), grid(0.1, 8)));

    assertThat(outcome.sites().get(0).unservedKwh()).isZero();
    assertThat(outcome.sites().get(1).unservedKwh()).isEqualTo(5);
    assertThat(outcome.sites().get(2).unservedKwh()).isCloseTo(8 - 5.28, within(1e-4));
    assertThat(outcome.sites().get(0).cost()).isCloseTo(5 * 0.1, within(1e-9));
    assertThat(outcome.sites().get(1).cost()).isCloseTo(5 * 0.1 + 5, within(1e-9));
    assertThat(outcome.sites().get(2).cost()).isCloseTo(5.28 * 0.1 + 2.72 * 2, within(1e-3));
    assertThat(outcome.total().violations()).isZero();
  }

  /// Bought at 0.1 and sold at 0.3, nothing circles: a sells its surplus, b buys what it lacks.
  @Test
  void whereSellingEarnsMoreThanBuyingCostsNothingCircles() {
    var tariff =
        new Tariff(
            Profile.constant(0.1),
            List.of(),
            0,
            List.of(),
            Optional.of(Profile.constant(0.3)),
            List.of());
    var grid = new GridConnection("grid", Carrier.POWER, 100, 100, 5000, tariff, 0, List.of());
    var sun = new Photovoltaic("sun", new Output.Measured(Profile.constant(30)), 0);
    Interconnection network = new Interconnection.Reduced(row(0, 0, 0.95, 1.05), 0.001);

    Outcome outcome =
        hour(network, at("1", "a", load(10, 1), sun, grid), at("2", "b", load(10, 1), grid));

    // the flow is exact to 1e-6 of its base power
    assertThat(outcome.sites().get(0).exportKwh()).isCloseTo(20, within(1e-3));
    assertThat(outcome.sites().get(0).importKwh()).isZero();
    assertThat(outcome.sites().get(1).importKwh()).isCloseTo(10, within(1e-3));
    assertThat(outcome.sites().get(1).exportKwh()).isZero();
    assertThat(outcome.total().cost()).isCloseTo(-20 * 0.3 + 10 * 0.1, within(1e-3));
    assertThat(outcome.total().violations()).isZero();
  }

  private static Device worth(double lostLoadValue, double kw) {
    return new Load("load", Carrier.POWER, Profile.constant(kw), 1, 0, 0, lostLoadValue, 3);
  }

  @Test
  void ownLoadOfTheNetworkThatIsShedIsPaidForAndCounted() {
    Outcome outcome =
        hour(full(row(2000, 500, 0.95, 1.1)), at("2", "m", load(20, 1), grid(0.1, 100)));

    Figures total = outcome.total();
    assertThat(voltage(outcome, "3")).isCloseTo(0.95, within(1e-7));
    assertThat(total.networkUnservedKwh()).isGreaterThan(500);
    assertThat(total.unservedKwh()).isEqualTo(total.networkUnservedKwh());
    assertThat(total.terms().get("unserved")).isEqualTo(7 * total.networkUnservedKwh());
    assertThat(total.violations()).isEqualTo(1);
    assertThat(outcome.sites().getFirst().unservedKwh()).isZero();
    assertThat(total.cost())
        .isEqualTo(total.terms().values().stream().mapToDouble(Double::doubleValue).sum());
  }

  @Test
  void ownGenerationOfTheNetworkThatIsCurtailedIsCounted() {
    Outcome outcome =
        hour(full(row(-2500, 0, 0.9, 1.05)), at("2", "m", load(20, 1), grid(0.1, 100)));

    assertThat(voltage(outcome, "3")).isCloseTo(1.05, within(1e-7));
    assertThat(outcome.total().networkCurtailedKwh()).isGreaterThan(100);
    assertThat(outcome.total().curtailedKwh()).isEqualTo(outcome.total().networkCurtailedKwh());
    assertThat(outcome.total().violations()).isEqualTo(1);
  }

  @Test
  void atASharedBusMicrogridsGiveWayBeforeTheNetworksOwnLoad() {
    Outcome much = hour(full(row(1000, 0, 0.95, 1.1)), at("3", "m", load(300, 1), grid(0.1, 2000)));
    Outcome little =
        hour(full(row(1250, 0, 0.95, 1.1)), at("3", "m", load(50, 1), grid(0.1, 2000)));

    assertThat(much.total().networkUnservedKwh()).isZero();
    assertThat(much.total().unservedKwh()).isPositive();
    assertThat(little.sites().getFirst().unservedKwh()).isEqualTo(50);
    assertThat(little.total().unservedKwh()).isCloseTo(much.total().unservedKwh(), within(1e-3));
  }

  @Test
  void twoMicrogridsAtOneBusShedTogetherNoMoreThanOneWould() {
    Outcome one = hour(full(row(0, 0, 0.95, 1.1)), at("3", "a", load(2000, 1), grid(0.1, 3000)));
    Outcome two =
        hour(
            full(row(0, 0, 0.95, 1.1)),
            at("3", "a", load(700, 1), grid(0.1, 3000)),
            at("3", "b", load(1300, 2), grid(0.1, 3000)));

    assertThat(two.total().unservedKwh()).isCloseTo(one.total().unservedKwh(), within(1e-3));
    assertThat(two.sites().get(0).unservedKwh()).isZero();
    assertThat(two.sites().get(1).unservedKwh()).isPositive();
    assertThat(voltage(two, "3")).isCloseTo(0.95, within(1e-7));
    assertThat(two.total().violations()).isZero();
  }

  @Test
  void loadOfALargerPriorityNumberIsShedFirstAcrossTheNetwork() {
    // what bus 2 draws lowers the voltage of bus 3 less than what bus 3 draws
    Outcome outcome =
        hour(
            full(row(0, 0, 0.95, 1.1)),
            at("2", "a", load(2000, 3), grid(0.1, 3000)),
            at("3", "b", load(1000, 1), grid(0.1, 3000)));

    assertThat(outcome.sites().get(0).unservedKwh()).isPositive();
    assertThat(outcome.sites().get(1).unservedKwh()).isZero();
    assertThat(outcome.total().violations()).isZero();
  }

  private static Interconnection reduced() {
    return new Interconnection.Reduced(row(0, 0, 0.9, 1.1), 0.001);
  }

  private static Outcome mutual(double priceAtSource, double priceAtEnd) {
    return hour(
        reduced(),
        at("1", "a", grid(priceAtSource, 500)),
        at("2", "b", load(100, 1), grid(priceAtSource, 500)),
        at(
            "3",
            "c",
            new Photovoltaic("sun", new Output.Measured(Profile.constant(300)), 0),
            load(50, 1),
            grid(priceAtEnd, 500)));
  }

  @Test
  void lossesCostTheMeanPriceOfAllMicrogrids() {
    Outcome outcome = mutual(0.2, 0.5);

    double[] losses =
        outcome.trace().columns().stream()
            .filter(column -> column.quantity().equals("losses"))
            .map(outcome.trace()::values)
            .findFirst()
            .orElseThrow();
    assertThat(outcome.total().terms().get("losses"))
        .isCloseTo(Arrays.stream(losses).sum() * 0.3, within(1e-12));
  }

  @Test
  void withDifferentTariffsThePlanCostsWhatItsPlayDoes() {
    Setting setting =
        setting(
            reduced(),
            at("1", "a", load(30, 1), grid(0.2, 500)),
            at("2", "b", load(100, 1), grid(0.3, 500)),
            at("3", "c", load(150, 1), grid(0.6, 500)));
    Coupling coupling = Coupling.of(setting.scenario());

    double plan = Optimum.of(setting, Period.between(0, 1), coupling).bound();
    double play =
        new Simulation(setting, Period.between(0, 1), coupling.settlement(), Step.Limits.OPERATING)
            .run(new DoNothing(), played -> {})
            .total()
            .cost();

    assertThat(play).isCloseTo(plan, within(1e-6 * plan)); // the solver's and the flow's tolerance
  }

  @Test
  void aReducedNetworkWithoutAMicrogridAtItsSourceIsRefused() {
    assertThatThrownBy(() -> hour(reduced(), at("2", "b", load(100, 1), grid(0.1, 500))))
        .hasMessage("No microgrid is at the source of network row. Put one there.");
  }

  @Test
  void severalConnectionsOfAMicrogridInANetworkAreRefused() {
    var feedIn =
        new GridConnection("feed-in", Carrier.POWER, 0, 50, 0, Tariff.flat(0.05), 0, List.of());

    assertThatThrownBy(() ->
            hour(full(row(0, 0, 0.9, 1.1)), at("2", "b", load(100, 1), grid(0.1, 50), feedIn)))
        .hasMessageContaining("has 2 connections to the main grid");
  }
}
