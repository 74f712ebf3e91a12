package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.learning.Allocation;

/// What holds for every kind of device.
class DeviceContractTest {
  private static final int LANES = 3;
  private static final int STEPS = 60;

  /// A fleet at work under random inputs and random wishes.
  static final class Work {
    private final List<? extends Device> devices;
    private final Units units;
    private final Fleet fleet;
    private final Step step;
    private final SplittableRandom random = new SplittableRandom(11);

    Work(List<? extends Device> devices, int lanes, double hours, Step.Limits limits) {
      this.devices = devices;
      units = new Units(devices, lanes);
      fleet = devices.getFirst().fleet(devices);
      step = new Step(hours, limits);
      for (int row = 0; row < units.rows(); row++) {
        List<Device.State> states = devices.get(row / lanes).states();
        for (int index = 0; index < states.size(); index++) {
          units.state(index)[row] = states.get(index).initial();
        }
      }
    }

    void drawInputs() {
      for (int row = 0; row < units.rows(); row++) {
        Device device = devices.get(row / units.lanes());
        for (int index = 0; index < device.inputs().size(); index++) {
          String name = device.inputs().get(index).name();
          units.input(index)[row] = DeviceExamples.input(name, device, random);
        }
      }
    }

    void drawWishes() {
      for (int control = 0; control < units.controls(); control++) {
        for (int row = 0; row < units.rows(); row++) {
          units.setpoint(control)[row] = 600 * random.nextDouble() - 300;
        }
      }
    }

    void guardWishes() {
      drawInputs();
      drawWishes();
      fleet.guard(step, units);
    }
  }

  static Stream<List<Device>> fleets() {
    return DeviceExamples.fleets().stream();
  }

  static Stream<Work> works() {
    return fleets()
        .flatMap(devices ->
            Stream.of(
                new Work(devices, LANES, 1, Step.Limits.OPERATING),
                new Work(devices, LANES, 0.25, Step.Limits.OPERATING),
                new Work(devices, LANES, 1, Step.Limits.PHYSICAL)));
  }

