package org.skerry.energy.game;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.learning.Transition;

/// One microgrid in one lane in which nothing changes by itself, to settle a step by hand.
final class Site {
  private final LayeredGame game;
  private final Transition transition;

  private Site(List<Device> devices) {
    Scenario scenario =
        Scenario.of("site", Duration.ofHours(1), List.of(new Microgrid("site", "", devices)));
    game =
        LayeredGame.of(
                Setting.of(scenario, Examples.days(1)),
                Period.between(0, 24),
                1,
                Step.Limits.OPERATING)
            .settle(OwnBalance::new);
    transition = new Transition(game.spec());
    game.reset(0);
  }

  static Site of(Device... devices) {
    return new Site(List.of(devices));
  }

  static Photovoltaic sun(double power) {
    return new Photovoltaic("sun", new Output.Measured(Profile.constant(power)), 0);
  }

  static WindTurbine wind(double power) {
    return new WindTurbine("wind", new Output.Measured(Profile.constant(power)));
  }

  static Turbine turbine(double minimum) {
    return new Turbine("turbine", minimum, 100, 0, 0.1, 0, Double.POSITIVE_INFINITY);
  }

  static Dump dump(double maximum) {
    return new Dump("dump", maximum);
  }

  static Battery battery() {
    return new Battery("battery", 400, 80, 80, 1, 1, 0, 1, 0.5, 0);
  }

  static Load load(String name, double demand, double curtailable, int priority) {
    return new Load(name, Carrier.POWER, Profile.constant(demand), 1, curtailable, 1, 10, priority);
  }

  static Load heat(String name, double demand, int priority) {
    return new Load(name, Carrier.HEAT, Profile.constant(demand), 1, 0, 0, 3, priority);
  }

  static GridConnection grid(double importLimit, double exportLimit) {
    return new GridConnection(
        "grid", Carrier.POWER, importLimit, exportLimit, 50, Tariff.flat(0.1), 0, List.of());
  }

  /// Decides the first set-point of a device.
  Site set(String device, double setpoint) {
    return set(device, 0, setpoint);
  }

  Site set(String device, int control, double setpoint) {
    Equipment kind = kind(device);
    kind.units().setpoint(control)[unit(kind, device)] = setpoint;
    return this;
  }

  /// Plays the step.
  Site settle() {
    game.resolve(transition);
    return this;
  }

  double power(String device) {
    return flow(device, Carrier.POWER);
  }

  double flow(String device, Carrier carrier) {
    Equipment kind = kind(device);
    return kind.units().power(kind.units().port(carrier))[unit(kind, device)];
  }

  double state(String device, String name) {
    Units units = kind(device).units();
    return units.state(units.stateIndex(name))[unit(kind(device), device)];
  }

  /// The first term of what a device cost in the step.
  double cost(String device) {
    return kind(device).units().cost(0)[unit(kind(device), device)];
  }

  /// What all devices together put into the bus.
  double sum(Carrier carrier) {
    return game.lanes().equipment().stream()
        .filter(kind -> kind.units().port(carrier) >= 0)
        .flatMap(kind -> kind.devices().stream())
        .mapToDouble(device -> flow(device.name(), carrier))
        .sum();
  }

  private Equipment kind(String device) {
    return game.lanes().equipment().stream()
        .filter(kind -> names(kind).anyMatch(device::equals))
        .findFirst()
        .orElseThrow();
  }

  private static int unit(Equipment kind, String device) {
    return names(kind).toList().indexOf(device);
  }

  private static Stream<String> names(Equipment kind) {
    return kind.devices().stream().map(Device::name);
  }
}
