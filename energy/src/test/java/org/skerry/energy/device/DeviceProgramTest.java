package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.optimization.Expression;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.OrTools;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Variable;

/// The optimisation face of a device says the same as its simulation: with its set-points fixed to
/// those of a simulated trajectory, the program has that trajectory and that cost.
class DeviceProgramTest {
  private static final int STEPS = 30;

  /// A simulated trajectory of one unit.
  private static final class Trajectory {
    final Device device;
    final List<double[]> inputs = new ArrayList<>();
    final List<double[]> powers = new ArrayList<>();
    final double[] initial;
    double cost;
    double finalEnergy;
    int choices;

    Trajectory(Device device, double hours) {
      this.device = device;
      SplittableRandom random = new SplittableRandom(3);
      Units units = new Units(List.of(device), 1);
      Fleet fleet = device.fleet(List.of(device));
      Step step = new Step(hours, Step.Limits.OPERATING);
      initial = device.states().stream().mapToDouble(Device.State::initial).toArray();
      for (int state = 0; state < initial.length; state++) {
        units.state(state)[0] = initial[state];
      }
      for (int played = 0; played < STEPS; played++) {
        double[] input = new double[device.inputs().size()];
        for (int index = 0; index < input.length; index++) {
          input[index] = DeviceExamples.input(device.inputs().get(index).name(), device, random);
        }
        if (device instanceof GridConnection) {
          input[1] = Math.min(input[0], input[1]); // selling never earns more than buying costs
        }
        for (int index = 0; index < input.length; index++) {
          if (device.inputs().get(index).name().equals("month")) {
            input[index] = 24_000 + played / 10;
          }
          units.input(index)[0] = input[index];
        }
        fleet.idle(units);
        for (int control = 0; control < units.controls(); control++) {
          units.setpoint(control)[0] = 400 * random.nextDouble() - 200;
        }
        fleet.guard(step, units);
        fleet.step(step, units);
        double[] power = new double[device.ports().size()];
        for (int port = 0; port < power.length; port++) {
          power[port] = units.power(port)[0];
        }
        for (int term = 0; term < device.costTerms().size(); term++) {
          cost += units.cost(term)[0];
        }
        inputs.add(input);
        powers.add(power);
      }
      int stored = units.stateIndex("storedEnergy");
      finalEnergy = stored < 0 ? 0 : units.state(stored)[0];
    }

    Horizon horizon(double hours) {
      return new Horizon() {
        @Override
        public int steps() {
          return STEPS;
        }

        @Override
        public double hours() {
          return hours;
        }

        @Override
        public double input(int index, int step) {
          return inputs.get(step)[index];
        }

        @Override
        public double state(int index) {
          return initial[index];
        }

        @Override
        public Variable choice(Program program, String name) {
          choices++;
          return program.variable(name, 0, 1);
        }
      };
    }

    /// @param chooses whether the device switches
    record Fixed(double cost, boolean chooses) {}

    Fixed fixed(double hours) {
      Program program = new Program();
      choices = 0;
      Flows flows = device.constrain(program, horizon(hours));
      for (int port = 0; port < device.ports().size(); port++) {
        for (int step = 0; step < STEPS; step++) {
          program.equal(flows.ports().get(port).get(step), powers.get(step)[port]);
        }
      }
      Expression energy = flows.finalEnergy();
      Solution.Solved solved = new InteriorPoint().solve(program).expectSolved();
      assertThat(solved.value(energy)).isCloseTo(finalEnergy, within(1e-5));
      return new Fixed(solved.objective(), choices > 0);
    }
  }

  static Stream<Device> devices() {
    return DeviceExamples.fleets().stream().map(List::getFirst);
  }

  /// Choices are relaxed: of what runs, a part may do so.
  @ParameterizedTest
  @MethodSource("devices")
  void theProgramHasTheTrajectoryAndTheCostOfTheSimulation(Device device) {
    Trajectory trajectory = new Trajectory(device, 0.5);

    Trajectory.Fixed fixed = trajectory.fixed(0.5);

    // the solver's tolerance of 1e-8 is relative to the data
    double tolerance = 1e-6 * Math.max(1, Math.abs(trajectory.cost));
    assertThat(fixed.cost()).isLessThanOrEqualTo(trajectory.cost + tolerance);
    if (!fixed.chooses()) {
      assertThat(fixed.cost()).isCloseTo(trajectory.cost, within(tolerance));
    }
  }

  @Test
  void chargingAndDischargingAtOncePaysOnlyAtNegativePrices() {
    Battery battery = new Battery("b", 100, 50, 50, 0.9, 0.9, 0, 1, 1, 0);

    // at -0.1: 50 in and 40.5 out in each of two hours; if only one can be, 40.5 out, then 50 in
    assertThat(wastedEnergy(battery, 0.1, false)).isCloseTo(0, within(1e-5));
    assertThat(wastedEnergy(battery, -0.1, false)).isCloseTo(19, within(1e-5));
    assertThat(wastedEnergy(battery, -0.1, true)).isCloseTo(9.5, within(1e-5));
  }

  /// What a full battery takes from the bus in two hours in which a kWh costs `price`: at a
  /// negative price the relaxed program burns energy in the losses, since it is paid for taking it.
  private static double wastedEnergy(Battery battery, double price, boolean integral) {
    Program program = new Program();
    Flows flows =
        battery.constrain(
            program,
            new Horizon() {
              @Override
              public int steps() {
                return 2;
              }

              @Override
              public double hours() {
                return 1;
              }

              @Override
              public double input(int index, int step) {
                return 0;
              }

              @Override
              public double state(int index) {
                return 100;
              }

              @Override
              public Variable choice(Program program, String name) {
                return program.binary(name);
              }
            });
    for (Flows.Either either : flows.either()) {
      if (integral) {
        Variable choice = program.binary("either");
        program.atMost(either.first().plus(choice, -50), 0);
        program.atMost(either.second().plus(choice, 50), 50);
      }
    }
    Expression given = Expression.sum(flows.ports().getFirst());
    program.addCost(given.times(-price));
    program.equal(flows.finalEnergy(), 100);
    Solution.Solved solved = OrTools.scip().solve(program).expectSolved();
    return Math.max(0, -solved.value(given));
  }
}
