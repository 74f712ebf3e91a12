package org.skerry.optimization;

/// What a [Solver] found out about a [Program].
///
/// ```java
/// switch (solver.solve(program)) {
///   case Solution.Solved solved -> use(solved.value(grid));
///   case Solution.Infeasible infeasible -> relax();
///   case Solution.Unbounded unbounded -> …
///   case Solution.AlmostSolved almost -> …
///   case Solution.Stalled stalled -> …
/// }
/// ```
public sealed interface Solution {
  /// Residuals, gap, iterations and time.
  Report report();

  /// This solution if it is [Solved].
  ///
  /// @throws IllegalStateException saying what it is otherwise
  default Solved expectSolved() {
    if (this instanceof Solved solved) {
      return solved;
    }
    throw new IllegalStateException(
        switch (this) {
          case Infeasible infeasible ->
              "The program has no feasible point: its constraints contradict each other.";
          case Unbounded unbounded ->
              "The program is unbounded: its cost can fall without limit. Bound the variables.";
          case AlmostSolved almost ->
              "The optimum was only almost reached: %s.".formatted(almost.report());
          case Stalled stalled ->
              "The solver stalled (%s) at %s.".formatted(stalled.reason(), stalled.report());
          case Solved solved -> "";
        });
  }

  /// The optimum.
  ///
  /// @param objective its cost
  /// @param point values and multipliers
  record Solved(double objective, Point point, Report report) implements Solution {
    /// The optimal value of `expression`, which may be a variable.
    public double value(Expression expression) {
      return point.value(expression);
    }

    /// The shadow price of `constraint`, see [Point#dual(Constraint)].
    public double dual(Constraint constraint) {
      return point.dual(constraint);
    }

    /// The reduced cost of `variable`, see [Point#reducedCost].
    public double reducedCost(Variable variable) {
      return point.reducedCost(variable);
    }
  }

  /// A point close to the optimum: the solver came no further, but residuals and gap are within a
  /// thousand times its tolerance.
  ///
  /// @param objective its cost
  /// @param point values and multipliers
  /// @param report what was reached
  record AlmostSolved(double objective, Point point, Report report) implements Solution {}

  /// No point satisfies the constraints.
  ///
  /// @param certificate multipliers (`dual`, `reducedCost`) with which the constraints and bounds
  ///   add up to a contradiction (Farkas); it has no primal values, and no multipliers where the
  ///   solver gives none
  record Infeasible(Point certificate, Report report) implements Solution {}

  /// The cost falls without limit.
  ///
  /// @param ray a direction (`value`) along which every constraint stays satisfied and the cost
  ///   falls; NaN where the solver gives none
  record Unbounded(Point ray, Report report) implements Solution {}

  /// The solver came no further.
  ///
  /// @param objective cost at the last point
  /// @param point the best point that was reached; the report says how good it is
  /// @param reason why the solver stopped
  record Stalled(double objective, Point point, String reason, Report report) implements Solution {}
}
