package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;

/// A connection that takes nothing from storage.
class KeptStorageTest {
  private static final Battery BATTERY = new Battery("battery", 20, 8, 8, 1, 1, 0, 1, 0.5, 0);

  private static GridConnection connection(double exportLimit, boolean storageExport) {
    return new GridConnection(
        "grid",
        Carrier.POWER,
        50,
        exportLimit,
        0,
        Village.tariff(0),
        0,
        List.of(),
        Optional.empty(),
        storageExport);
  }

  private static Photovoltaic sun(double power) {
    return new Photovoltaic("sun", new Output.Measured(Profile.constant(power)), 0);
  }

  @Test
  void storageGivesNoMoreThanTheLoadsTake() {
    Village village =
        Village.of(
            new double[] {0.3, 0.3}, BATTERY, Village.load(2), sun(3), connection(50, false));

    Outcome played = village.play(Village.schedule("village/battery", 8, 1));

    assertThat(Village.trace(played, "battery", "power")).containsExactly(2, 1);
    assertThat(Village.trace(played, "grid", "power")).containsExactly(-3, -2);
  }

  @Test
  void severalStoresShareWhatTheLoadsTakeAndMayFillEachOther() {
    var other = new Battery("other", 20, 8, 8, 1, 1, 0, 1, 0.5, 0);
    Village village =
        Village.of(
            new double[] {0.3}, BATTERY, other, Village.load(2), sun(3), connection(50, false));

    Outcome played = village.play(Village.schedule("village/battery", 8));
    Outcome filled = village.play(both(8, -4));

    assertThat(Village.trace(played, "battery", "power")).containsExactly(2);
    assertThat(Village.trace(filled, "battery", "power")).containsExactly(6);
    assertThat(Village.trace(filled, "grid", "power")).containsExactly(-3);
  }

  private static Schedule both(double battery, double other) {
    return new Schedule(
        "script",
        List.of("village/battery", "village/other"),
        List.of(new Schedule.Row(Village.hour(0), List.of(battery, other))));
  }

  /// Selling at 0.9 instead of 0.1 pays, but only 2 kW of load take what was stored.
  @Test
  void theOptimumIsWhatIsPlayed() {
    double[] prices = {0.1, 0.1, 0.9, 0.9};
    Village village =
        Village.of(prices, BATTERY, Village.load(2), sun(3), connection(50, false)).thatEnds();
    Village free =
        Village.of(prices, BATTERY, Village.load(2), sun(3), connection(50, true)).thatEnds();

    Optimum optimum = optimum(village);
    Optimum without = optimum(free);
    Outcome played = village.play(optimum.schedule());

    // 10 kWh are there; the loads take 8 in four hours, and the sun is sold
    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(-2 * 3 * 0.1 - 2 * 3 * 0.9, within(1e-6));
    assertThat(played.total().cost()).isEqualTo(optimum.cost());
    assertThat(without.cost()).isLessThan(optimum.cost() - 1);
    for (String name : List.of("perfectMPC", "optimum")) {
      Outcome other = village.play(Controllers.named(name, village.setting().scenario()));
      assertThat(other.total().cost()).as(name).isCloseTo(optimum.cost(), within(1e-6));
    }
  }

  private static Optimum optimum(Village village) {
    return Optimum.of(village.setting(), village.period(), Coupling.alone());
  }

  @Test
  void everyControllerIsHeldToIt() {
    double[] prices = {0.1, 0.2, 0.9, 0.9, 0.1, 0.1, 0.8, 0.8, 0.1, 0.1, 0.9, 0.9};
    Village village = Village.of(prices, BATTERY, Village.load(2), sun(3), connection(4, false));

    for (String name : List.of("selfConsumption", "threshold", "dayAhead", "mpc", "genetic")) {
      Outcome played = village.play(Controllers.named(name, village.setting().scenario()));
      for (double power : Village.trace(played, "battery", "power")) {
        assertThat(power).as(name).isLessThanOrEqualTo(2 + 1e-9);
      }
    }
  }

  @Test
  void itIsRefusedWhereSitesExchangePowerAndForHeat() {
    var village = new Microgrid("a", "", List.of(Village.load(1), connection(5, false)));

    assertThatThrownBy(() ->
            new Scenario(
                "s",
                "s",
                "",
                "$",
                Duration.ofHours(1),
                "ontario2016",
                new Interconnection.LocalTrade(),
                List.of(village),
                Optional.empty(),
                Optional.empty(),
                Scenario.Ending.TRUNCATED))
        .hasMessageContaining(
            "microgrids has 'a' whose connection 'grid' has storageExport: false");
    assertThatThrownBy(() ->
            new GridConnection(
                "heat",
                Carrier.HEAT,
                1,
                1,
                0,
                Tariff.flat(1),
                0,
                List.of(),
                Optional.empty(),
                false))
        .hasMessageContaining("storageExport is false for a connection of heat");
  }
}
