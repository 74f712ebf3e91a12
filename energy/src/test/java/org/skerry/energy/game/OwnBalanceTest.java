package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.skerry.energy.game.Site.battery;
import static org.skerry.energy.game.Site.dump;
import static org.skerry.energy.game.Site.grid;
import static org.skerry.energy.game.Site.heat;
import static org.skerry.energy.game.Site.load;
import static org.skerry.energy.game.Site.sun;
import static org.skerry.energy.game.Site.turbine;
import static org.skerry.energy.game.Site.wind;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skerry.energy.device.Carbon;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.learning.Allocation;
import org.skerry.learning.Transition;

class OwnBalanceTest {
  @Test
  void theMainGridGivesWhatIsMissing() {
    Site site = Site.of(sun(30), load("load", 100, 0, 1), grid(200, 200)).settle();

    assertThat(site.power("grid")).isEqualTo(70);
  }

  @Test
  void theMainGridTakesWhatIsLeft() {
    Site site = Site.of(sun(30), load("load", 10, 0, 1), grid(200, 200)).settle();

    assertThat(site.power("grid")).isEqualTo(-20);
  }

  @Test
  void whatTheGridCannotTakeIsCurtailedSunAndWindFirst() {
    Site site = surplus(10).settle();

    assertThat(site.power("grid")).isEqualTo(-10);
    assertThat(site.power("sun")).isZero();
    assertThat(site.power("wind")).isEqualTo(10);
    assertThat(site.power("turbine")).isEqualTo(40);
    assertThat(site.power("battery")).isEqualTo(10);
  }

  @Test
  void thenTheGeneratorsGiveWay() {
    Site site = surplus(0).set("turbine", 70).settle();

    assertThat(site.power("sun")).isZero();
    assertThat(site.power("wind")).isZero();
    assertThat(site.power("turbine")).isEqualTo(40);
    assertThat(site.power("battery")).isEqualTo(10);
  }

  @Test
  void ofTwoConnectionsThatWithTheCheaperKilowattHourBuysCarbonIncluded() {
    var dirty =
        new GridConnection(
            "dirty",
            Carrier.POWER,
            200,
            200,
            0,
            Tariff.flat(0.1),
            0,
            List.of(),
            Optional.of(new Carbon(Profile.constant(500), 0.1)), // 0.05 per kWh
            true);
    var clean =
        new GridConnection("clean", Carrier.POWER, 60, 0, 0, Tariff.flat(0.12), 0, List.of());

    Site site = Site.of(load("load", 100, 0, 1), dirty, clean).settle();

    assertThat(site.power("clean")).isEqualTo(60);
    assertThat(site.power("dirty")).isEqualTo(40);
  }

  @Test
  void netMetersGiveWayLastAndAsLittleAsNecessary() {
    Site site = Site.of(sun(30), turbine(0), load("load", -50, 0.5, 1), grid(200, 20));

    site.set("turbine", 40).settle();

    assertThat(site.power("sun") + site.power("turbine")).isZero();
    assertThat(site.power("load")).isEqualTo(20);
    assertThat(site.power("grid")).isEqualTo(-20);
    assertThat(site.cost("load")).isZero();
  }

  @Test
  void thenTheStorageStopsDischarging() {
    Site site = surplus(0).set("turbine", 0).set("battery", 60).set("sun", 0).set("wind", 0);

    site.settle();

    assertThat(site.power("battery")).isEqualTo(50);
  }

  /// 100 kW of supply for a load of 50 kW.
  private static Site surplus(double exportLimit) {
    return Site.of(
            battery(),
            turbine(0),
            sun(30),
            wind(20),
            load("load", 50, 0, 1),
            grid(200, exportLimit))
        .set("turbine", 40)
        .set("battery", 10);
  }

  @Test
  void aGeneratorThatCanStayAboveItsMinimumOnlyGivesWay() {
    Site site =
        Site.of(turbine(30), load("load", 30, 0, 1), grid(200, 0)).set("turbine", 40).settle();

    assertThat(site.power("turbine")).isEqualTo(30);
    assertThat(site.power("grid")).isZero();
  }

