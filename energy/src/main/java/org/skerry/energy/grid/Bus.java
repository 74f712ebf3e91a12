package org.skerry.energy.grid;

/// A node of the network. Loads draw and generation feeds in; shunts are constant admittances.
///
/// @param name unique in its network, not blank
/// @param kind who sets its voltage
/// @param baseKv nominal voltage in kV; 0 where a case does not tell (then no ohms and no A)
/// @param loadKw active load in kW, negative where the bus feeds in
/// @param loadKvar reactive load in kvar
/// @param generationKw fixed active generation in kW; without meaning at a source
/// @param generationKvar fixed reactive generation in kvar; without meaning at a source or a
///   regulated bus
/// @param shuntKw what the shunt draws at 1 pu in kW
/// @param shuntKvar what the shunt feeds in at 1 pu in kvar (a capacitor is positive)
/// @param minVoltagePu lower voltage limit in pu, at least 0
/// @param maxVoltagePu upper voltage limit in pu, above 0, infinite for none
/// @param setpointPu the voltage that a source or a regulated bus holds in pu, above 0; at a load
///   bus the one where an iteration may begin
/// @param angleDegrees the voltage angle that a source holds, in degrees; at other buses the one
///   where an iteration may begin
public record Bus(
    String name,
    Kind kind,
    double baseKv,
    double loadKw,
    double loadKvar,
    double generationKw,
    double generationKvar,
    double shuntKw,
    double shuntKvar,
    double minVoltagePu,
    double maxVoltagePu,
    double setpointPu,
    double angleDegrees) {

  /// Who sets the voltage of a bus.
  public enum Kind {
    /// The network does; active and reactive power are given.
    LOAD,
    /// A generator holds the magnitude with as much reactive power as it takes.
    REGULATED,
    /// The supply holds magnitude and angle with as much power as it takes.
    SOURCE
  }

  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException if a value is outside its range
  public Bus {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A bus has an empty name. Give every bus a name.");
    }
    var owner = "Bus " + name;
    Check.atLeastZero(owner, "base voltage", baseKv, "kV");
    Check.finite(owner, "base voltage", baseKv, "kV");
    Check.finite(owner, "active load", loadKw, "kW");
    Check.finite(owner, "reactive load", loadKvar, "kvar");
    Check.finite(owner, "active generation", generationKw, "kW");
    Check.finite(owner, "reactive generation", generationKvar, "kvar");
    Check.finite(owner, "shunt conductance", shuntKw, "kW at 1 pu");
    Check.finite(owner, "shunt susceptance", shuntKvar, "kvar at 1 pu");
    Check.atLeastZero(owner, "lower voltage limit", minVoltagePu, "pu");
    Check.finite(owner, "lower voltage limit", minVoltagePu, "pu");
    Check.atLeastZero(owner, "upper voltage limit", maxVoltagePu, "pu");
    if (minVoltagePu > maxVoltagePu) {
      throw new IllegalArgumentException(
          owner
              + " has the lower voltage limit "
              + minVoltagePu
              + " pu above the upper limit "
              + maxVoltagePu
              + " pu. Exchange them.");
    }
    Check.positive(owner, "voltage set-point", setpointPu, "pu");
    Check.finite(owner, "voltage angle", angleDegrees, "degrees");
  }

  /// A bus with a load, voltage limits 0.9 and 1.1 pu.
  ///
  /// @param baseKv nominal voltage in kV
  /// @param loadKw active load in kW
  /// @param loadKvar reactive load in kvar
  public static Bus load(String name, double baseKv, double loadKw, double loadKvar) {
    return new Bus(name, Kind.LOAD, baseKv, loadKw, loadKvar, 0, 0, 0, 0, 0.9, 1.1, 1, 0);
  }

  /// A bus that the main grid holds at a voltage.
  ///
  /// @param baseKv nominal voltage in kV
  /// @param setpointPu voltage in pu
  public static Bus source(String name, double baseKv, double setpointPu) {
    return new Bus(
        name, Kind.SOURCE, baseKv, 0, 0, 0, 0, 0, 0, setpointPu, setpointPu, setpointPu, 0);
  }

  /// The same bus with other loads in kW and kvar.
  public Bus withLoad(double activeKw, double reactiveKvar) {
    return new Bus(
        name,
        kind,
        baseKv,
        activeKw,
        reactiveKvar,
        generationKw,
        generationKvar,
        shuntKw,
        shuntKvar,
        minVoltagePu,
        maxVoltagePu,
        setpointPu,
        angleDegrees);
  }

  /// The same bus with other voltage limits in pu.
  public Bus withLimits(double lowPu, double highPu) {
    return new Bus(
        name,
        kind,
        baseKv,
        loadKw,
        loadKvar,
        generationKw,
        generationKvar,
        shuntKw,
        shuntKvar,
        lowPu,
        highPu,
        setpointPu,
        angleDegrees);
  }

  Bus flatStart() {
    return new Bus(
        name,
        kind,
        baseKv,
        loadKw,
        loadKvar,
        generationKw,
        generationKvar,
        shuntKw,
        shuntKvar,
        minVoltagePu,
        maxVoltagePu,
        kind == Kind.LOAD ? 1 : setpointPu,
        kind == Kind.SOURCE ? angleDegrees : 0);
  }

  /// What the bus injects as described, in kW: generation less load.
  public double injectionKw() {
    return generationKw - loadKw;
  }

  /// What the bus injects as described, in kvar: generation less load.
  public double injectionKvar() {
    return generationKvar - loadKvar;
  }
}
