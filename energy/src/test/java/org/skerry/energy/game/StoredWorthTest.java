package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
    double price = setting.dataset().series("mixPrice").at(23);
    double carbon = setting.dataset().series("mixCarbon").at(23) * 1e-4; // 0.10 USD/kg
    double mean = StoredWorth.meanPrice(setting);
    double need =
        1.5 * setting.dataset().series("family").at(23)
            + 1.2 * setting.dataset().series("teenagers").at(23)
            + 1.3 * setting.dataset().series("business").at(23);

    float[] parts = worth(setting, 22);

    for (int part = 0; part < PARTS; part++) {
      if ((part + 1) * 4.8 / PARTS < need - 1e-3) {
        assertThat(parts[part]).isCloseTo((float) ((price + carbon) / mean), within(1e-3f));
      } else if (part * 4.8 / PARTS > need + 1e-3) {
        assertThat(parts[part]).isCloseTo((float) (price / 2 / mean), within(1e-3f));
      }
    }
    assertThat(parts[0]).isGreaterThan(parts[PARTS - 1]);
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
    Dataset dull =
        new Dataset(
            bright.name(),
            bright.description(),
            bright.start(),
            bright.zone(),
            bright.step(),
            bright.names().stream()
                .map(bright::series)
                .map(StoredWorthTest::halvedOnTheSecondDay)
                .toList(),
            bright.notes());

    float[] expected = worth(Setting.of(scenario, bright), 34);

    assertThat(worth(Setting.of(scenario, dull), 34)).isEqualTo(expected);
    assertThat(worth(Setting.of(scenario, dull), 58)).isNotEqualTo(expected);
  }

  private static Series halvedOnTheSecondDay(Series series) {
    double[] values = series.values();
    for (int step = 24; step < 48 && series.name().equals("sun"); step++) {
      values[step] /= 2;
    }
    return new Series(series.name(), series.unit(), values);
  }
}
