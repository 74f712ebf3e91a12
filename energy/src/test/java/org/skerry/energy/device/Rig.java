package org.skerry.energy.device;

import java.util.List;

/// One unit in one lane, to try a device by hand.
final class Rig {
  private final Device device;
  private final Units units;
  private final Fleet fleet;
  private final Step step;

  /// A device in its initial state, in steps of one hour, with the guard on.
  static Rig of(Device device) {
    return of(device, 1, Step.Limits.OPERATING);
  }

  static Rig of(Device device, double hours, Step.Limits limits) {
    return new Rig(device, new Step(hours, limits));
  }

  private Rig(Device device, Step step) {
    this.device = device;
    this.step = step;
    units = new Units(List.of(device), 1);
    fleet = device.fleet(List.of(device));
    for (int index = 0; index < device.states().size(); index++) {
      units.state(index)[0] = device.states().get(index).initial();
    }
  }

  Rig input(String name, double value) {
    units.input(units.inputIndex(name))[0] = value;
    return this;
  }

  Rig state(String name, double value) {
    units.state(units.stateIndex(name))[0] = value;
    return this;
  }

  /// Sets the set-points that hold where nobody decides.
  Rig idle() {
    fleet.idle(units);
    return this;
  }

  Rig deliverable() {
    fleet.deliverable(step, units);
    return this;
  }

  /// Sets set-points and brings them to what can be delivered.
  Rig guard(double... setpoints) {
    set(setpoints);
    fleet.guard(step, units);
    return this;
  }

  /// Executes set-points to the letter.
  Rig step(double... setpoints) {
    set(setpoints);
    fleet.step(step, units);
    return this;
  }

  double setpoint(int control) {
    return units.setpoint(control)[0];
  }

  double low(int control) {
    return units.low(control)[0];
  }

  double high(int control) {
    return units.high(control)[0];
  }

  double power(Carrier carrier) {
    return units.power(units.port(carrier))[0];
  }

  double cost(String term) {
    return units.cost(device.costTerms().indexOf(term))[0];
  }

  double state(String name) {
    return units.state(units.stateIndex(name))[0];
  }

  private void set(double... setpoints) {
    for (int control = 0; control < setpoints.length; control++) {
      units.setpoint(control)[0] = setpoints[control];
    }
  }
}
