package org.skerry.energy.grid;

/// A method for the voltages and flows of a network with given injections.
///
/// `prepare` does everything that depends on the network alone; the prepared flow then solves as
/// often as needed without allocating.
public interface PowerFlow {

  /// Prepares one network.
  ///
  /// @param network every bus must be supplied by a source
  /// @throws NetworkException if a part is cut off, or if the method cannot handle the network
  Prepared prepare(Network network);

  /// The sweep for radial networks and Newton-Raphson for all others.
  static PowerFlow exact() {
    return network ->
        network.isRadial() && network.buses().stream().noneMatch(NewtonRaphson::regulates)
            ? new BackwardForwardSweep().prepare(network)
            : new NewtonRaphson().prepare(network);
  }

  /// A power flow of one network. It owns its buffers, each solve overwrites them, and one thread
  /// may use it at a time. Indices are positions in [Network#buses] and [Network#lines]. Nothing
  /// but [Prepared#result] allocates.
  interface Prepared {

    Network network();

    /// Solves from the same starts every time, so equal injections give equal bits.
    ///
    /// @param activeKw injection `[buses]` in kW, positive into the bus; not read at sources
    /// @param reactiveKvar injection `[buses]` in kvar; not read at sources and regulated buses
    /// @return `SOLVED` or `STALLED`
    FlowStatus solve(double[] activeKw, double[] reactiveKvar);

    /// The iterations of the last solve.
    int iterations();

    /// Voltage magnitude in pu.
    double voltagePu(int bus);

    /// Voltage angle in degrees, above −180 to 180.
    double angleDegrees(int bus);

    /// Active power from the `from` bus into the line in kW; 0 if the line is open.
    double fromKw(int line);

    /// Reactive power from the `from` bus into the line in kvar.
    double fromKvar(int line);

    /// Active power from the `to` bus into the line in kW.
    double toKw(int line);

    /// Reactive power from the `to` bus into the line in kvar.
    double toKvar(int line);

    /// Magnitude of the current through the series impedance, in pu of the base of the `to` bus. In
    /// kVA at nominal voltage it is this times the base power.
    double currentPu(int line);

    /// Active losses Σ r·|I|² of all lines in kW.
    double lossKw();

    /// Reactive losses Σ x·|I|² of all lines in kvar, without charging.
    double lossKvar();

    /// Writes the injections that the network itself describes: generation less load at every bus.
    ///
    /// @param activeKw `[buses]`, overwritten
    /// @param reactiveKvar `[buses]`, overwritten
    default void nominal(double[] activeKw, double[] reactiveKvar) {
      var buses = network().buses();
      for (int i = 0; i < buses.size(); i++) {
        activeKw[i] = buses.get(i).injectionKw();
        reactiveKvar[i] = buses.get(i).injectionKvar();
      }
    }

    /// Solves the injections that the network itself describes and returns the copy for reports.
    /// Where no flow was found this looks for a proof that there is none.
    default FlowResult solveNominal() {
      var active = new double[network().buses().size()];
      var reactive = new double[active.length];
      nominal(active, reactive);
      var status = solve(active, reactive);
      return status == FlowStatus.STALLED && Existence.isRefuted(network(), active, reactive)
          ? new FlowResult.Impossible(Flow.of(this))
          : result(status);
    }

    /// A copy of the last solve for reports.
    ///
    /// @param status what that solve returned
    default FlowResult result(FlowStatus status) {
      var flow = Flow.of(this);
      return status == FlowStatus.STALLED
          ? new FlowResult.Stalled(flow)
          : new FlowResult.Solved(flow);
    }
  }
}
