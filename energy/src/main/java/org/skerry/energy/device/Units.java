package org.skerry.energy.device;

import java.util.List;

/// The numbers of all units of one kind of device in all lanes of a game.
///
/// Every array has the shape `[rows]` (and may be longer), with row = unit × lanes + lane, so that
/// one loop serves a thousand units in one lane and one unit in a thousand lanes. The arrays are
/// shared: the game, the layers, the settlements and the fleet read and write the same numbers. Not
/// safe for several threads at once.
public final class Units {
  private final List<Carrier> ports;
  private final List<String> controls;
  private final List<String> stateNames;
  private final List<String> inputNames;
  private final int count;
  private final int lanes;
  private final double[][] inputs;
  private final double[][] setpoints;
  private final double[][] lows;
  private final double[][] highs;
  private final double[][] states;
  private final double[][] powers;
  private final double[][] costs;
  private int skew;

  /// Makes room for `units`, all alike in type and ports, in `lanes` lanes.
  public Units(List<? extends Device> units, int lanes) {
    Device first = units.getFirst();
    ports = List.copyOf(first.ports());
    controls = List.copyOf(first.controls());
    stateNames = first.states().stream().map(Device.State::name).toList();
    inputNames = first.inputs().stream().map(Input::name).toList();
    count = units.size();
    this.lanes = lanes;
    inputs = arrays(first.inputs().size());
    setpoints = arrays(first.controls().size());
    lows = arrays(first.controls().size());
    highs = arrays(first.controls().size());
    states = arrays(first.states().size());
    powers = arrays(first.ports().size());
    costs = arrays(first.costTerms().size());
  }

  /// Each array is a little longer than the one before: were all of one length, a power of two,
  /// equal rows of all arrays would compete for the same lines of the cache, at a third of the
  /// speed.
  private double[][] arrays(int number) {
    double[][] arrays = new double[number][];
    for (int index = 0; index < number; index++) {
      skew = (skew + 1) % 16;
      arrays[index] = new double[rows() + 16 * skew];
    }
    return arrays;
  }

  /// How many units there are in each lane.
  public int count() {
    return count;
  }

  /// How many lanes there are.
  public int lanes() {
    return lanes;
  }

  /// Units × lanes.
  public int rows() {
    return count * lanes;
  }

  /// How many inputs each unit has.
  public int inputs() {
    return inputs.length;
  }

  /// How many cost terms each unit has.
  public int costTerms() {
    return costs.length;
  }

  /// How many controls each unit has.
  public int controls() {
    return setpoints.length;
  }

  /// The input of that place in [Device#inputs()], of the step to come.
  public double[] input(int index) {
    return inputs[index];
  }

  /// The set-point of that place in [Device#controls()], kW or kvar.
  public double[] setpoint(int control) {
    return setpoints[control];
  }

  /// The least set-point that can be delivered, as [Fleet#deliverable] found it.
  public double[] low(int control) {
    return lows[control];
  }

  /// The greatest set-point that can be delivered, as [Fleet#deliverable] found it.
  public double[] high(int control) {
    return highs[control];
  }

  /// The state of that place in [Device#states()], at the beginning of the step to come.
  public double[] state(int index) {
    return states[index];
  }

  /// What the last step gave at the port of that place in [Device#ports()], kW or kvar into the
  /// bus.
  public double[] power(int port) {
    return powers[port];
  }

  /// What the last step cost in the term of that place in [Device#costTerms()].
  public double[] cost(int term) {
    return costs[term];
  }

  /// The place of a carrier among the ports, or -1.
  public int port(Carrier carrier) {
    return ports.indexOf(carrier);
  }

  /// The place of a control, or -1.
  public int control(String name) {
    return controls.indexOf(name);
  }

  /// The place of a state, or -1.
  public int stateIndex(String name) {
    return stateNames.indexOf(name);
  }

  /// The place of an input, or -1.
  public int inputIndex(String name) {
    return inputNames.indexOf(name);
  }
}
