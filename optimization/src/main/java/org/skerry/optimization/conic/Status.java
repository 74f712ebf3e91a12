package org.skerry.optimization.conic;

/// How a solve ended.
public enum Status {
  /// The optimum is found to the tolerance.
  SOLVED,
  /// The method came no further, but residuals and gap are within a thousand times the tolerance.
  ALMOST_SOLVED,
  /// No feasible point exists; z is a certificate: A'z = 0, z in the dual cone, b'z = -1.
  INFEASIBLE,
  /// The cost falls without limit; x is a ray: Px = 0, -Ax in the cone, q'x = -1.
  UNBOUNDED,
  /// The method came no further; the best point is kept and the residuals tell how good it is.
  STALLED
}
