package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.skerry.energy.dispatch.Village.grid;
import static org.skerry.energy.dispatch.Village.load;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Netting;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.OrTools;
import org.skerry.optimization.Solver;

class OptimumTest {
  private static final double[] PRICES = {0.1, 0.3, 0.05, 0.2, 0.4, 0.15};
  private static final Solver SIMPLEX = OrTools.glop();

  private static Optimum optimum(Village village, Solver solver) {
    return Optimum.of(village.setting(), village.period(), Coupling.alone(), solver);
  }

  @Test
  void itsCostIsThatOfPlayingItsSchedule() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0.5));

    Optimum optimum = optimum(village, SIMPLEX);

    assertThat(optimum.exact()).isTrue();
    assertThat(village.play(optimum.schedule()).total().cost())
        .isCloseTo(optimum.cost(), within(1e-6)); // tolerance of the solver
  }

  @Test
  void noControllerCostsLess() {
    Village village = Village.of(PRICES, Village.battery(), Village.turbine(), load(10), grid(0.5));
    double floor = optimum(village, new InteriorPoint()).cost();

    for (Controller controller :
        List.of(
            new DoNothing(),
            TimeOfUse.published(),
            PriceThreshold.weekly(),
            Village.schedule("village/battery", -20, 10, -20, 5, 10, 0))) {
      assertThat(village.play(controller).total().cost())
          .as(controller.name())
          .isGreaterThan(floor - 1e-6); // tolerance of the solver
    }
  }

  /// Backward induction over the stored energy in whole kWh; with a lossless store of whole numbers
  /// the optimum lies on these points.
  @Test
  void itAgreesWithDynamicProgramming() {
    var battery = new Battery("battery", 10, 3, 2, 1, 1, 0, 1, 0.5, 0.01);
    Village village = Village.of(PRICES, battery, load(1), grid(0.5));
    double mean = 1.2 / PRICES.length;

    double[] value = new double[11];
    for (int energy = 0; energy <= 10; energy++) {
      value[energy] = -(energy - 5) * mean;
    }
    for (int step = PRICES.length - 1; step >= 0; step--) {
      double[] before = new double[11];
      for (int energy = 0; energy <= 10; energy++) {
        before[energy] = Double.POSITIVE_INFINITY;
        for (int power = Math.max(-3, energy - 10); power <= Math.min(2, energy); power++) {
          double bought = 1 - power;
          double price = bought > 0 ? PRICES[step] : PRICES[step] / 2;
          double cost = price * bought + 0.01 * Math.abs(power) + value[energy - power];
          before[energy] = Math.min(before[energy], cost);
        }
      }
      value = before;
    }

    assertThat(optimum(village, SIMPLEX).cost())
        .isCloseTo(value[5], within(1e-6)); // tolerance of the solver
  }

  @Test
  void simplexAndInteriorPointAgree() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0.5));

    assertThat(optimum(village, new InteriorPoint()).cost())
        .isCloseTo(optimum(village, SIMPLEX).cost(), within(1e-5));
  }

  @Test
  void whatSwitchesIsSwitchedAsIsBest() {
    var turbine = new Turbine("turbine", 30, 100, 0, 0.2, 1, Double.POSITIVE_INFINITY);
    Village village = Village.of(PRICES, turbine, load(50), grid(0.5));

    Optimum optimum = optimum(village, SIMPLEX);

    // at 0.3 it serves the load, at 0.4 it does and sells the other 50 kW at 0.2; else it stands
    double others = 50 * (0.1 + 0.05 + 0.2 + 0.15);
    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(others + 2 * 11, within(1e-6)); // tolerance of the solver
    assertThat(village.play(optimum.schedule()).total().cost()).isEqualTo(optimum.cost());
  }

  @Test
  void perfectForesightPlaysTheOptimum() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0.5));
    var controller = new PerfectForesight(Coupling.alone());

    Outcome outcome = village.play(controller);

    assertThat(outcome.controller()).isEqualTo("optimum");
    assertThat(outcome.total().cost()).isCloseTo(optimum(village, SIMPLEX).cost(), within(1e-6));
  }

  @Test
  void aHeatDemandThatNothingCanMeetIsLostAndNotInfeasible() {
    var hall = new Load("hall", Carrier.HEAT, Profile.constant(10), 1, 0, 0, 3, 1);
    Village village = Village.of(PRICES, hall, load(10), grid(0.5));

    Outcome outcome = village.play(optimum(village, SIMPLEX).schedule());

    assertThat(outcome.total().terms().get("unserved")).isCloseTo(6 * 30, within(1e-6));
  }

  @Test
  void reactivePowerThatNobodyCanGiveHasNoFeasibleOperation() {
    var inductive = new Load("load", Carrier.POWER, Profile.constant(100), 0.5, 0, 0, 0, 1);
    var capacitive = new Load("other", Carrier.POWER, Profile.constant(-1), 1, 0, 0, 10, 1);
    Village village = Village.of(PRICES, inductive, capacitive, grid(0.5));

    double shed = optimum(village, SIMPLEX).cost();

    assertThat(shed).isFinite(); // the load is shed until 50 kvar are enough
  }

  @Test
  void exchangeWithoutLossIsNeverDearerThanNone() {
    Setting setting = Setting.of(Examples.four(), Examples.days(2));
    Period period = Period.between(0, 24);
    Solver solver = new InteriorPoint();
    Coupling pooling = new Coupling(Netting::new, Exchange.lossless());

    double alone = Optimum.of(setting, period, Coupling.alone(), solver).cost();
    double pooled = Optimum.of(setting, period, pooling, solver).cost();

    assertThat(pooled).isLessThan(alone);
  }

  @Test
  void modelPredictiveControlWithPerfectForecastsComesNearTheOptimum() {
    Setting setting = Setting.of(Examples.four(), Examples.days(4));
    Period period = Period.between(0, 24);
    Solver solver = new InteriorPoint();
    Simulation simulation = new Simulation(setting, period, OwnBalance::new, Step.Limits.OPERATING);
    var informed =
        new ModelPredictive("mpc", 24, ModelPredictive.Forecast.perfect(), Exchange.none(), solver);
    var naive =
        new ModelPredictive(
            "naive", 6, ModelPredictive.Forecast.yesterday(), Exchange.none(), solver);

    double floor = Optimum.of(setting, period, Coupling.alone(), solver).cost();
    double none = simulation.run(new DoNothing(), played -> {}).total().cost();
    double mpc = simulation.run(informed, played -> {}).total().cost();
    double blind = simulation.run(naive, played -> {}).total().cost();

    // it plans past the end of the day, so that it leaves other energy behind than the optimum
    assertThat(mpc).isBetween(floor - 1e-3, floor + 0.2 * (none - floor));
    assertThat(blind).isBetween(floor - 1e-3, none);
  }

  @Test
  void aPlanEndsWithThePeriodWhereNothingFollows() {
    double[] dearer = {0.1, 0.3, 0.9};
    Village village = Village.of(dearer, Village.battery(), load(20), grid(0)).thatEnds();
    Controller plan =
        new ModelPredictive(
            "mpc", 24, ModelPredictive.Forecast.perfect(), Exchange.none(), SIMPLEX);

    Outcome outcome =
        new Simulation(
                village.setting(), Period.between(0, 2), OwnBalance::new, Step.Limits.OPERATING)
            .run(plan, played -> {});

    // 40 of 50 kWh may be used and 32 reach the bus, 20 of them in the dearer of the two hours
    assertThat(Village.trace(outcome, "battery", "power"))
        .containsExactly(new double[] {12, 20}, within(1e-6)); // tolerance of the solver
  }

  @Test
  void aPlanHasToLookAhead() {
    assertThatThrownBy(() ->
            new ModelPredictive(
                "mpc", 0, ModelPredictive.Forecast.yesterday(), Exchange.none(), SIMPLEX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hours is 0.0, but a plan must look ahead. Use 24.");
  }

  @Test
  void anOutlookOnYesterdayKnowsNothingOfTheFuture() {
    Setting setting = Setting.of(Examples.four(), Examples.days(3));
    Setting.Group grids =
        setting.groups().stream()
            .filter(group -> group.devices().getFirst().kind().equals("grid"))
            .findFirst()
            .orElseThrow();
    Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    lanes.moveTo(new int[] {30});

    Outlook outlook = Outlook.yesterday(lanes);

    assertThat(outlook.input(grids, 0, 0, 0)).isEqualTo(setting.input(grids, 0, 0, 30));
    assertThat(outlook.input(grids, 0, 0, 1)).isEqualTo(setting.input(grids, 0, 0, 7));
    assertThat(outlook.input(grids, 0, 0, 25)).isEqualTo(setting.input(grids, 0, 0, 7));
    assertThat(Outlook.known(setting, Period.between(10, 32), 20).input(grids, 0, 0, 25))
        .isEqualTo(setting.input(grids, 0, 0, 55));
    assertThat(Outlook.known(setting, Period.between(10, 60), 20).input(grids, 0, 0, 25))
        .isEqualTo(setting.input(grids, 0, 0, 55));
  }

  @Test
  void onTheFirstDayAnOutlookOnYesterdayHoldsWhatIsKnown() {
    Setting setting = Setting.of(Examples.four(), Examples.days(3));
    Setting.Group group = setting.groups().getFirst();
    Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    lanes.moveTo(new int[] {10});

    assertThat(Outlook.yesterday(lanes).input(group, 0, 0, 3))
        .isEqualTo(setting.input(group, 0, 0, 10));
  }
}
