package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.game.Homes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.energy.scenario.SupplyMix;

class DayAheadProgramTest {
  private static final DayAheadProgram PROGRAM = new DayAheadProgram();
  private static final SupplyMix MIX =
      new SupplyMix(new SupplyMix.Source(1, 0), 1, new SupplyMix.Source(1, 0));
  private static final Dataset HALVES =
      PlannerCases.hours(72, hour -> hour % 24 < 12 ? 1 : 5, hour -> 0, hour -> 0);

  /// Buys at 1, sells at 5, buys at 1, sells at 4, four times a day, and nothing on the way: where
  /// days follow each other the store ends as it began.
  @Test
  void aDayOfKnownPricesIsRunAtTheOptimum() {
    double[] prices = {3, 1, 2, 5, 1, 4};
    Dataset data = PlannerCases.hours(72, hour -> prices[hour % 6], hour -> 0, hour -> 0);
    Period period = Period.between(24, 48);

    Outcome planned = PlannerCases.play(PlannerCases.trader(), data, period, PROGRAM);

    // In hours of prices 3 1 2 5 1 4: idle, buy, buy, sell, buy, sell; one kWh is carried on,
    // sold at the first 3 of the next six hours, and the last one is credited at the mean 16/6.
    double six = 1 + 2 - 5 + 1 - 4;
    assertThat(planned.total().cost()).isCloseTo(4 * six - 3 * 3 - 16 / 6.0, within(1e-9));
  }

  @Test
  void inACommunityWhoseDaysAreAllAlikeItIsNearTheOptimum() {
    for (String name : List.of("transactive", "transactive-evaluate", "transactive-test")) {
      Setting setting = Homes.setting(name, "homes");

      double planned = objective(setting, 0, PROGRAM);
      double none = objective(setting, 0, new DoNothing());
      double least = objective(setting, 0, PerfectForesight.of(Scenarios.load(name)));

      assertThat((none - planned) / (none - least)).isBetween(0.99, 1 + 1e-9);
    }
  }

  @Test
  void withNoiseItIsStillFarBetterThanTheRule() {
    Setting setting = Homes.setting("transactive", "homes:days=6,noise=1");

    double planned = 0;
    double rule = 0;
    for (int day = 1; day < 6; day++) {
      planned += objective(setting, day, PROGRAM);
      rule += objective(setting, day, HouseholdRule.usual());
    }

    assertThat(planned).isLessThan(0.9 * rule);
  }

  @Test
  void theNeedOfLaterHoursIsNotKnown() {
    Period second = Period.between(24, 48);

    List<Double> one = power(PlannerCases.hours(48, this::price, _ -> 60, _ -> 0), second);
    List<Double> other =
        power(PlannerCases.hours(48, this::price, hour -> hour < 36 ? 60 : 20, _ -> 0), second);

    assertThat(one.subList(0, 12)).isEqualTo(other.subList(0, 12));
  }

  private double price(int hour) {
    return 0.08 + 0.05 * Math.sin(hour * 0.26);
  }

  private static List<Double> power(Dataset data, Period period) {
    return PlannerCases.power(
        PlannerCases.play(PlannerCases.site(), data, period, PROGRAM), "battery");
  }

  @Test
  void whereTheSupplyIsTheScenariosOwnTheLoadOfLaterHoursIsKnown() {
    assertThat(bought(Optional.of(MIX), _ -> 0)).isCloseTo(2, within(1e-6));
    assertThat(bought(Optional.empty(), _ -> 0)).isZero();
  }

  @Test
  void whereTheSupplyIsTheScenariosOwnTheSunOfLaterHoursIsNotKnown() {
    assertThat(bought(Optional.of(MIX), DayAheadProgramTest::evening)).isCloseTo(2, within(1e-6));
  }

  /// What a battery of 2 kWh is charged with before noon. Buying costs 1 then and 1.5 afterwards,
  /// selling earns half: energy is worth storing only for the 2 kWh that the evening needs, as that
  /// of the day before did not.
  private static double bought(Optional<SupplyMix> supply, IntToDoubleFunction sun) {
    Scenario home =
        PlannerCases.scenario(
            new Photovoltaic("sun", new Output.Measured(Profile.scaled("sun", 1)), 0),
            new Battery("battery", 2, 1, 1, 1, 1, 0, 1, 0, 0),
            new Load("load", Carrier.POWER, Profile.scaled("load", 1), 1, 0, 0, 10, 1),
            PlannerCases.grid(10, 0.5));
    Dataset data =
        PlannerCases.hours(48, hour -> hour % 24 < 12 ? 1 : 1.5, DayAheadProgramTest::evening, sun);

    Outcome planned =
        PlannerCases.play(Homes.supplied(home, supply), data, Period.between(24, 48), PROGRAM);

    return -PlannerCases.power(planned, "battery").subList(0, 12).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double evening(int hour) {
    return hour == 42 || hour == 43 ? 1 : 0;
  }

  /// A step moves it by less than the 81st part of what it holds.
  @Test
  void aStoreOfManyHoursIsUsed() {
    Outcome planned = PlannerCases.play(store(200), HALVES, Period.between(24, 48), PROGRAM);

    assertThat(planned.total().cost()).isCloseTo(12 * 1 - 12 * 5, within(1e-6));
  }

  /// A battery of 1 kW without losses, empty at the beginning, which buys and sells at the price.
  private static Scenario store(double capacity) {
    return PlannerCases.scenario(
        new Battery("battery", capacity, 1, 1, 1, 1, 0, 1, 0, 0), PlannerCases.grid(10, 0));
  }

  private static double objective(Setting setting, int day, Controller controller) {
    return CommunityDay.play(setting, day, controller).objective();
  }

  @Test
  void tooFewEnergiesAreRefused() {
    assertThatThrownBy(() -> new DayAheadProgram(1)).hasMessageContaining("2 or more levels");
  }

  /// A kWh costs 1 in the last hour of a day and 5 in the first, as it did the day before.
  @Test
  void midnightEndsNothingWhereThePeriodGoesOn() {
    Dataset data =
        PlannerCases.hours(
            72, hour -> hour % 24 == 23 ? 1 : hour % 24 == 0 ? 5 : 3, _ -> 0, _ -> 0);
    Scenario trader = PlannerCases.ending(PlannerCases.trader());

    Outcome day = PlannerCases.play(trader, data, Period.between(24, 48), new DayAheadProgram());
    Outcome both = PlannerCases.play(trader, data, Period.between(24, 72), new DayAheadProgram());

    assertThat(PlannerCases.power(day, "battery").get(23)).isNotNegative();
    assertThat(PlannerCases.power(both, "battery").get(23)).isCloseTo(-1, within(1e-9));
    assertThat(PlannerCases.power(both, "battery").get(24)).isCloseTo(1, within(1e-9));
    assertThat(PlannerCases.power(both, "battery").get(47)).isNotNegative();
  }
}
