package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.energy.scenario.Series;

class StoredWorthTest {
  private static final int PARTS = StoredWorth.PARTS;

  /// Of the training houses: 4.8 kWh of use in six batteries.
  private static float[] worth(Setting setting, int step) {
    List<Battery> batteries =
        setting.sites().stream()
            .flatMap(site -> site.devices().stream())
            .filter(Battery.class::isInstance)
            .map(Battery.class::cast)
            .toList();
    float[] parts = new float[PARTS];
    new StoredWorth(setting, batteries).observe(step, parts, 0);
    return parts;
  }

  @Test
  void atMidnightNothingIsWorthAnything() {
    assertThat(worth(Homes.setting("transactive", "homes"), 23)).containsOnly(0);
  }

  /// Before the last hour of the day what is needed in it replaces a purchase, carbon included, and
  /// what is not needed can be sold.
  @Test
  void beforeTheLastHourEnergyReplacesAPurchaseOrIsSold() {
    Setting setting = Homes.setting("transactive", "homes");

    float[] parts = worth(setting, 22);

    assertReplacesAPurchase(setting, 23, need(setting, 23), parts);
    assertThat(parts[0]).isGreaterThan(parts[PARTS - 1]);
  }

  /// The load of the houses, kW; at night there is no sun.
  private static double need(Setting setting, int step) {
    return 1.5 * setting.dataset().series("family").at(step)
        + 1.2 * setting.dataset().series("teenagers").at(step)
        + 1.3 * setting.dataset().series("business").at(step);
  }

  /// What the last step of a day makes of energy, of which it needs so much.
  private static void assertReplacesAPurchase(
      Setting setting, int last, double need, float[] parts) {
    double price = setting.dataset().series("mixPrice").at(last);
    double carbon = setting.dataset().series("mixCarbon").at(last) * 1e-4; // 0.10 USD/kg
    double mean = StoredWorth.meanPrice(setting);
    for (int part = 0; part < PARTS; part++) {
      if ((part + 1) * 4.8 / PARTS < need - 1e-3) {
        assertThat(parts[part]).isCloseTo((float) ((price + carbon) / mean), within(1e-3f));
      } else if (part * 4.8 / PARTS > need + 1e-3) {
        assertThat(parts[part]).isCloseTo((float) (price / 2 / mean), within(1e-3f));
      }
    }
  }

  @Test
  void whatCannotBeStoredOrGivenIsWorthNothing() {
    Battery full = new Battery("full", 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0);
    Battery shut = new Battery("shut", 1, 0, 0, 1, 1, 0, 1, 0.5, 0);
    for (Battery battery : List.of(full, shut)) {
      float[] parts = new float[PARTS];

      new StoredWorth(Homes.setting("transactive", "homes"), List.of(battery)).observe(3, parts, 0);

      assertThat(parts).as(battery.name()).containsOnly(0);
    }
  }

  @Test
  void aFurtherPartIsNeverWorthMore() {
    Setting setting = Homes.setting("transactive", "homes:days=9,noise=1");
    for (int step = 0; step < 9 * 24; step++) {
      float[] parts = worth(setting, step);
      for (int part = 1; part < PARTS; part++) {
        assertThat(parts[part]).isLessThanOrEqualTo(parts[part - 1] + 1e-3f);
      }
    }
  }

  @Test
  void ofDaysAlikeEachIsLikeTheFirst() {
    Setting setting = Homes.setting("transactive", "homes:days=3");

    for (int hour = 0; hour < 24; hour++) {
      assertThat(worth(setting, 48 + hour)).containsExactly(worth(setting, hour), within(1e-6f));
    }
  }

  /// The second day is expected to need what the first did, whatever its sun will be.
  @Test
  void theNeedOfTheDayItselfIsNotKnown() {
    Scenario scenario = Scenarios.load("transactive");
    Dataset bright = Datasets.load("homes:days=3", scenario);
    Dataset dull = halved(bright, 1, Set.of("sun"));

    float[] expected = worth(Setting.of(scenario, bright), 34);

    assertThat(worth(Setting.of(scenario, dull), 34)).isEqualTo(expected);
    assertThat(worth(Setting.of(scenario, dull), 58)).isNotEqualTo(expected);
  }

  /// The houses needed half as much the day before.
  @Test
  void theLoadOfTheDayIsKnownWithThePricesThatFollowFromIt() {
    Setting setting = afterADayOfHalfTheLoad();

    float[] parts = worth(setting, 46);

    assertReplacesAPurchase(setting, 47, need(setting, 47), parts);
  }

  /// The same days at the same prices, which do not follow from the load: nobody publishes them, so
  /// that those of the day before are expected.
  @Test
  void neitherLoadNorPricesOfTheDayAreKnownWherePricesAreGiven() {
    Setting supplied = afterADayOfHalfTheLoad();
    Setting setting =
        Setting.of(Homes.supplied(supplied.scenario(), Optional.empty()), supplied.dataset());

    float[] parts = worth(setting, 46);

    assertReplacesAPurchase(setting, 23, need(setting, 23), parts);
  }

  private static Setting afterADayOfHalfTheLoad() {
    Scenario scenario = Scenarios.load("transactive");
    Dataset days = Datasets.load("homes:days=2", scenario);
    Dataset halved = halved(days, 0, Set.of("family", "teenagers", "business"));
    return Setting.of(scenario, halved);
  }

  private static Dataset halved(Dataset data, int day, Set<String> names) {
    return new Dataset(
        data.name(),
        data.description(),
        data.start(),
        data.zone(),
        data.step(),
        data.names().stream()
            .map(data::series)
            .map(series -> names.contains(series.name()) ? halved(series, day) : series)
            .toList(),
        data.notes());
  }

  private static Series halved(Series series, int day) {
    double[] values = series.values();
    for (int step = day * 24; step < (day + 1) * 24; step++) {
      values[step] /= 2;
    }
    return new Series(series.name(), series.unit(), values);
  }
}
