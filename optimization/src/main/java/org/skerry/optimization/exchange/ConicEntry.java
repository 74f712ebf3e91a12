package org.skerry.optimization.exchange;

import java.util.Optional;
import org.skerry.optimization.conic.ConicProblem;
import org.skerry.optimization.conic.Status;

/// One problem of a [ConicFile].
///
/// @param name its name
/// @param problem its data
/// @param expected the verified answer, if the file gives one
public record ConicEntry(String name, ConicProblem problem, Optional<Expected> expected) {
  /// A verified answer.
  ///
  /// @param status solved, infeasible or unbounded
  /// @param objective the optimal cost; NaN unless solved
  /// @param scale the natural size of one unit of the objective; 1 unless the file says otherwise
  public record Expected(Status status, double objective, double scale) {
    /// Whether an answer is right: the same status and, if solved, an objective within 1e-6 of the
    /// expected one relative to its size, or within 1e-7 where it is small; where a scale is given,
    /// within 1e-6 times the larger of the objective and `min(1, scale)`.
    public boolean confirms(Status found, double value) {
      if (found != status) {
        return false;
      }
      if (status != Status.SOLVED) {
        return true;
      }
      double floor = scale == 1 ? 1e-7 : 1e-6 * Math.min(1, scale);
      return Math.abs(value - objective) <= Math.max(floor, 1e-6 * Math.abs(objective));
    }
  }
}