  @Test
  void aGeneratorThatHasToFallBelowItsMinimumStopsAndTheGridGivesTheRest() {
    Site site =
        Site.of(turbine(30), load("load", 25, 0, 1), grid(200, 0)).set("turbine", 40).settle();

    assertThat(site.power("turbine")).isZero();
    assertThat(site.power("grid")).isEqualTo(25);
  }

  @Test
  void beforeAGeneratorStopsTheStorageDoes() {
    Site site =
        Site.of(turbine(30), battery(), load("load", 30, 0, 1))
            .set("turbine", 40)
            .set("battery", 10)
            .settle();

    assertThat(site.power("turbine")).isEqualTo(30);
    assertThat(site.power("battery")).isZero();
    assertThat(site.power("load")).isEqualTo(-30);
  }

  @Test
  void whatWasCurtailedForAGeneratorComesBackWhenItStops() {
    Site site = Site.of(turbine(30), sun(20), load("load", 25, 0, 1)).set("turbine", 40).settle();

    assertThat(site.power("turbine")).isZero();
    assertThat(site.power("sun")).isEqualTo(20);
    assertThat(site.power("load")).isEqualTo(-20);
  }

  @Test
  void whereTheGridCannotReplaceAStoppedGeneratorLoadIsShed() {
    Site site =
        Site.of(turbine(30), load("load", 25, 0, 1), grid(10, 0)).set("turbine", 40).settle();

    assertThat(site.power("turbine")).isZero();
    assertThat(site.power("grid")).isEqualTo(10);
    assertThat(site.power("load")).isEqualTo(-10);
  }

  @Test
  void beforeAGeneratorStopsADumpLoadBurnsWhatIsTooMuch() {
    Site site = Site.of(turbine(30), dump(20), load("load", 25, 0, 1)).set("turbine", 40).settle();

    assertThat(site.power("turbine")).isEqualTo(30);
    assertThat(site.power("dump")).isEqualTo(-5);
    assertThat(site.power("load")).isEqualTo(-25);
  }

  @Test
  void aGeneratorThatADumpLoadCannotSaveStopsAndNothingIsBurnt() {
    Site site =
        Site.of(turbine(30), dump(2), load("load", 25, 0, 1), grid(200, 0))
            .set("turbine", 40)
            .settle();

    assertThat(site.power("turbine")).isZero();
    assertThat(site.power("dump")).isZero();
    assertThat(site.power("grid")).isEqualTo(25);
  }

  @Test
  void noLoadIsShedWhileADumpLoadBurns() {
    Site site =
        Site.of(sun(30), dump(20), load("load", 40, 0, 1), grid(20, 0)).set("dump", -20).settle();

    assertThat(site.power("dump")).isEqualTo(-10);
    assertThat(site.power("load")).isEqualTo(-40);
  }

  @Test
  void aResidueOfRoundingStopsNoGenerator() {
    Site site =
        Site.of(
                turbine(30),
                new Photovoltaic("roof", new Output.Measured(Profile.constant(0.1)), 0),
                new Photovoltaic("field", new Output.Measured(Profile.constant(0.2)), 0),
                load("load", 30, 0, 1))
            .set("turbine", 30)
            .settle();

    assertThat(site.power("turbine")).isEqualTo(30);
    assertThat(site.power("load")).isCloseTo(-30, within(1e-12)); // rounding of 30.3
  }

  /// A generator of 30 to 120 kW that changes by 60 kW in an hour, after an hour at 120 kW.
  private static Site slow(Device... others) {
    List<Device> devices = new ArrayList<>(List.of(others));
    devices.add(new Turbine("turbine", 30, 120, 0, 0.1, 0, 60));
    LocalDateTime second = LocalDateTime.of(2016, 1, 1, 2, 0);
    devices.add(
        new GridConnection(
            "grid",
            Carrier.POWER,
            200,
            200,
            50,
            Tariff.flat(0.1),
            0,
            List.of(new GridConnection.Outage(second, second.plusHours(9)))));
    Site site = Site.of(devices.toArray(Device[]::new));
    return site.set("turbine", 60).settle().set("turbine", 120).settle().set("turbine", 120);
  }

  @Test
  void whatTheRampHoldsUpIsBurnt() {
    Site site = slow(load("load", 25, 0, 1), dump(50)).settle();

    assertThat(site.power("turbine")).isEqualTo(60); // 60 below the hour before
    assertThat(site.power("dump")).isEqualTo(-35);
    assertThat(site.power("load")).isEqualTo(-25);
  }

