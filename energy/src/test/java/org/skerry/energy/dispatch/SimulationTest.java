package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.skerry.energy.dispatch.Village.battery;
import static org.skerry.energy.dispatch.Village.grid;
import static org.skerry.energy.dispatch.Village.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;

class SimulationTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred
  private static final double[] RISING = {0.1, 0.2, 0.3};

  private static final Outcome YEAR = year();

  private static Outcome year() {
    Setting setting = Setting.of(Examples.everything(), Examples.days(366));
    return new Simulation(setting, Period.between(0, 8_784), OwnBalance::new, Step.Limits.OPERATING)
        .run(TimeOfUse.published(), played -> {});
  }

  @Test
  void theTermsOfAScheduleAreThoseByHand() {
    Outcome outcome =
        Village.of(RISING, battery(), load(10), grid(0))
            .play(Village.schedule("village/battery", -20, 0, 8));

    Figures total = outcome.total();
    assertThat(total.terms().get("grid")).isCloseTo(30 * 0.1 + 10 * 0.2 + 2 * 0.3, ROUNDING);
    // 60 kWh at the end instead of 50, of which 8 reach the bus at a mean price of 0.2
    assertThat(total.terms().get("storedEnergy")).isCloseTo(-1.6, ROUNDING);
    assertThat(total.cost()).isCloseTo(4, ROUNDING);
    assertThat(total.importKwh()).isCloseTo(42, ROUNDING);
    assertThat(total.exportKwh()).isZero();
    assertThat(total.finalStorageKwh()).isCloseTo(60, ROUNDING);
  }

  @Test
  void whatAStoreHoldsByRoundingIsNothing() {
    var drained = new Battery("battery", 100, 20, 20, 1, 0.8, 0, 1, 1e-312, 0);

    Figures total = Village.of(RISING, drained, load(10), grid(0)).play(new DoNothing()).total();

    assertThat(total.finalStorageKwh()).isZero();
  }

  @Test
  void aNetMetersSurplusIsSold() {
    Figures total = netMeter(100).play(new DoNothing()).total();

    assertThat(total.exportKwh()).isCloseTo(24, ROUNDING);
    assertThat(total.importKwh()).isCloseTo(32, ROUNDING);
    assertThat(total.unservedKwh()).isZero();
    assertThat(total.cost()).isCloseTo(0.8, ROUNDING);
  }

  @Test
  void aNetMetersSurplusThatNobodyTakesIsCurtailed() {
    Village village = netMeter(0);

    Outcome outcome = village.play(new DoNothing());
    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());

    assertThat(outcome.total().curtailedKwh()).isCloseTo(24, ROUNDING);
    assertThat(outcome.total().violations()).isZero();
    assertThat(outcome.total().unservedKwh()).isZero();
    assertThat(outcome.total().cost()).isCloseTo(3.2, ROUNDING);
    assertThat(Village.trace(outcome, "load", "power")).startsWith(0, 0).endsWith(-2, -2);
    assertThat(optimum.cost()).isCloseTo(3.2, ROUNDING);
    assertThat(optimum.exact()).isTrue();
  }

  @Test
  void whatASettlementLosesFromTheBalanceIsAViolationInEveryStep() {
    Village village = Village.of(RISING, load(10), grid(0));

    Figures total =
        new Simulation(
                village.setting(), village.period(), lanes -> () -> {}, Step.Limits.OPERATING)
            .run(new DoNothing(), played -> {})
            .total();

    assertThat(total.violations()).isEqualTo(3);
  }

  /// 3 kW to the grid for 8 h, then 2 kW from it.
  private static Village netMeter(double exportLimit, Device... more) {
    var net = new Profile(List.of(new Profile.Term("price", 1, 0)), Profile.Scale.FACTOR, 1, 0);
    double[] day = new double[24];
    Arrays.fill(day, 0, 8, -3);
    Arrays.fill(day, 8, 24, 2);
    List<Device> devices = new ArrayList<>(List.of(more));
    devices.add(new Load("load", Carrier.POWER, net, 1, 0.5, 0.3, 10, 1));
    devices.add(
        new GridConnection(
            "grid",
            Carrier.POWER,
            100,
            exportLimit,
            0,
            Tariff.flat(0.1),
            0,
            List.of(),
            Optional.empty(),
            more.length == 0));
    return Village.of(day, devices.toArray(Device[]::new));
  }

  @Test
  void whereANetMeterFeedsInStorageThatMustNotWaits() {
    Village village = netMeter(100, battery());

    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());

    assertThat(optimum.exact()).isTrue();
    assertThat(village.play(optimum.schedule()).total().cost()).isCloseTo(optimum.cost(), ROUNDING);
  }

  @Test
  void energyThatWasUsedUpIsPaidFor() {
    Figures total =
        Village.of(RISING, battery(), load(10), grid(0))
            .play(Village.schedule("village/battery", 0, 0, 8))
            .total();

    assertThat(total.terms().get("storedEnergy")).isCloseTo(1.6, ROUNDING);
  }

  @Test
  void whatIsSoldIsCountedApartFromWhatIsBought() {
    Figures total =
        Village.of(RISING, battery(), load(10), grid(0.5))
            .play(Village.schedule("village/battery", -20, 0, 16))
            .total();

    assertThat(total.importKwh()).isCloseTo(40, ROUNDING);
    assertThat(total.exportKwh()).isCloseTo(6, ROUNDING);
    assertThat(total.terms().get("grid")).isCloseTo(3 + 2 - 6 * 0.15, ROUNDING);
  }

  @Test
  void unservedDemandAndCurtailedSunAreCounted() {
    var sun = new Photovoltaic("sun", new Output.Measured(Profile.constant(30)), 0);
    var narrow =
        new GridConnection("grid", Carrier.POWER, 20, 5, 0, Tariff.flat(0.1), 0, List.of());

    Figures bright = Village.of(RISING, sun, load(10), narrow).play(new DoNothing()).total();
    Figures dark = Village.of(RISING, load(50), narrow).play(new DoNothing()).total();

    assertThat(bright.curtailedKwh()).isCloseTo(15 * 3, ROUNDING);
    assertThat(bright.unservedKwh()).isZero();
    assertThat(dark.unservedKwh()).isCloseTo(30 * 3, ROUNDING);
    assertThat(dark.terms().get("unserved")).isCloseTo(30 * 3 * 10, ROUNDING);
  }

  @Test
  void aHighestPurchaseIsATermOfItsOwn() {
    var charged =
        new GridConnection("grid", Carrier.POWER, 200, 200, 0, Village.tariff(0), 4, List.of());

    Figures total =
        Village.of(RISING, battery(), load(10), charged)
            .play(Village.schedule("village/battery", 0, -20, -10))
            .total();

    assertThat(total.terms().get("peak")).isCloseTo(4 * 30, ROUNDING);
  }

  @Test
  void withTheGuardNothingIsViolated() {
    Figures total = emptied(Step.Limits.OPERATING);

    assertThat(total.violations()).isZero();
    assertThat(total.guarded()).isEqualTo(3); // 10 kW in the first hour, 0 then
    assertThat(total.finalStorageKwh()).isCloseTo(10, ROUNDING);
  }

  @Test
  void withoutTheGuardEveryStepBelowTheLimitIsAViolation() {
    Figures total = emptied(Step.Limits.PHYSICAL);

    assertThat(total.violations()).isEqualTo(3); // 5, 0 and 0 kWh, where 10 are the least
    assertThat(total.guarded()).isEqualTo(2); // 5 kW in the second hour, 0 in the third
    assertThat(total.finalStorageKwh()).isZero();
  }

  @Test
  void whatNobodyDecidesIsNeverGuarded() {
    assertThat(Village.of(RISING, battery(), load(300), grid(0)).play(new DoNothing()).total())
        .returns(0L, Figures::guarded);
  }

  @Test
  void whatTheRoundingOfAProgramLeavesIsNotGuarded() {
    Setting setting = Setting.of(Examples.four(), Examples.days(7));
    Period week = Period.between(0, 168);
    Schedule optimum = Optimum.of(setting, week, Coupling.alone()).schedule();

    Outcome played =
        new Simulation(setting, week, OwnBalance::new, Step.Limits.OPERATING)
            .run(optimum, step -> {});

    assertThat(played.total().guarded()).isZero();
  }

  @Test
  void aSetPointIsGuardedByMoreThanAHundredThousandth() {
    Schedule beyond = Village.schedule("village/battery", 20.0001, 20.0003, -20.0003);

    Outcome played = Village.of(RISING, battery(), load(50), grid(0)).play(beyond);

    assertThat(played.total().guarded()).isEqualTo(2); // where it asks for 0.3 W too much, not 0.1
  }

  /// A battery of 20 kWh asked for 15 kW for three hours.
  private static Figures emptied(Step.Limits limits) {
    var battery = new Battery("battery", 100, 20, 20, 1, 1, 0.1, 0.9, 0.2, 0);
    return Village.of(RISING, battery, load(50), grid(0))
        .play(Village.schedule("village/battery", 15, 15, 15), limits)
        .total();
  }

  @Test
  void reactivePowerThatNobodyGivesIsAViolation() {
    var inductive = new Load("load", Carrier.POWER, Profile.constant(100), 0.8, 0, 0, 10, 1);

    Figures total = Village.of(RISING, inductive, grid(0)).play(new DoNothing()).total();

    assertThat(total.violations()).isEqualTo(3); // 75 kvar drawn, 50 given
  }

  @Test
  void anOutcomeSaysWhatWasPlayed() {
    List<Integer> told = new ArrayList<>();
    Village village = Village.of(RISING, load(10), grid(0));

    Outcome outcome =
        new Simulation(
                village.setting(), Period.between(1, 3), OwnBalance::new, Step.Limits.OPERATING)
            .run(new DoNothing(), told::add);

    assertThat(outcome.scenario()).isEqualTo("village");
    assertThat(outcome.controller()).isEqualTo("none");
    assertThat(outcome.dataset()).isEqualTo("hours");
    assertThat(outcome.from()).isEqualTo(Village.hour(1));
    assertThat(outcome.to()).isEqualTo(Village.hour(3));
    assertThat(outcome.steps()).isEqualTo(2);
    assertThat(outcome.hours()).isEqualTo(2);
    assertThat(outcome.total().name()).isEqualTo("village");
    assertThat(outcome.sites()).hasSize(1);
    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void theTermsAddUpToTheCost() {
    Outcome outcome = YEAR;
    List<Figures> all = new ArrayList<>(outcome.sites());
    all.add(outcome.total());

    for (Figures figures : all) {
      double sum = figures.terms().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(figures.cost()).isCloseTo(sum, within(1e-6)); // sums of some 10 000
      assertThat(figures.terms().keySet())
          .containsExactly(
              "grid", "peak", "generation", "storage", "unserved", "losses", "storedEnergy");
    }
  }

  @Test
  void theTotalIsTheSumOfTheMicrogrids() {
    Outcome outcome = YEAR;
    Figures total = outcome.total();

    assertThat(total.cost()).isCloseTo(sum(outcome, Figures::cost), within(1e-6));
    assertThat(total.importKwh()).isCloseTo(sum(outcome, Figures::importKwh), within(1e-6));
    assertThat(total.exportKwh()).isCloseTo(sum(outcome, Figures::exportKwh), within(1e-6));
    assertThat(total.unservedKwh()).isCloseTo(sum(outcome, Figures::unservedKwh), within(1e-6));
    assertThat(total.curtailedKwh()).isCloseTo(sum(outcome, Figures::curtailedKwh), within(1e-6));
    assertThat(total.finalStorageKwh())
        .isCloseTo(sum(outcome, Figures::finalStorageKwh), within(1e-6));
    assertThat((double) total.violations()).isEqualTo(sum(outcome, Figures::violations));
  }

  private static double sum(Outcome outcome, ToDoubleFunction<Figures> quantity) {
    return outcome.sites().stream().mapToDouble(quantity).sum();
  }

  @Test
  void theEnergyOfAYearBalancesPerCarrier() {
    Trace trace = YEAR.trace();
    Map<String, double[]> sums = new HashMap<>();
    for (Trace.Column column : trace.columns()) {
      if (column.quantity().equals("power") || column.quantity().equals("heat")) {
        String key = column.site() + " " + column.quantity();
        double[] sum = sums.computeIfAbsent(key, k -> new double[trace.steps()]);
        double[] values = trace.values(column);
        for (int step = 0; step < sum.length; step++) {
          sum[step] += values[step];
        }
      }
    }

    assertThat(sums).hasSize(4); // power of three microgrids, heat of one
    sums.forEach((key, sum) -> {
      double open = 0;
      for (double each : sum) {
        open += Math.abs(each);
      }
      assertThat(open).as(key).isLessThan(1e-6);
    });
  }

  @Test
  void theFiguresOfAYearAreThoseOfItsTrace() {
    Outcome outcome = YEAR;

    double bought = 0;
    for (Trace.Column column : outcome.trace().columns()) {
      if (column.kind().equals("grid") && column.quantity().equals("power")) {
        for (double power : outcome.trace().values(column)) {
          bought += Math.max(0, power);
        }
      }
    }

    assertThat(outcome.total().importKwh()).isCloseTo(bought, within(1e-6));
  }

  @Test
  void sameRunSameBits() {
    assertThat(year().total()).isEqualTo(YEAR.total());
  }

  @Test
  void aTraceKnowsItsColumns() {
    Outcome outcome =
        Village.of(RISING, battery(), load(10), grid(0))
            .play(Village.schedule("village/battery", -20, 0, 8));
    Trace trace = outcome.trace();

    assertThat(trace.steps()).isEqualTo(3);
    assertThat(trace.local(2)).isEqualTo(Village.hour(2));
    assertThat(trace.columns())
        .contains(
            new Trace.Column("village", "battery", "battery", "power", "kW"),
            new Trace.Column("village", "battery", "battery", "storedEnergy", "kWh"),
            new Trace.Column("village", "grid", "grid", "buyPrice", "per kWh"),
            new Trace.Column("village", "grid", "grid", "reactive", "kvar"),
            new Trace.Column("village", "load", "load", "demand", "kW"));
    assertThat(Village.trace(outcome, "battery", "storedEnergy")).containsExactly(70, 70, 60);
    assertThat(Village.trace(outcome, "grid", "buyPrice")).containsExactly(RISING);
    assertThat(Village.trace(outcome, "load", "power")).containsExactly(-10, -10, -10);
  }

  @Test
  void aColumnThatATraceLacksIsNamed() {
    Trace trace = new Trace(List.of(Village.hour(0)));
    var column = new Trace.Column("village", "lamp", "load", "power", "kW");

    assertThatThrownBy(() -> trace.values(column))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The trace has no column " + column + ".");
  }
}
