package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.MarkovGameContract;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class PooledOperatorsTest {
  private static final int SEEN = 15;
  private static final double BASE = 150; // kW, the turbines of networked
  private static final Setting FOUR = Setting.of(Examples.four(), Examples.days(10));
  private static final Setting SHARED = setting("networked");

  private static Setting setting(String name) {
    Scenario scenario = Scenarios.load(name);
    return Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
  }

  /// The contract of every game, without an upper layer.
  @Nested
  class Alone extends MarkovGameContract {
    @Override
    protected MarkovGame game(int first, int count) {
      return LayeredGame.of(FOUR, new Staggered(first, 24), count, Step.Limits.PHYSICAL)
          .layer(lanes -> new PooledOperators(lanes, Pooling.ALONE, 1))
          .settle(OwnBalance::new);
    }
  }

  /// The contract of every game, with the upper layer.
  @Nested
  class Together extends MarkovGameContract {
    @Override
    protected MarkovGame game(int first, int count) {
      return together(new Staggered(first, 12), count);
    }
  }

  private static LayeredGame together(Episodes episodes, int count) {
    return LayeredGame.of(SHARED, episodes, count, Step.Limits.OPERATING)
        .layer(lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0))
        .settle(Coupling.of(SHARED.scenario()).settlement());
  }

  private static float[] seen(LayeredGame game) {
    Role role = game.spec().role("microgrid");
    float[] seen = new float[game.spec().observations(role)];
    game.observe(role, seen);
    return seen;
  }

  @Test
  void allOperatorsSeeWhatThePoolLacksAndHolds() {
    LayeredGame game = together(Period.between(4000, 4010), 1);
    game.reset(0);

    float[] seen = seen(game);

    double lacking = 0;
    for (int agent = 0; agent < 4; agent++) {
      int place = agent * SEEN;
      lacking += seen[place + 2] - seen[place] - seen[place + 1];
    }
    for (int agent = 0; agent < 4; agent++) {
      int place = agent * SEEN;
      assertThat(seen[place + 6]).isCloseTo((float) lacking, within(1e-5f)); // float
      assertThat(seen[place + 5]).isEqualTo(0.5f);
      assertThat(seen[place + 14]).isOne();
    }
  }

  @Test
  void withoutActionEveryTurbineGivesItsShareOfWhatThePoolLacks() {
    LayeredGame game = together(Period.between(4000, 4010), 1);
    Role role = game.spec().role("microgrid");
    game.reset(0);
    float[] seen = seen(game);

    game.act(role, new float[8]);

    double[] output = game.lanes().onePerSite(Turbine.class).units().setpoint(0);
    for (int agent = 0; agent < 4; agent++) {
      int place = agent * SEEN;
      double wanted = BASE * Math.clamp(seen[place + 6] / 4, seen[place + 12], seen[place + 11]);
      assertThat(output[agent]).isCloseTo(wanted, within(1e-3)); // seen as float
      assertThat(output[agent]).isCloseTo(BASE * seen[place + 13], within(1e-3));
    }
  }

  @Test
  void aTurbineMakesUpForItsBattery() {
    LayeredGame game = together(Period.between(17, 40), 1); // evening: running pays
    Role role = game.spec().role("microgrid");
    Equipment turbines = game.lanes().onePerSite(Turbine.class);
    float quarter = (float) (PooledOperators.IDLE + 0.25 * (1 - PooledOperators.IDLE));
    for (int hour = 0; hour < 20; hour++) {
      game.reset(0);
      for (int skipped = 0; skipped < hour; skipped++) {
        game.act(role, new float[8]);
        game.resolve(new Transition(game.spec()));
      }
      float[] seen = seen(game);
      game.act(role, new float[] {0, quarter, 0, 0, 0, 0, 0, 0});
      double[] output = turbines.units().setpoint(0);
      double wanted = BASE * Math.clamp(seen[6] / 4 - 20 / BASE, seen[12], seen[11]);
      assertThat(output[0]).isCloseTo(wanted, within(1e-3)); // seen as float
    }
  }

  /// The scenario networked-tight is ten times networked, but for what the lines allow.
  @Test
  void aSystemTenTimesAsLargeLooksTheSameAndEarnsTheSame() {
    float[] actions = {0.1f, -0.5f, 0.2f, 0.5f, -0.4f, 0.1f, 0.3f, 0.2f};
    List<float[]> seen = new ArrayList<>();
    List<float[]> earned = new ArrayList<>();
    for (String name : List.of("networked", "networked-tight")) {
      LayeredGame game =
          LayeredGame.of(setting(name), Period.between(4000, 4010), 1, Step.Limits.OPERATING)
              .layer(lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0))
              .settle(OwnBalance::new);
      Transition transition = new Transition(game.spec());
      game.reset(0);
      game.act(game.spec().role("microgrid"), actions);
      game.resolve(transition);
      seen.add(seen(game));
      earned.add(transition.reward(game.spec().role("microgrid")));
    }

    assertThat(seen.getLast()).containsExactly(seen.getFirst(), within(1e-6f)); // float
    assertThat(earned.getLast()).containsExactly(earned.getFirst(), within(1e-6f));
  }

  @Test
  void littleActionLeavesABatteryIdle() {
    LayeredGame game = together(Period.between(4000, 4010), 1);
    game.reset(0);

    game.act(game.spec().role("microgrid"), new float[] {0, 0.24f, 0, -0.24f, 0, 1, 0, -1});

    assertThat(setpoints(game, Battery.class)).containsExactly(0, 0, 80, -80);
  }

  @Test
  void whatIsShownIsWhatWasDone() {
    LayeredGame plant = LayeredGame.of(SHARED, Period.between(0, 200), 1, Step.Limits.OPERATING);
    PooledOperators operators = new PooledOperators(plant.lanes(), Pooling.TOGETHER, 0);
    LayeredGame game =
        plant.layer(lanes -> operators).settle(Coupling.of(SHARED.scenario()).settlement());
    RandomGenerator random = new SplittableRandom(3);
    float[] actions = new float[8];
    float[] shown = new float[8];
    float[] greatest = new float[8];
    game.reset(0);
    for (int step = 0; step < 200; step++) {
      for (int index = 0; index < 8; index++) {
        actions[index] = random.nextFloat(-1, 1);
      }
      game.act(operators.role(), actions);
      double[] output = setpoints(game, Turbine.class);
      double[] power = setpoints(game, Battery.class);

      operators.shown(shown, greatest);
      assertThat(greatest).isEqualTo(shown);
      game.act(operators.role(), shown);

      // actions are float, powers some 100 kW
      assertThat(setpoints(game, Turbine.class)).containsExactly(output, within(1e-3));
      assertThat(setpoints(game, Battery.class)).containsExactly(power, within(1e-3));
      game.resolve(new Transition(game.spec()));
    }
  }

  private static double[] setpoints(
      LayeredGame game, Class<? extends org.skerry.energy.device.Device> type) {
    return Arrays.copyOf(game.lanes().onePerSite(type).units().setpoint(0), 4);
  }

  /// The team's reward with the same actions of the others, less the reward of the agent, is the
  /// same whatever the agent does.
  @Test
  void theRewardDiffersFromTheTeamsByWhatTheAgentCannotChange() {
    for (int step = 0; step < 40; step++) {
      double[] apart = new double[3];
      for (int choice = 0; choice < 3; choice++) {
        float[] actions = {0.1f, -0.5f, 0.2f, 0.3f, -0.4f, 0.1f, 0.3f, 0.2f};
        actions[1] = choice - 1;
        apart[choice] = difference(100 + 7 * step, actions);
      }
      // rewards of about 1, as float; the gain of stored energy is counted on both sides
      assertThat(apart[1]).isCloseTo(apart[0], within(1e-4));
      assertThat(apart[2]).isCloseTo(apart[0], within(1e-4));
    }
  }

  private static double difference(int step, float[] actions) {
    LayeredGame game = together(Period.between(step, step + 2), 1);
    Role role = game.spec().role("microgrid");
    Transition transition = new Transition(game.spec());
    game.reset(0);
    Battery battery = (Battery) game.lanes().onePerSite(Battery.class).devices().getFirst();
    double[] energy = game.lanes().onePerSite(Battery.class).units().state(0);
    double before = energy[0];
    game.act(role, actions);
    game.resolve(transition);
    double paid = game.lanes().networkCost()[0];
    for (int microgrid = 0; microgrid < 4; microgrid++) {
      paid += game.lanes().cost()[microgrid];
    }
    double mean =
        java.util.stream.IntStream.range(0, SHARED.timeline().steps())
            .mapToDouble(t -> SHARED.input(grid(), 0, 0, t))
            .average()
            .orElseThrow();
    double credit = battery.dischargeEfficiency() * mean * (energy[0] - before);
    return (-paid + credit) / (StoredWorth.meanPrice(SHARED) * BASE) - transition.reward(role)[0];
  }

  private static Setting.Group grid() {
    return SHARED.groups().stream()
        .filter(group -> group.devices().getFirst() instanceof GridConnection)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutTheMainGridTurbinesMayGiveAnythingThatIsLacking() {
    Setting islanded = setting("networked-islanded");
    int outage = islanded.timeline().indexOf(java.time.LocalDate.of(2016, 8, 11)) + 19;
    LayeredGame game =
        LayeredGame.of(islanded, Period.between(outage, outage + 2), 1, Step.Limits.OPERATING)
            .layer(lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0))
            .settle(Coupling.of(islanded.scenario()).settlement());
    game.reset(0);

    float[] seen = seen(game);

    assertThat(seen[14]).isZero();
    assertThat(seen[11]).isOne(); // of 150 kW
    assertThat(seen[12]).isZero();
    game.act(game.spec().role("microgrid"), new float[8]);
    game.resolve(new Transition(game.spec()));
    assertThat(Arrays.stream(game.lanes().cost()).sum()).isLessThan(100); // nothing shed at 10
  }

  @Test
  void whereEnergyIsFreeAllThatIsSeenAndEarnedIsANumber() {
    List<Microgrid> free =
        Examples.four().microgrids().stream()
            .map(microgrid ->
                new Microgrid(
                    microgrid.name(),
                    microgrid.bus(),
                    microgrid.devices().stream().map(PooledOperatorsTest::free).toList()))
            .toList();
    Setting setting = Setting.of(Examples.four().withMicrogrids(free), Examples.days(2));
    LayeredGame game =
        LayeredGame.of(setting, Period.between(0, 9), 1, Step.Limits.OPERATING)
            .layer(lanes -> new PooledOperators(lanes, Pooling.ALONE, 0))
            .settle(OwnBalance::new);
    Role role = game.spec().role("microgrid");
    Transition transition = new Transition(game.spec());
    game.reset(0);

    for (float number : seen(game)) {
      assertThat(number).isFinite();
    }
    game.act(role, new float[8]);
    game.resolve(transition);
    for (float number : transition.reward(role)) {
      assertThat(number).isFinite();
    }
  }

  private static Device free(Device device) {
    return device instanceof GridConnection grid
        ? new GridConnection(
            grid.name(),
            grid.carrier(),
            grid.importLimit(),
            grid.exportLimit(),
            grid.reactiveLimit(),
            Tariff.flat(0),
            0,
            List.of())
        : device;
  }

  @Test
  void aChargeBeyondItsLimitsCosts() {
    float[] charging = {0, -1, 0, 0, 0, 0, 0, 0};
    double[] reward = new double[2];
    for (int penalty = 0; penalty < 2; penalty++) {
      int beta = penalty;
      LayeredGame game =
          LayeredGame.of(FOUR, Period.between(0, 9), 1, Step.Limits.PHYSICAL)
              .layer(lanes -> new PooledOperators(lanes, Pooling.ALONE, beta))
              .settle(OwnBalance::new);
      Role role = game.spec().role("microgrid");
      Transition transition = new Transition(game.spec());
      game.reset(0);
      for (int hour = 0; hour < 3; hour++) { // 200 + 3 × 76 kWh of 400, 360 allowed
        game.act(role, charging);
        game.resolve(transition);
      }
      reward[penalty] = transition.reward(role)[0];
    }

    assertThat(reward[0] - reward[1]).isCloseTo((400 - 360) / 400.0, within(1e-5)); // float
  }
}
