package org.skerry.energy.grid;

/// Exact power flow on any network, meshed or radial, with regulated buses: Newton's method on the
/// power balance in polar coordinates.
///
/// W. F. Tinney, C. E. Hart, Power flow solution by Newton's method, 1967. Reactive limits of
/// regulated buses are not enforced. Buses joined by closed lines without impedance are one
/// ([Nodes]); the root is the one at high voltage ([Newton]).
///
/// @param tolerance largest mismatch in pu, above 0
/// @param iterations at most, at least 1
public record NewtonRaphson(double tolerance, int iterations) implements PowerFlow {

  public NewtonRaphson {
    Check.positive("Newton-Raphson", "tolerance", tolerance, "pu");
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "Newton-Raphson has " + iterations + " iterations at most, but needs 1 or more.");
    }
  }

  /// Tolerance 1e-11 pu, at most 30 iterations.
  public NewtonRaphson() {
    this(1e-11, 30);
  }

  /// Prepares one network.
  ///
  /// @throws NetworkException if a part is cut off
  @Override
  public Newton prepare(Network network) {
    return new Newton(network, tolerance, iterations);
  }

  static boolean regulates(Bus bus) {
    return bus.kind() == Bus.Kind.REGULATED;
  }
}