  @Test
  void whatTheRampHoldsUpAndNobodyTakesIsSpilledAndPaidFor() {
    Site site = slow(load("load", 25, 0, 1)).settle();

    assertThat(site.power("turbine")).isEqualTo(25);
    assertThat(site.state("turbine", "output")).isEqualTo(60);
    assertThat(site.cost("turbine")).isEqualTo(6); // 60 kWh of fuel at 0.1
    assertThat(site.power("load")).isEqualTo(-25);
  }

  @Test
  void inADeficitChargingStopsFirst() {
    Site site =
        Site.of(battery(), load("load", 100, 0.2, 1), grid(120, 0)).set("battery", -30).settle();

    assertThat(site.power("battery")).isEqualTo(-20);
    assertThat(site.power("load")).isEqualTo(-100);
    assertThat(site.power("grid")).isEqualTo(120);
  }

  @Test
  void thenWhatWasAgreedIsCurtailedLargePriorityNumbersFirst() {
    Site site = twoLoads(130).settle();

    assertThat(site.power("battery")).isZero();
    assertThat(site.power("house")).isEqualTo(-30);
    assertThat(site.power("clinic")).isEqualTo(-100);
  }

  @Test
  void theAgreedSharesOfAllLoadsComeBeforeWhatIsCritical() {
    Site site = twoLoads(115).settle();

    assertThat(site.power("house")).isEqualTo(-25);
    assertThat(site.power("clinic")).isEqualTo(-90);
  }

  @Test
  void thenCriticalLoadIsShedThatOfPriorityOneLast() {
    Site some = twoLoads(95).settle();
    Site most = twoLoads(20).settle();

    assertThat(some.power("house")).isEqualTo(-15);
    assertThat(some.power("clinic")).isEqualTo(-80);
    assertThat(most.power("house")).isZero();
    assertThat(most.power("clinic")).isEqualTo(-20);
  }

  /// 180 kW of demand: 30 for charging, 50 of a house and 100 of a clinic.
  private static Site twoLoads(double importLimit) {
    return Site.of(
            load("clinic", 100, 0.2, 1), load("house", 50, 0.5, 3), battery(), grid(importLimit, 0))
        .set("battery", -30);
  }

  @Test
  void anIslandUsesWhatItHas() {
    Site deficit = Site.of(sun(30), load("load", 100, 0, 1)).settle();
    Site surplus = Site.of(sun(30), load("load", 10, 0, 1)).settle();

    assertThat(deficit.power("load")).isEqualTo(-30);
    assertThat(surplus.power("sun")).isEqualTo(10);
  }

  @Test
  void anOutageMakesAnIsland() {
    LocalDateTime start = LocalDateTime.of(2016, 1, 1, 0, 0);
    var failing =
        new GridConnection(
            "grid",
            Carrier.POWER,
            200,
            200,
            50,
            Tariff.flat(0.1),
            0,
            List.of(new GridConnection.Outage(start, start.plusHours(1))));
    Site site = Site.of(sun(30), load("load", 100, 0, 1), failing).settle();

    assertThat(site.power("grid")).isZero();
    assertThat(site.power("load")).isEqualTo(-30);

    site.settle();

    assertThat(site.power("grid")).isEqualTo(70);
    assertThat(site.power("load")).isEqualTo(-100);
  }

  private static GridConnection priced(String name, double most, double buy, double sell) {
    return priced(name, most, most, buy, sell);
  }

  private static GridConnection priced(
      String name, double buys, double sells, double buy, double sell) {
    var tariff = new Tariff(Profile.constant(buy), List.of(), 1 - sell / buy);
    return new GridConnection(name, Carrier.POWER, buys, sells, 0, tariff, 0, List.of());
  }

  @Test
  void ofTwoConnectionsTheCheaperBuysFirst() {
    Site site =
        Site.of(
                load("load", 70, 0, 1),
                priced("dear", 50, 0.3, 0.2),
                priced("cheap", 50, 0.1, 0.05))
            .settle();

    assertThat(site.power("cheap")).isEqualTo(50);
    assertThat(site.power("dear")).isEqualTo(20);
  }

