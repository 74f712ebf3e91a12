package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.skerry.energy.dispatch.Village.grid;
import static org.skerry.energy.dispatch.Village.load;

import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;

class RulesTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred

  private static double[] battery(Outcome outcome) {
    return Village.trace(outcome, "battery", "power");
  }

  private static double[] turbine(Outcome outcome) {
    return Village.trace(outcome, "turbine", "power");
  }

  @Test
  void doingNothingLeavesStorageAndGeneratorsOff() {
    Outcome outcome =
        Village.atPrice(5, Village.battery(), Village.turbine(), load(10), grid(0.5))
            .play(new DoNothing());

    assertThat(battery(outcome)).containsOnly(0);
    assertThat(turbine(outcome)).containsOnly(0);
    assertThat(outcome.total().importKwh()).isCloseTo(240, ROUNDING);
  }

  @Test
  void inCheapHoursStorageChargesUntilItIsFull() {
    Outcome outcome =
        Village.atPrice(0.05, Village.battery(), load(10), grid(0.5)).play(TimeOfUse.published());

    assertThat(battery(outcome)).startsWith(-20, -20, 0, 0, 0); // 40 kWh of room
  }

  @Test
  void inDearHoursStorageCoversTheMicrogridsOwnDemand() {
    Outcome outcome =
        Village.atPrice(0.05, Village.battery(), load(10), grid(0.5)).play(TimeOfUse.published());

    double[] power = battery(outcome);
    assertThat(power[5]).isEqualTo(10); // the hour ending at six
    assertThat(power[7]).isEqualTo(10);
    assertThat(power[8]).isZero();
    assertThat(power[16]).isZero();
    assertThat(power[17]).isEqualTo(10); // the hour ending at eighteen
  }

  @Test
  void anEmptyStoreCoversNothing() {
    Outcome outcome =
        Village.atPrice(0.05, Village.battery(), load(20), grid(0.5))
            .play(new TimeOfUse(Set.of(), Set.of(1, 2, 3)));

    // 40 kWh above the minimum, of which 32 reach the bus
    assertThat(battery(outcome)).startsWith(20, 12, 0, 0);
  }

  @Test
  void pumpedStorageFollowsTheSameHours() {
    var lake = new PumpedStorage("battery", 100, 20, 20, 1, 1, 0, 1, 0.5, 0, 0);
    Outcome outcome =
        Village.atPrice(0.05, lake, load(10), grid(0.5)).play(new TimeOfUse(Set.of(1), Set.of(2)));

    assertThat(battery(outcome)).startsWith(-20, 10, 0);
  }

  @Test
  void aGeneratorRunsForItsOwnDemandWhereBuyingCostsMore() {
    Outcome outcome =
        Village.atPrice(0.08, Village.turbine(), load(10), grid(0.5)).play(TimeOfUse.published());

    assertThat(turbine(outcome)).containsOnly(10); // selling earns 0.04, less than its 0.06
  }

  @Test
  void aGeneratorStandsStillWhereBuyingCostsLess() {
    Outcome outcome =
        Village.atPrice(0.05, Village.turbine(), load(10), grid(0.5)).play(TimeOfUse.published());

    assertThat(turbine(outcome)).containsOnly(0);
  }

  @Test
  void aGeneratorSellsUpToItsMarginalCost() {
    Outcome outcome =
        Village.atPrice(0.08, Village.turbine(), load(10), grid(0)).play(TimeOfUse.published());

    for (double power : turbine(outcome)) {
      assertThat(power).isCloseTo(100, ROUNDING); // 2 · 1e-4 · 100 + 0.06 = 0.08
    }
  }

  @Test
  void severalGeneratorsShareTheDemandInTheirOrder() {
    var second = new Turbine("second", 0, 150, 0, 0.07, 0, 1_000);
    var limited = new Turbine("turbine", 0, 6, 0, 0.06, 0, 1_000);
    Outcome outcome =
        Village.atPrice(0.08, limited, second, load(10), grid(0.5)).play(TimeOfUse.published());

    assertThat(turbine(outcome)).containsOnly(6);
    assertThat(Village.trace(outcome, "second", "power")).containsOnly(4);
  }

  @Test
  void onAnIslandTheGeneratorCoversWhatIsMissing() {
    Outcome outcome = Village.atPrice(0, Village.turbine(), load(70)).play(TimeOfUse.published());

    assertThat(turbine(outcome)).containsOnly(70);
    assertThat(outcome.total().unservedKwh()).isZero();
  }

  @Test
  void inAnOutageTheGeneratorCoversWhatIsMissingWhateverThePrice() {
    var outage = new GridConnection.Outage(Village.hour(2), Village.hour(4));
    Outcome outcome =
        Village.atPrice(0.01, Village.turbine(), load(70), grid(0.5, List.of(outage)))
            .play(TimeOfUse.published());

    assertThat(turbine(outcome)).startsWith(0, 0, 70, 70, 0);
    assertThat(outcome.total().unservedKwh()).isZero();
  }

  @Test
  void aUnitWithHeatGivesAllTheHeatItCan() {
    var unit = new Cogeneration("turbine", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY, 1.5, 0);
    var hall = new Load("hall", Carrier.HEAT, Profile.constant(30), 1, 0, 0, 3, 1);
    Outcome outcome =
        Village.atPrice(0.08, unit, load(10), hall, grid(0.5)).play(TimeOfUse.published());

    assertThat(turbine(outcome)).containsOnly(10);
    assertThat(Village.trace(outcome, "turbine", "heat")).containsOnly(15);
  }

  @Test
  void theThresholdRuleComparesWithThePricesBefore() {
    double[] prices = {0.1, 0.1, 0.05, 0.2, 0.12};
    Outcome outcome =
        Village.of(prices, Village.battery(), load(10), grid(0.5))
            .play(new PriceThreshold(0.85, 1.15, 2));

    // means of the two hours before: none, 0.1, 0.1, 0.075, 0.125
    assertThat(battery(outcome)).containsExactly(0, 0, -20, 10, 0);
  }

  @Test
  void theFirstPriceIsComparedWithItself() {
    Outcome outcome =
        Village.of(new double[] {0.1}, Village.battery(), load(10), grid(0.5))
            .play(PriceThreshold.weekly());

    assertThat(battery(outcome)).containsExactly(0);
  }

  @Test
  void theThresholdRuleRunsGeneratorsWhereTheyPay() {
    Outcome outcome =
        Village.atPrice(0.08, Village.turbine(), load(10), grid(0.5)).play(PriceThreshold.weekly());

    assertThat(turbine(outcome)).containsOnly(10);
  }

  @Test
  void withoutAMainGridThereIsNoPriceToCompare() {
    assertThatThrownBy(
            () -> Village.atPrice(0, Village.battery(), load(10)).play(PriceThreshold.weekly()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The price-threshold rule needs a connection to the main grid, but scenario 'village'"
                + " has none. Use --controller rule.");
  }

  @Test
  void impossibleThresholdsAreRefused() {
    assertThatThrownBy(() -> new PriceThreshold(1.15, 0.85, 168))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A price threshold needs low < high and hours > 0, but low is 1.15, high is 0.85 and"
                + " hours is 168.0.");
    assertThatThrownBy(() -> new PriceThreshold(0.85, 1.15, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("hours is 0.0.");
  }

  @Test
  void bothRulesCostLessThanDoingNothing() {
    Setting setting = Setting.of(Examples.four(), Examples.days(60));
    Simulation simulation =
        new Simulation(setting, Period.between(0, 1_440), OwnBalance::new, Step.Limits.OPERATING);

    double none = simulation.run(new DoNothing(), played -> {}).total().cost();
    double rule = simulation.run(TimeOfUse.published(), played -> {}).total().cost();
    double threshold = simulation.run(PriceThreshold.weekly(), played -> {}).total().cost();

    assertThat(rule).isLessThan(none);
    assertThat(threshold).isLessThan(none);
  }

  @Test
  void rulesHaveTheirNames() {
    assertThat(new DoNothing().name()).isEqualTo("none");
    assertThat(TimeOfUse.published().name()).isEqualTo("rule");
    assertThat(PriceThreshold.weekly().name()).isEqualTo("threshold");
  }
}
