package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.skerry.energy.device.Step.Limits.OPERATING;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.energy.game.Examples;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;

class ControllersTest {
  private static final Scenario FOUR = Examples.four();

  @TempDir Path folder;

  @Test
  void everyNameGivesTheControllerOfThatName() {
    assertThat(Controllers.names()).startsWith("none", "rule", "selfConsumption", "threshold");
    for (String name : Controllers.names()) {
      assertThat(Controllers.named(name, FOUR).name()).isEqualTo(name);
    }
  }

  @Test
  void aPathGivesItsSchedule() {
    Path file = folder.resolve("night.csv");
    Schedule schedule = Village.schedule("m0/battery", 1, 2);
    ScheduleFile.write(schedule, file);

    assertThat(Controllers.named(file.toString(), FOUR))
        .isEqualTo(new Schedule("night", schedule.columns(), schedule.rows()));
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> Controllers.named("magic", FOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "There is no controller 'magic', and no file of that name. Use one of none, rule,"
                + " selfConsumption, threshold")
        .hasMessageEndingWith("or the path of a schedule (CSV) or of a policy (NAME.policy).");
  }

  @Test
  void aScheduleThatTheScenarioLacksIsNoController() {
    assertThatThrownBy(() -> Controllers.named("schedule", FOUR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onAnIslandAllButTheRuleOfPricesServeTheLoad() {
    Village island =
        Village.of(new double[72], Village.turbine(), Village.battery(), Village.load(30));
    for (String name : Controllers.names()) {
      Controller controller = Controllers.named(name, island.setting().scenario());
      if (name.equals("threshold")) {
        assertThatThrownBy(() -> island.play(controller))
            .hasMessageEndingWith("Use --controller rule.");
      } else if (!name.equals("none")) {
        assertThat(island.play(controller).total().unservedKwh()).as(name).isLessThan(1e-6);
      }
    }
  }

  @Test
  void storageIdleKnowsHouseholds() {
    Scenario scenario = Scenarios.load("transactive");
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    Simulation simulation =
        new Simulation(
            setting, Period.between(0, 24), Coupling.of(scenario).settlement(), OPERATING);

    double idle = simulation.run(new StorageIdle(), played -> {}).total().cost();

    // households have no generators: nothing is left to decide
    double none = simulation.run(new DoNothing(), played -> {}).total().cost();
    assertThat(idle).isCloseTo(none, within(1e-6)); // tolerance of the solver
  }
}
