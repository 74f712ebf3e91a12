package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

class SettingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static Dataset day(double... values) {
    return new Dataset(
        "day",
        "made for tests",
        Instant.parse("2016-01-01T00:00:00Z"),
        ZoneId.of("UTC"),
        HOUR,
        List.of(new Series("power", "kW", values)),
        List.of());
  }

  private static Scenario with(Device device) {
    return Scenario.of("site", HOUR, List.of(new Microgrid("site", "", List.of(device))));
  }

  @Test
  void aSunThatTakesPowerIsRefusedWithItsSteps() {
    var sun = new Photovoltaic("roof", new Output.Measured(Profile.scaled("power", -1)), 0);

    assertThatThrownBy(() -> Setting.of(with(sun), day(0, 1, 0, 2)))
        .hasMessage(
            "available of device 'roof' (photovoltaic) is below 0 kW in 2 of 4 steps, first at 2016-01-01T01:00 in the data set day. Correct the series or its factor, or write 'minimum: 0' in the profile for noise around 0.");
  }

  @Test
  void aProfileWithAMinimumHasNothingBelow() {
    var noisy =
        new Profile(List.of(new Profile.Term("power", 1, 0)), Profile.Scale.FACTOR, 1, 0, 0);
    var sun = new Photovoltaic("roof", new Output.Measured(noisy), 0);

    var setting = Setting.of(with(sun), day(-1, 2, -0.5, 4));

    var group = setting.groups().getFirst();
    assertThat(IntStream.range(0, 4).mapToDouble(step -> setting.input(group, 0, 0, step)))
        .containsExactly(0.0, 2.0, 0.0, 4.0);
  }

  static Stream<Scenario> scenarios() {
    return Stream.of(Examples.four(), Examples.everything());
  }

  /// Equal series are read once and constant ones are left alone; the naive way works out every
  /// input from its formula.
  @ParameterizedTest
  @MethodSource("scenarios")
  void theLoadedInputsAreThoseOfTheNaiveLookUp(Scenario scenario) {
    Setting setting = Setting.of(scenario, Examples.days(5));
    Lanes lanes = new Lanes(setting, 3, Step.Limits.OPERATING);
    var random = new SplittableRandom(2);
    for (int move = 0; move < 30; move++) {
      int[] steps = random.ints(3, 0, setting.timeline().steps()).toArray();

      lanes.moveTo(steps);

      for (int group = 0; group < setting.groups().size(); group++) {
        assertInputs(setting, setting.groups().get(group), lanes.equipment().get(group), steps);
      }
    }
  }

  @Test
  void everyOneOfManyLanesIsLoadedFromItsOwnStep() {
    Setting setting = Setting.of(Examples.four(), Examples.days(5));
    int count = 600; // more than one block
    Lanes lanes = new Lanes(setting, count, Step.Limits.OPERATING);
    int[] steps = new SplittableRandom(3).ints(count, 0, setting.timeline().steps()).toArray();

    lanes.moveTo(steps);

    for (int index = 0; index < setting.groups().size(); index++) {
      Setting.Group group = setting.groups().get(index);
      Units units = lanes.equipment().get(index).units();
      for (int input = 0; input < units.inputs(); input++) {
        for (int row = 0; row < units.rows(); row++) {
          assertThat(units.input(input)[row])
              .isEqualTo(setting.input(group, row / count, input, steps[row % count]));
        }
      }
    }
  }

  private static void assertInputs(
      Setting setting, Setting.Group group, Equipment kind, int[] steps) {
    for (int unit = 0; unit < group.devices().size(); unit++) {
      List<Input> inputs = group.devices().get(unit).inputs();
      for (int index = 0; index < inputs.size(); index++) {
        for (int lane = 0; lane < steps.length; lane++) {
          double loaded = kind.units().input(index)[unit * steps.length + lane];
          assertThat(loaded)
              .isEqualTo(naive(setting, inputs.get(index), steps[lane]))
              .isEqualTo(setting.input(group, unit, index, steps[lane]));
        }
      }
    }
  }

  private static double naive(Setting setting, Input input, int step) {
    double[] values =
        input.profiles().stream()
            .mapToDouble(profile -> setting.dataset().resolve(profile, Duration.ofHours(1))[step])
            .toArray();
    return input.formula().at(setting.timeline().local(step), values);
  }

  @Test
  void devicesAlikeInFormAreOneGroup() {
    Setting setting = Setting.of(Examples.everything(), Examples.days(1));

    assertThat(setting.groups())
        .extracting(group -> group.devices().getFirst().kind(), Setting.Group::sites)
        .containsExactly(
            tuple("photovoltaic", List.of(0)), // with an inverter
            tuple("wind", List.of(0, 2)),
            tuple("cogeneration", List.of(0)),
            tuple("battery", List.of(0, 2)),
            tuple("load", List.of(0, 0, 1, 1, 2)), // power
            tuple("load", List.of(0)), // heat
            tuple("grid", List.of(0)), // with a charge for the peak
            tuple("grid", List.of(0)), // heat
            tuple("photovoltaic", List.of(1)),
            tuple("turbine", List.of(1, 1, 2)),
            tuple("pumpedStorage", List.of(1)),
            tuple("grid", List.of(1)));
  }

  @Test
  void equipmentKnowsTheFirstUnitOfEachMicrogrid() {
    Setting setting = Setting.of(Examples.everything(), Examples.days(1));
    Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    Equipment loads = lanes.equipment().get(4);

    assertThat(loads.kind()).isEqualTo("load");
    assertThat(List.of(loads.unit(0), loads.unit(1), loads.unit(2))).containsExactly(0, 2, 4);
    assertThat(lanes.equipment().get(2).unit(1)).isEqualTo(-1);
  }

  @Test
  void aSeriesThatTheDataSetLacksIsNamed() {
    Scenario scenario =
        Scenario.of(
            "snowy",
            Duration.ofHours(1),
            List.of(
                new Microgrid(
                    "m",
                    "",
                    List.of(
                        new WindTurbine("mill", new Output.Measured(Profile.scaled("snow", 1)))))));

    assertThatThrownBy(() -> Setting.of(scenario, Examples.days(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no series 'snow'");
  }
}
