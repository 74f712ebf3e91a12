package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Tariff;

/// The charge for the highest purchase of every month, over several months.
class MonthlyPeakTest {
  private static final int JANUARY = 31 * 24;
  private static final int FEBRUARY = 29 * 24; // of 2016

  /// Half an hour of a full battery, 10 kWh, cuts the one hour of each month that is above the
  /// others: 50 to 40 in January, 30 to 20 in February, and it is full again long before.
  @Test
  void theOptimumPaysWhatIsPlayedMonthByMonth() {
    double[] demand = new double[JANUARY + FEBRUARY + 24];
    Arrays.fill(demand, 5);
    demand[JANUARY - 100] = 50;
    demand[JANUARY + 300] = 30;
    var load = new Load("load", Carrier.POWER, Profile.scaled("price", 1), 1, 0, 0, 10, 1);
    var grid = new GridConnection("grid", Carrier.POWER, 100, 0, 0, Tariff.flat(0.1), 4, List.of());
    var battery = new Battery("battery", 10, 10, 10, 1, 1, 0, 1, 1, 0);
    Village village = Village.of(demand, load, grid, battery);

    Optimum optimum = Optimum.of(village.setting(), village.period(), Coupling.alone());
    Figures played = village.play(optimum.schedule()).total();
    Figures idle = village.play(new DoNothing()).total();

    assertThat(optimum.exact()).isTrue();
    assertThat(played.cost()).isEqualTo(optimum.cost());
    assertThat(idle.terms().get("peak")).isCloseTo(4 * (50 + 30 + 5), within(1e-9));
    // in March 10 kWh serve 24 hours of 5 kW, but for what keeps its worth of 0.1 per kWh
    double march = 4 * (5 - 10 / 24.0);
    assertThat(played.terms().get("peak")).isCloseTo(4 * (40 + 20) + march, within(1e-4));
  }
}