  @Test
  void ofTwoConnectionsTheOneThatPaysMoreSellsFirst() {
    Site site =
        Site.of(sun(70), priced("cheap", 50, 0.1, 0.05), priced("dear", 50, 0.3, 0.2)).settle();

    assertThat(site.power("dear")).isEqualTo(-50);
    assertThat(site.power("cheap")).isEqualTo(-20);
  }

  /// 40 kW of demand, a turbine that gives 61 to 100, and connections that sell 10 each.
  @Test
  void ofTwoConnectionsNoneSellsWhatTheOtherBuysWhenAGeneratorStops() {
    var turbine = new Turbine("turbine", 61, 100, 0, 0.1, 0, Double.POSITIVE_INFINITY);
    Site site =
        Site.of(
                load("load", 40, 0, 1),
                turbine,
                priced("dear", 10, 0.3, 0.2),
                priced("cheap", 50, 10, 0.1, 0.05))
            .set("turbine", 0, 100)
            .settle();

    assertThat(site.power("turbine")).isZero();
    assertThat(site.power("cheap")).isEqualTo(40);
    assertThat(site.power("dear")).isZero();
  }

  @Test
  void theGridGivesReactivePowerWithinItsLimit() {
    var load = new Load("load", Carrier.POWER, Profile.constant(40), 0.8, 0, 0, 10, 1);
    var large = new Load("load", Carrier.POWER, Profile.constant(100), 0.8, 0, 0, 10, 1);

    assertThat(Site.of(load, grid(200, 0)).settle().flow("grid", Carrier.REACTIVE))
        .isCloseTo(30, within(1e-9)); // 40 · tan(arccos 0.8)
    assertThat(Site.of(large, grid(200, 0)).settle().flow("grid", Carrier.REACTIVE)).isEqualTo(50);
  }

  @Test
  void anInverterRelievesTheGridOfReactivePower() {
    var load = new Load("load", Carrier.POWER, Profile.constant(40), 0.8, 0, 0, 10, 1);
    var inverter = new Photovoltaic("roof", new Output.Measured(Profile.constant(0)), 20);

    Site site = Site.of(load, inverter, grid(200, 0)).set("roof", 1, 20).settle();

    assertThat(site.flow("grid", Carrier.REACTIVE)).isCloseTo(10, within(1e-9));
  }

  @Test
  void heatIsBalancedByCogeneration() {
    Site site = warm(60).set("unit", 60).set("unit", 1, 90).settle();

    assertThat(site.flow("unit", Carrier.HEAT)).isEqualTo(60);
    assertThat(site.flow("hall", Carrier.HEAT)).isEqualTo(-40);
    assertThat(site.flow("pool", Carrier.HEAT)).isEqualTo(-20);
  }

  @Test
  void heatThatIsMissingIsShedByPriority() {
    Site site = warm(60).set("unit", 30).set("unit", 1, 45).settle();

    assertThat(site.flow("pool", Carrier.HEAT)).isEqualTo(-5);
    assertThat(site.flow("hall", Carrier.HEAT)).isEqualTo(-40);
  }

  @Test
  void aGeneratorThatGivesWayHasLessHeat() {
    Site site = warm(20).set("unit", 60).set("unit", 1, 60).settle();

    assertThat(site.power("unit")).isEqualTo(20);
    assertThat(site.flow("unit", Carrier.HEAT)).isEqualTo(30);
    assertThat(site.sum(Carrier.HEAT)).isZero();
  }

  /// An island with an electric load and 60 kW of demand for heat.
  private static Site warm(double demand) {
    var unit = new Cogeneration("unit", 0, 100, 0, 0.1, 0, Double.POSITIVE_INFINITY, 1.5, 0);
    return Site.of(unit, load("load", demand, 0, 1), heat("hall", 40, 1), heat("pool", 20, 2));
  }

  @Test
  void aHeatNetworkGivesWhatTheUnitsDoNot() {
    var network =
        new GridConnection("network", Carrier.HEAT, 25, 0, 0, Tariff.flat(0.05), 0, List.of());
    Site site = Site.of(heat("hall", 40, 1), network).settle();

    assertThat(site.flow("network", Carrier.HEAT)).isEqualTo(25);
    assertThat(site.flow("hall", Carrier.HEAT)).isEqualTo(-25);
  }