  @Test
  void theExamplesAreOfEveryKind() {
    assertThat(fleets().map(devices -> devices.getFirst().kind()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "photovoltaic",
            "wind",
            "turbine",
            "cogeneration",
            "battery",
            "pumpedStorage",
            "load",
            "dump",
            "grid");
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void theUnitsHaveRoomForWhatTheDeviceDescribes(List<Device> devices) {
    Device device = devices.getFirst();
    Units units = new Units(devices, LANES);

    assertThat(units.count()).isEqualTo(devices.size());
    assertThat(units.lanes()).isEqualTo(LANES);
    assertThat(units.rows()).isEqualTo(devices.size() * LANES);
    assertThat(units.controls()).isEqualTo(device.controls().size());
    for (int index = 0; index < device.controls().size(); index++) {
      assertThat(units.control(device.controls().get(index))).isEqualTo(index);
      assertThat(device.controls().get(index))
          .isEqualToIgnoringCase(device.ports().get(index).name());
      assertThat(units.setpoint(index)).hasSizeGreaterThanOrEqualTo(units.rows());
    }
    for (int index = 0; index < device.ports().size(); index++) {
      assertThat(units.port(device.ports().get(index))).isEqualTo(index);
      assertThat(units.power(index)).hasSizeGreaterThanOrEqualTo(units.rows());
    }
    for (int index = 0; index < device.states().size(); index++) {
      assertThat(units.stateIndex(device.states().get(index).name())).isEqualTo(index);
    }
    for (int index = 0; index < device.inputs().size(); index++) {
      assertThat(units.inputIndex(device.inputs().get(index).name())).isEqualTo(index);
    }
    for (int index = 0; index < device.costTerms().size(); index++) {
      assertThat(units.cost(index)).hasSizeGreaterThanOrEqualTo(units.rows());
    }
    assertThat(units.control("nothing")).isEqualTo(-1);
    assertThat(units.stateIndex("nothing")).isEqualTo(-1);
    assertThat(units.inputIndex("nothing")).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("works")
  void afterTheGuardEverySetPointCanBeDelivered(Work work) {
    Units units = work.units;
    for (int played = 0; played < STEPS; played++) {
      work.guardWishes();

      for (int control = 0; control < units.controls(); control++) {
        for (int row = 0; row < units.rows(); row++) {
          assertThat(units.setpoint(control)[row])
              .isBetween(units.low(control)[row], units.high(control)[row]);
        }
      }
      work.fleet.step(work.step, units);
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void whatIsNoNumberIsTakenAsNothing(Work work) {
    Units units = work.units;
    work.drawInputs();
    work.drawWishes();
    for (int control = 0; control < units.controls(); control++) {
      java.util.Arrays.fill(units.setpoint(control), 0);
    }
    work.fleet.guard(work.step, units);
    double[][] nothing = setpoints(units);

    for (int control = 0; control < units.controls(); control++) {
      java.util.Arrays.fill(units.setpoint(control), Double.NaN);
    }
    work.fleet.guard(work.step, units);

    assertThat(setpoints(units)).isDeepEqualTo(nothing);
  }

  @ParameterizedTest
  @MethodSource("works")
  void whatTheGuardLetThroughItLeavesAlone(Work work) {
    for (int played = 0; played < STEPS; played++) {
      work.guardWishes();
      double[][] once = setpoints(work.units);

      work.fleet.guard(work.step, work.units);

      assertThat(setpoints(work.units)).isDeepEqualTo(once);
      work.fleet.step(work.step, work.units);
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void guardedStatesStayWithinTheirLimits(Work work) {
    boolean operating = work.step.limits() == Step.Limits.OPERATING;
    Units units = work.units;
    for (int played = 0; played < STEPS; played++) {
      work.guardWishes();

      work.fleet.step(work.step, units);

      for (int row = 0; row < units.rows(); row++) {
        List<Device.State> states = work.devices.get(row / LANES).states();
        for (int index = 0; index < states.size(); index++) {
          Device.State state = states.get(index);
          double low = operating ? state.low() : 0;
          double high = operating ? state.high() : Double.POSITIVE_INFINITY;
          // rounding of a division and a product of some hundred kWh
          assertThat(units.state(index)[row]).isBetween(low - 1e-9, high + 1e-9);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void theGuardedSetPointIsThePowerAtThePort(Work work) {
    for (int played = 0; played < STEPS; played++) {
      work.guardWishes();

      work.fleet.step(work.step, work.units);

      for (int control = 0; control < work.units.controls(); control++) {
        assertThat(work.units.power(control)).startsWith(setpoints(work.units)[control]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void costsAreFiniteAndOnlyTheMainGridMayEarn(Work work) {
    for (int played = 0; played < STEPS; played++) {
      work.guardWishes();

      work.fleet.step(work.step, work.units);

      for (int term = 0; term < work.devices.getFirst().costTerms().size(); term++) {
        for (int row = 0; row < work.units.rows(); row++) {
          double cost = work.units.cost(term)[row];
          assertThat(cost).isFinite();
          boolean earns = work.devices.getFirst().costTerms().get(term).equals("grid");
          assertThat(cost).isGreaterThanOrEqualTo(earns ? Double.NEGATIVE_INFINITY : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void fromTheBeginningIdleCanBeDelivered(Work work) {
    for (int drawn = 0; drawn < STEPS; drawn++) {
      work.drawInputs();
      work.drawWishes();
      work.fleet.idle(work.units);
      double[][] idle = setpoints(work.units);

      work.fleet.guard(work.step, work.units);

      double[][] guarded = setpoints(work.units);
      for (int control = 0; control < idle.length; control++) {
        assertThat(guarded[control]).containsExactly(idle[control], within(0.0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void manyUnitsInManyLanesDoAsEachAlone(Work work) {
    for (int unit = 0; unit < work.devices.size(); unit++) {
      for (int lane = 0; lane < LANES; lane++) {
        assertAlone(
            new Work(work.devices, LANES, work.step.hours(), work.step.limits()), unit, lane);
      }
    }
  }

  private static void assertAlone(Work together, int unit, int lane) {
    Work alone =
        new Work(
            List.of(together.devices.get(unit)), 1, together.step.hours(), together.step.limits());
    int row = unit * LANES + lane;
    for (int played = 0; played < 20; played++) {
      together.drawInputs();
      together.drawWishes();
      for (int index = 0; index < together.devices.getFirst().inputs().size(); index++) {
        alone.units.input(index)[0] = together.units.input(index)[row];
      }
      for (int control = 0; control < together.units.controls(); control++) {
        alone.units.setpoint(control)[0] = together.units.setpoint(control)[row];
      }

      together.fleet.guard(together.step, together.units);
      together.fleet.step(together.step, together.units);
      alone.fleet.guard(alone.step, alone.units);
      alone.fleet.step(alone.step, alone.units);

      assertThat(outcome(together, row)).isEqualTo(outcome(alone, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void aStepAllocatesNothing(Work work) {
    work.guardWishes();

    assertThat(
            Allocation.bytes(() -> {
              work.fleet.idle(work.units);
              work.fleet.deliverable(work.step, work.units);
              work.fleet.guard(work.step, work.units);
              work.fleet.step(work.step, work.units);
            }))
        .isZero();
  }

  private static double[][] setpoints(Units units) {
    double[][] setpoints = new double[units.controls()][];
    for (int control = 0; control < setpoints.length; control++) {
      setpoints[control] = java.util.Arrays.copyOf(units.setpoint(control), units.rows());
    }
    return setpoints;
  }

  /// Everything that a step gave to one row.
  private static List<Double> outcome(Work work, int row) {
    Device device = work.devices.getFirst();
    Units units = work.units;
    return Stream.of(
            Stream.iterate(0, i -> i + 1).limit(units.controls()).map(units::setpoint),
            Stream.iterate(0, i -> i + 1).limit(device.ports().size()).map(units::power),
            Stream.iterate(0, i -> i + 1).limit(device.states().size()).map(units::state),
            Stream.iterate(0, i -> i + 1).limit(device.costTerms().size()).map(units::cost))
        .flatMap(arrays -> arrays)
        .map(array -> array[row])
        .toList();
  }
}
