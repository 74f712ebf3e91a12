package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;

class RehearsalTest {
  @Test
  void aPlanPlayedOnTheTruthCostsWhatTheSimulationSays() {
    Setting setting = Setting.of(Examples.four(), Examples.days(3));
    Period day = Period.between(24, 48);
    Rehearsal rehearsal = new Rehearsal(lanes(setting, 24), 1, Sharing.ALONE);
    rehearsal.prepare(Outlook.known(setting, day, 0), 24, true);

    double[] plan = rehearsal.follow(TimeOfUse.published());
    double cost = rehearsal.play(new double[][] {plan})[0];

    Outcome outcome =
        new Simulation(setting, day, OwnBalance::new, Step.Limits.OPERATING)
            .run(TimeOfUse.published(), played -> {});
    assertThat(cost).isCloseTo(outcome.total().cost(), within(1e-9)); // rounding of shares
  }

  /// One has 50 kW of sun, the other needs 80 kW; buying costs 0.10, selling earns 0.05. Alone they
  /// pay 80 · 0.10 − 50 · 0.05, together 30 · 0.10.
  @Test
  void pooledPlansCountWhatNeighboursExchange() {
    assertThat(neighbours(Sharing.ALONE)).isCloseTo(5.5, within(1e-12));
    assertThat(neighbours(Sharing.POOLED)).isCloseTo(3, within(1e-12));
  }

  private static double neighbours(Sharing sharing) {
    Photovoltaic sun = new Photovoltaic("sun", new Output.Measured(Profile.constant(50)), 0);
    Load load = new Load("load", Carrier.POWER, Profile.constant(80), 1, 0, 0, 10, 1);
    Scenario scenario =
        Scenario.of(
            "neighbours",
            Duration.ofHours(1),
            List.of(
                new Microgrid("giver", "", List.of(sun, PlannerCases.grid(200, 0.5))),
                new Microgrid("taker", "", List.of(load, PlannerCases.grid(200, 0.5)))));
    Setting setting =
        Setting.of(scenario, PlannerCases.hours(24, hour -> 0.1, hour -> 0, hour -> 0));
    Lanes lanes = lanes(setting, 0);
    Rehearsal rehearsal = new Rehearsal(lanes, 1, sharing);
    rehearsal.prepare(Outlook.yesterday(lanes), 1, true);
    return rehearsal.play(new double[][] {{}})[0];
  }

  private static Lanes lanes(Setting setting, int step) {
    Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    lanes.begin();
    lanes.moveTo(new int[] {step});
    return lanes;
  }
}
