package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.InteriorPoint;

class StorePlanTest {

  /// With everything known up to the end, planning anew in every step is optimal.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void knowingAllItReachesTheOptimumOfTheProgram(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hours = 20;
    Dataset data =
        PlannerCases.hours(
            hours,
            _ -> random.nextDouble(0.05, 0.5),
            _ -> random.nextDouble(0, 6),
            _ -> Math.max(0, random.nextDouble(-5, 12)));
    Scenario scenario = PlannerCases.ending(PlannerCases.scenario(house(random)));
    Setting setting = Setting.of(scenario, data);
    Period period = Period.between(0, hours);

    Outcome played =
        PlannerCases.play(scenario, data, period, Controllers.named("perfectMPC", scenario));

    Optimum optimum = Optimum.of(setting, period, Coupling.alone());
    assertThat(StorePlan.of(setting, 0)).isPresent();
    assertThat(optimum.exact()).isTrue();
    assertThat(played.total().cost())
        .isCloseTo(optimum.cost(), within(1e-6 * Math.max(1, Math.abs(optimum.cost()))));
  }

  /// Prices below 0, and selling that earns more than buying costs: the cost to go is not convex,
  /// and what it says is what branch and cut proves, both to the tolerance of its solver.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void pricesBelowZeroAndHighFeedInNeedNoIntegers(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hours = 20;
    double least = random.nextBoolean() ? -0.3 : -0.05;
    Dataset data =
        PlannerCases.hours(
            hours,
            _ -> random.nextDouble(least, 0.3),
            _ -> random.nextDouble(0, 6),
            _ -> Math.max(0, random.nextDouble(-5, 12)));
    List<Device> devices = new ArrayList<>(List.of(house(random)));
    devices.removeIf(GridConnection.class::isInstance);
    Tariff tariff =
        random.nextBoolean()
            ? new Tariff(Profile.scaled("price", 1), List.of(), 0.1)
            : new Tariff(
                Profile.scaled("price", 1),
                List.of(),
                0,
                List.of(),
                Optional.of(Profile.constant(0.08)));
    double out = random.nextInt(3) == 0 ? 0 : 7;
    devices.add(new GridConnection("grid", Carrier.POWER, 15, out, 10, tariff, 0, List.of()));
    Scenario scenario = PlannerCases.ending(PlannerCases.scenario(devices.toArray(Device[]::new)));
    Setting setting = Setting.of(scenario, data);
    Period period = Period.between(0, hours);
    Plan.Task task =
        new Plan.Task(
            setting,
            List.of(0),
            hours,
            Plan.Start.described(),
            Outlook.known(setting, period, 0),
            _ -> 0,
            Exchange.none());

    double bound = StoreOptimum.of(task).orElseThrow().bound();
    Plan whole = Plan.whole(Plan.relaxed(task, new InteriorPoint()), 1e-8, 100_000);
    Outcome played =
        PlannerCases.play(scenario, data, period, Controllers.named("perfectMPC", scenario));

    Optimum optimum = Optimum.of(setting, period, Coupling.alone());
    Offset<Double> near = within(1e-6 * (1 + Math.abs(bound)));
    assertThat(bound).isCloseTo(whole.bound(), near);
    assertThat(optimum.exact()).isTrue();
    assertThat(optimum.cost()).isCloseTo(bound, near);
    assertThat(played.total().cost()).isCloseTo(bound, near);
  }

  /// 672 steps, a week of quarter hours: alike ones have branch and cut search for hours.
  @Test
  void theOptimumOfManyStepsAtPricesBelowZeroIsExact() {
    Dataset data =
        PlannerCases.hours(
            672,
            hour -> 0.04 * Math.sin(Math.floor(hour / 4.0)) - 0.01,
            hour -> 0.5 + (hour % 3) / 4.0,
            hour -> Math.max(0, 3 * Math.sin(hour / 15.0)));
    List<Device> devices = new ArrayList<>(List.of(house(new SplittableRandom(1))));
    devices.removeIf(GridConnection.class::isInstance);
    Tariff tariff =
        new Tariff(
            Profile.scaled("price", 1),
            List.of(),
            0,
            List.of(),
            Optional.of(Profile.constant(0.08)));
    devices.add(new GridConnection("grid", Carrier.POWER, 20, 20, 10, tariff, 0, List.of()));
    Scenario scenario = PlannerCases.scenario(devices.toArray(Device[]::new));

    Optimum optimum =
        Optimum.of(Setting.of(scenario, data), Period.between(0, 672), Coupling.alone());

    assertThat(optimum.exact()).isTrue();
  }

  private static Device[] house(SplittableRandom random) {
    List<Device> devices = new ArrayList<>();
    devices.add(new Photovoltaic("sun", new Output.Measured(Profile.scaled("sun", 1)), 0));
    devices.add(
        new Battery(
            "battery",
            10,
            random.nextDouble(1, 8),
            random.nextDouble(1, 8),
            0.95,
            0.9,
            0.1,
            0.9,
            0.5,
            random.nextBoolean() ? 0 : 0.02));
    double share = random.nextBoolean() ? 0 : 0.3;
    devices.add(new Load("load", Carrier.POWER, Profile.scaled("load", 1), 1, share, 0.35, 10, 1));
    if (random.nextInt(4) > 0) {
      double in = random.nextBoolean() ? 20 : 3;
      double out = random.nextInt(3) == 0 ? 0 : random.nextBoolean() ? 20 : 2;
      Tariff tariff = new Tariff(Profile.scaled("price", 1), List.of(), random.nextDouble());
      devices.add(new GridConnection("grid", Carrier.POWER, in, out, 10, tariff, 0, List.of()));
    }
    return devices.toArray(Device[]::new);
  }

  @Test
  void aSiteWithMoreToRememberIsNone() {
    Dataset data = PlannerCases.hours(24, _ -> 1, _ -> 1, _ -> 1);
    Setting setting = Setting.of(PlannerCases.site(), data);

    assertThat(StorePlan.of(setting, 0)).isEmpty(); // it has a turbine
  }
}