  @ParameterizedTest
  @EnumSource(Step.Limits.class)
  void everyCarrierOfEveryMicrogridBalances(Step.Limits limits) {
    LayeredGame game = everything(limits);
    Lanes lanes = game.lanes();
    Transition transition = new Transition(game.spec());
    var random = new SplittableRandom(3);
    for (int step = 0; step < game.spec().horizon(); step++) {
      drawSetpoints(lanes, random);

      game.resolve(transition);

      for (Carrier carrier : List.of(Carrier.POWER, Carrier.HEAT)) {
        for (double sum : sums(lanes, carrier)) {
          assertThat(sum).isCloseTo(0, within(1e-9)); // sums of a few hundred kW
        }
      }
    }
  }

  @Test
  void noConnectionGoesBeyondItsLimits() {
    LayeredGame game = everything(Step.Limits.OPERATING);
    Transition transition = new Transition(game.spec());
    var random = new SplittableRandom(4);
    for (int step = 0; step < game.spec().horizon(); step++) {
      drawSetpoints(game.lanes(), random);

      game.resolve(transition);

      for (Equipment grid : game.lanes().all(GridConnection.class)) {
        Units units = grid.units();
        for (int row = 0; row < units.rows(); row++) {
          assertThat(units.power(0)[row])
              .isBetween(units.low(0)[row] - 1e-9, units.high(0)[row] + 1e-9); // rounding
        }
      }
    }
  }

  @Test
  void nothingIsAskedToDoWhatItCannot() {
    LayeredGame game = everything(Step.Limits.OPERATING);
    Transition transition = new Transition(game.spec());
    var random = new SplittableRandom(5);
    for (int step = 0; step < game.spec().horizon(); step++) {
      drawSetpoints(game.lanes(), random);

      game.resolve(transition);

      for (Equipment kind : game.lanes().equipment()) {
        Units units = kind.units();
        for (int row = 0; row < units.rows(); row++) {
          int state = units.stateIndex("output"); // of a generator, which may spill some of it
          double given = state < 0 ? units.power(0)[row] : units.state(state)[row];
          double high = Math.max(0, units.high(0)[row]); // all load may be shed
          assertThat(given).isBetween(units.low(0)[row] - 1e-9, high + 1e-9);
          assertThat(units.power(0)[row]).isLessThanOrEqualTo(given);
        }
      }
    }
  }

  @Test
  void settlingAllocatesNothing() {
    LayeredGame game = everything(Step.Limits.OPERATING);
    Transition transition = new Transition(game.spec());
    var random = new SplittableRandom(6);
    drawSetpoints(game.lanes(), random);

    assertThat(
            Allocation.bytes(
                () -> {
                  game.reset(0);
                  drawSetpoints(game.lanes(), random);
                },
                () -> game.resolve(transition),
                1_500))
        .isZero();
  }

  private static LayeredGame everything(Step.Limits limits) {
    Setting setting = Setting.of(Examples.everything(), Examples.days(5));
    LayeredGame game =
        LayeredGame.of(setting, Period.between(0, 119), 3, limits).settle(OwnBalance::new);
    game.reset(0);
    return game;
  }

  private static void drawSetpoints(Lanes lanes, SplittableRandom random) {
    for (Equipment kind : lanes.equipment()) {
      Units units = kind.units();
      for (int control = 0; control < units.controls(); control++) {
        for (int row = 0; row < units.rows(); row++) {
          if (random.nextInt(3) > 0) { // the others keep their idle values
            units.setpoint(control)[row] = 300 * random.nextDouble() - 150;
          }
        }
      }
    }
  }

  /// What flows into the bus of each site in each lane.
  private static double[] sums(Lanes lanes, Carrier carrier) {
    double[] sums = new double[lanes.sites() * lanes.count()];
    for (Equipment kind : lanes.equipment()) {
      Units units = kind.units();
      int port = units.port(carrier);
      for (int row = 0; row < units.rows() && port >= 0; row++) {
        int site = kind.site(row / lanes.count());
        sums[site * lanes.count() + row % lanes.count()] += units.power(port)[row];
      }
    }
    return sums;
  }
}
