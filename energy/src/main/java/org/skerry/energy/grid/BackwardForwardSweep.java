package org.skerry.energy.grid;

/// Exact power flow on radial networks: currents are summed from the leaves to the sources,
/// voltages follow from the sources to the leaves, until the voltages stand still.
///
/// D. Shirmohammadi, H. W. Hong, A. Semlyen, G. X. Luo, A compensation-based power flow method for
/// weakly meshed distribution and transmission networks, 1988. Ratios, shifts, shunts and charging
/// are exact, see [Feeder]. Several sources, each with its own tree, are fine; loops and regulated
/// buses are not.
///
/// @param tolerance largest change of a voltage in the last iteration, in pu, above 0
/// @param iterations at most, at least 1
public record BackwardForwardSweep(double tolerance, int iterations) implements PowerFlow {

  public BackwardForwardSweep {
    Check.positive("The sweep", "tolerance", tolerance, "pu");
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "The sweep has " + iterations + " iterations at most, but needs 1 or more.");
    }
  }

  /// Tolerance 1e-11 pu, at most 500 iterations (they are needed only next to voltage collapse).
  public BackwardForwardSweep() {
    this(1e-11, 500);
  }

  /// Prepares one network.
  ///
  /// @throws NetworkException if a part is cut off, or the network has loops or regulated buses
  @Override
  public Sweep prepare(Network network) {
    for (var bus : network.buses()) {
      if (NewtonRaphson.regulates(bus)) {
        throw new NetworkException(
            java.util.List.of(
                "Network %s: bus %s is regulated, which the sweep cannot handle. Make it a load bus."
                    .formatted(network.name(), bus.name())));
      }
    }
    return new Sweep(new Feeder(network), tolerance, iterations);
  }
}
