package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every component of a device is refused with its name, its value, the rule and the way out.
class DeviceValidationTest {
  private static final List<Record> EXAMPLES =
      List.of(
          DeviceExamples.battery(),
          DeviceExamples.pumpedStorage(),
          DeviceExamples.turbine(),
          DeviceExamples.cogeneration(),
          DeviceExamples.load(),
          DeviceExamples.grid(),
          DeviceExamples.photovoltaic());

  /// The example of that kind with one component changed.
  private static Object altered(String kind, String component, double value) throws Throwable {
    Record example =
        EXAMPLES.stream()
            .filter(each -> ((Device) each).kind().equals(kind))
            .findFirst()
            .orElseThrow();
    RecordComponent[] components = example.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    boolean found = false;
    for (int index = 0; index < components.length; index++) {
      types[index] = components[index].getType();
      values[index] = components[index].getAccessor().invoke(example);
      if (components[index].getName().equals(component)) {
        values[index] = types[index] == int.class ? (Object) (int) value : (Object) value;
        found = true;
      }
    }
    assertThat(found).isTrue();
    Constructor<?> constructor = example.getClass().getDeclaredConstructor(types);
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw refused.getCause();
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          battery | capacity | -5 | capacity is -5.0, but must be above 0 kWh. Leave the device out if it has none.
          battery | capacity | 0 | capacity is 0.0, but must be above 0 kWh. Leave the device out if it has none.
          battery | capacity | NaN | capacity is NaN, but must be above 0 kWh. Leave the device out if it has none.
          battery | capacity | Infinity | capacity is Infinity, but must be above 0 kWh. Leave the device out if it has none.
          battery | chargePower | -1 | chargePower is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          battery | dischargePower | NaN | dischargePower is NaN, but must be 0 kW or more. Limits and costs are given without a sign.
          battery | chargeEfficiency | 95 | chargeEfficiency is 95.0, but must be in (0, 1]. Write 0.95 for 95 %.
          battery | chargeEfficiency | 0 | chargeEfficiency is 0.0, but must be in (0, 1]. Write 0.95 for 95 %.
          battery | dischargeEfficiency | -0.5 | dischargeEfficiency is -0.5, but must be in (0, 1]. Write 0.95 for 95 %.
          battery | dischargeEfficiency | NaN | dischargeEfficiency is NaN, but must be in (0, 1]. Write 0.95 for 95 %.
          battery | minimumCharge | -0.1 | minimumCharge is -0.1, but must be in [0, 1]. Write 0.3 for 30 %.
          battery | maximumCharge | 90 | maximumCharge is 90.0, but must be in [0, 1]. Write 0.3 for 30 %.
          battery | initialCharge | NaN | initialCharge is NaN, but must be in [0, 1]. Write 0.3 for 30 %.
          battery | minimumCharge | 0.95 | minimumCharge is 0.95, but must not be above maximumCharge, which is 0.9. Exchange the two.
          battery | initialCharge | 0.05 | minimumCharge is 0.1, but must not be above initialCharge, which is 0.05. Exchange the two.
          battery | initialCharge | 0.95 | initialCharge is 0.95, but must not be above maximumCharge, which is 0.9. Exchange the two.
          battery | wear | -0.01 | wear is -0.01, but must be 0 per kWh or more. Limits and costs are given without a sign.
          pumpedStorage | capacity | 0 | capacity is 0.0, but must be above 0 kWh. Leave the device out if it has none.
          pumpedStorage | pumpPower | -1 | pumpPower is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          pumpedStorage | turbinePower | -1 | turbinePower is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          pumpedStorage | pumpEfficiency | 1.1 | pumpEfficiency is 1.1, but must be in (0, 1]. Write 0.95 for 95 %.
          pumpedStorage | turbineEfficiency | 0 | turbineEfficiency is 0.0, but must be in (0, 1]. Write 0.95 for 95 %.
          pumpedStorage | minimumCharge | 2 | minimumCharge is 2.0, but must be in [0, 1]. Write 0.3 for 30 %.
          pumpedStorage | runningCost | -3 | runningCost is -3.0, but must be 0 per hour or more. Limits and costs are given without a sign.
          pumpedStorage | maintenance | -1 | maintenance is -1.0, but must be 0 per kWh or more. Limits and costs are given without a sign.
          turbine | minimum | -1 | minimum is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          turbine | maximum | 0 | maximum is 0.0, but must be above 0 kW. Leave the device out if it has none.
          turbine | minimum | 200 | minimum is 200.0, but must not be above maximum, which is 150.0. Exchange the two.
          turbine | a | -1 | a is -1.0, but must be 0 per kW²h or more. Limits and costs are given without a sign.
          turbine | b | -1 | b is -1.0, but must be 0 per kWh or more. Limits and costs are given without a sign.
          turbine | c | -1 | c is -1.0, but must be 0 per hour or more. Limits and costs are given without a sign.
          turbine | ramp | 0 | ramp is 0.0, but must be above 0 kW per hour. Leave it out if none applies.
          turbine | ramp | NaN | ramp is NaN, but must be above 0 kW per hour. Leave it out if none applies.
          cogeneration | maximum | -1 | maximum is -1.0, but must be above 0 kW. Leave the device out if it has none.
          cogeneration | heatPerPower | -1 | heatPerPower is -1.0, but must be 0 kW per kW or more. Limits and costs are given without a sign.
          cogeneration | heatCost | -1 | heatCost is -1.0, but must be 0 per kWh or more. Limits and costs are given without a sign.
          load | powerFactor | 90 | powerFactor is 90.0, but must be in (0, 1]. Write 0.95 for 95 %.
          load | powerFactor | 0 | powerFactor is 0.0, but must be in (0, 1]. Write 0.95 for 95 %.
          load | curtailableShare | 20 | curtailableShare is 20.0, but must be in [0, 1]. Write 0.3 for 30 %.
          load | curtailmentCost | -1 | curtailmentCost is -1.0, but must be 0 per kWh or more. Limits and costs are given without a sign.
          load | lostLoadValue | -1 | lostLoadValue is -1.0, but must be 0 per kWh or more. Limits and costs are given without a sign.
          load | priority | 0 | priority is 0, but must be 1 or more. Write 1 for what is shed last.
          grid | importLimit | -1 | importLimit is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          grid | exportLimit | -1 | exportLimit is -1.0, but must be 0 kW or more. Limits and costs are given without a sign.
          grid | reactiveLimit | -1 | reactiveLimit is -1.0, but must be 0 kvar or more. Limits and costs are given without a sign.
          grid | peakCharge | -1 | peakCharge is -1.0, but must be 0 per kW or more. Limits and costs are given without a sign.
          photovoltaic | apparentPower | -1 | apparentPower is -1.0, but must be 0 kVA or more. Limits and costs are given without a sign.
          """)
  void anImpossibleValueIsRefused(String kind, String component, double value, String message) {
    assertThatThrownBy(() -> altered(kind, component, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "battery, chargePower, 0",
    "battery, dischargePower, 0",
    "battery, chargeEfficiency, 1",
    "battery, minimumCharge, 0",
    "battery, minimumCharge, 0.5", // equal to the initial charge
    "battery, maximumCharge, 1",
    "battery, initialCharge, 0.1",
    "battery, initialCharge, 0.9",
    "battery, wear, 0",
    "turbine, minimum, 0",
    "turbine, minimum, 150", // equal to the maximum
    "turbine, ramp, Infinity",
    "cogeneration, heatPerPower, 0",
    "load, powerFactor, 1",
    "load, curtailableShare, 0",
    "load, curtailableShare, 1",
    "load, priority, 1",
    "grid, importLimit, 0",
    "grid, exportLimit, 0",
    "photovoltaic, apparentPower, 0",
  })
  void aValueAtTheEdgeIsTaken(String kind, String component, double value) throws Throwable {
    assertThat(altered(kind, component, value)).isInstanceOf(Device.class);
  }

  @Test
  void reactivePowerIsNoCarrierOfItsOwn() {
    Profile demand = Profile.constant(1);

    assertThatThrownBy(() -> new Load("load", Carrier.REACTIVE, demand, 1, 0, 0, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "carrier is REACTIVE, but must be POWER or HEAT. Reactive demand follows from"
                + " powerFactor.");
    assertThatThrownBy(() ->
            new GridConnection("grid", Carrier.REACTIVE, 1, 1, 1, Tariff.flat(0), 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "carrier is REACTIVE, but must be POWER or HEAT. Reactive power comes with POWER.");
  }

  @Test
  void aProfileHasFiniteNumbers() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(() -> Profile.scaled("sun", wrong), "amount", wrong);
      assertRefused(() -> Profile.constant(wrong), "offset", wrong);
      assertRefused(() -> mix(wrong, 0), "weight", wrong);
      assertRefused(() -> mix(1, wrong), "shift", wrong);
    }
  }

  private static void mix(double weight, double shift) {
    var term = new Profile.Term("sun", weight, shift);
    var profile = new Profile(List.of(term), Profile.Scale.FACTOR, 1, 0);
    assertThat(profile.terms()).containsExactly(term);
  }

  private static void assertRefused(Runnable attempt, String component, double value) {
    assertThatThrownBy(attempt::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            component + " is " + value + ", but must be a finite number. Write a plain number.");
  }

  @Test
  void aStepHasALength() {
    for (double hours : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Step(hours, Step.Limits.OPERATING))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("hours is " + hours + ", but must be above 0 h. Use 1 for hourly steps.");
    }
  }

  @Test
  void flowsHaveTheirUnits() {
    assertThat(Stream.of(Carrier.values()).map(Carrier::unit)).containsExactly("kW", "kvar", "kW");
  }
}
