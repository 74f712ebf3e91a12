package org.skerry.energy.grid;

/// How a solve ended. The figures behind it are read from the prepared flow.
public enum FlowStatus {
  /// All equations and limits hold.
  SOLVED,
  /// No flow keeps all limits; the least relaxation that makes one possible was applied, and the
  /// flow is that of the relaxed problem.
  RELAXED,
  /// No optimum was found, by neither method. The flow is exact and its set-points are the best on
  /// the way that kept all limits, as far as these have given way.
  HELD,
  /// No flow was found; what the buffers hold is the last iterate and no flow.
  STALLED
}
