package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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

class SelfConsumptionTest {
  /// 1 kW of surplus for six hours, 1 kW of need for six, and so on; a battery of 3 kWh.
  @Test
  void surplusIsStoredAndUsedAsSoonAsItIsNeeded() {
    Dataset data =
        PlannerCases.hours(
            24, hour -> 1, hour -> hour % 12 < 6 ? 0 : 1, hour -> hour % 12 < 6 ? 1 : 0);
    Scenario scenario =
        PlannerCases.scenario(
            new Photovoltaic("sun", new Output.Measured(Profile.scaled("sun", 1)), 0),
            new Load("load", Carrier.POWER, Profile.scaled("load", 1), 1, 0, 0, 10, 1),
            new Battery("battery", 3, 2, 2, 1, 1, 0, 1, 0, 0),
            PlannerCases.grid(10, 0));

    List<Double> power =
        PlannerCases.power(
            PlannerCases.play(scenario, data, Period.between(0, 12), new SelfConsumption()),
            "battery");

    assertThat(power)
        .containsExactly(-1.0, -1.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0);
  }

  @Test
  void inACommunityItIsWorthSomethingAndLessThanKnowingThePrices() {
    Setting setting = Homes.setting("transactive", "homes");

    double none = CommunityDay.play(setting, 0, new DoNothing()).objective();
    double own = CommunityDay.play(setting, 0, new SelfConsumption()).objective();
    double planned = CommunityDay.play(setting, 0, new DayAheadProgram()).objective();

    assertThat((none - own) / (none - planned)).isCloseTo(0.8, within(0.05));
  }
}
