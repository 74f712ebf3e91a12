package org.skerry.optimization.exchange;

import java.util.Optional;
import org.skerry.optimization.conic.ConicSolver;
import org.skerry.optimization.conic.Status;

/// The answer of our interior-point method to one problem of a file.
///
/// @param name the problem's name
/// @param status how the solve ended
/// @param objective the cost at the point; NaN if infeasible or unbounded
/// @param primalResidual largest violation of a row, relative to the data; NaN likewise
/// @param dualResidual largest violation of stationarity, relative to the data; NaN likewise
/// @param gap difference of primal and dual objective, relative to the objective; NaN likewise
/// @param iterations steps of the method
/// @param microseconds wall time from the data to the answer, analysis included
/// @param right whether the answer is the expected one; empty where none is given
public record ConicAnswer(
    String name,
    Status status,
    double objective,
    double primalResidual,
    double dualResidual,
    double gap,
    int iterations,
    double microseconds,
    Optional<Boolean> right) {
  /// Solves one problem.
  ///
  /// @param watcher told of every step
  /// @throws IllegalArgumentException if its quadratic cost is not convex
  public static ConicAnswer of(ConicEntry entry, ConicSolver.Watcher watcher) {
    long start = System.nanoTime();
    ConicSolver solver = ConicSolver.prepare(entry.problem());
    solver.watch(watcher);
    Status status = solver.solve();
    double microseconds = (System.nanoTime() - start) / 1e3;
    boolean point = status != Status.INFEASIBLE && status != Status.UNBOUNDED;
    return new ConicAnswer(
        entry.name(),
        status,
        point ? solver.objective() : Double.NaN,
        point ? solver.primalResidual() : Double.NaN,
        point ? solver.dualResidual() : Double.NaN,
        point ? solver.gap() : Double.NaN,
        solver.iterations(),
        microseconds,
        entry.expected().map(expected -> expected.confirms(status, solver.objective())));
  }
}
