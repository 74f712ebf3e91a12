package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;

/// Prices that rise with what was bought in the month.
class BlockPricesTest {
  private static final int JANUARY = 31 * 24;

  private static GridConnection connection(double peakCharge) {
    var tariff =
        new Tariff(
            Profile.scaled("price", 1),
            List.of(),
            0,
            List.of(),
            Optional.empty(),
            List.of(new Tariff.Block(100, 0.1), new Tariff.Block(200, 0.5)));
    return new GridConnection("grid", Carrier.POWER, 50, 0, 0, tariff, peakCharge, List.of());
  }

  private static double[] prices(int hours) {
    double[] prices = new double[hours];
    Arrays.fill(prices, 0.1);
    return prices;
  }

  @Test
  void everyMonthBeginsAnew() {
    Village village = Village.of(prices(JANUARY + 30), Village.load(5), connection(2));

    Figures played = village.play(new DoNothing()).total();

    double january = 5 * JANUARY;
    double blocks = 100 * 0.1 + (january - 200) * 0.5 + 50 * 0.1;
    assertThat(played.terms().get("grid")).isCloseTo((january + 150) * 0.1 + blocks, within(1e-6));
    assertThat(played.terms().get("peak")).isCloseTo(2 * (5 + 5), within(1e-9));
  }

  /// A generator at 0.45 is worth running only instead of energy of the last block, 0.6. In January
  /// 200 kWh are bought and the rest is generated; in 30 hours of February all 150 are bought.
  @Test
  void theOptimumBuysWhatIsCheapInEachMonth() {
    var turbine = new Turbine("turbine", 0, 40, 0, 0.45, 0, Double.POSITIVE_INFINITY);
    Village village = Village.of(prices(JANUARY + 30), Village.load(5), turbine, connection(0));

    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());
    Figures played = village.play(optimum.schedule()).total();

    assertThat(optimum.exact()).isTrue();
    assertThat(played.cost()).isEqualTo(optimum.cost());
    assertThat(played.importKwh()).isCloseTo(350, within(1e-2));
    double generated = 5 * JANUARY - 200;
    assertThat(optimum.cost()).isCloseTo(350 * 0.1 + 150 * 0.1 + generated * 0.45, within(1e-3));
  }

  /// The same month planned a day at a time: what was bought before counts.
  @Test
  void aPlanOverAPartOfAMonthKnowsWhatWasBought() {
    var turbine = new Turbine("turbine", 0, 40, 0, 0.45, 0, Double.POSITIVE_INFINITY);
    Village village = Village.of(prices(96), Village.load(5), turbine, connection(0));

    Outcome played = village.play(Controllers.named("perfectMPC", village.setting().scenario()));

    assertThat(played.total().importKwh()).isCloseTo(200, within(1e-2));
  }

  @Test
  void aBatteryIsWorthNothingMoreUnderBlocksAlone() {
    var battery = new Battery("battery", 20, 8, 8, 0.9, 0.9, 0, 1, 0, 0);
    Village village = Village.of(prices(48), battery, Village.load(5), connection(0)).thatEnds();

    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());

    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(240 * 0.1 + 100 * 0.1 + 40 * 0.5, within(1e-4));
  }

  /// Both have a month and a peak, but only one remembers what it bought.
  @Test
  void aMicrogridWithBlocksStandsBesideOneWithoutThem() {
    GridConnection plain =
        new GridConnection("grid", Carrier.POWER, 50, 0, 0, Tariff.flat(0.1), 2, List.of());
    Dataset data = PlannerCases.hours(48, hour -> 0.1, hour -> 0, hour -> 0);
    Scenario scenario =
        Scenario.of(
            "two",
            Duration.ofHours(1),
            List.of(
                new Microgrid("a", "", List.of(Village.load(5), plain)),
                new Microgrid("b", "", List.of(Village.load(5), connection(2)))));
    Setting setting = Setting.of(scenario, data);
    Period all = Period.between(0, 48);

    Outcome played =
        new Simulation(setting, all, OwnBalance::new, Step.Limits.OPERATING)
            .run(new DoNothing(), step -> {});

    assertThat(played.sites().get(0).cost()).isCloseTo(240 * 0.1 + 2 * 5, within(1e-6));
    assertThat(played.sites().get(1).cost())
        .isCloseTo(240 * 0.1 + 2 * 5 + 100 * 0.1 + 40 * 0.5, within(1e-6));
  }

  @Test
  void twoConnectionsWithBlocksAreRefused() {
    GridConnection one = connection(0);
    GridConnection other = Village.grid(0);

    assertThatThrownBy(() ->
            new Microgrid(
                "a",
                "",
                List.of(
                    one,
                    new GridConnection(
                        "other", Carrier.POWER, 1, 1, 0, other.tariff(), 0, List.of()))))
        .hasMessageContaining(
            "connection 'grid' whose tariff has blocks beside another connection");
  }
}
