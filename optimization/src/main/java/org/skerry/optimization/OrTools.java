package org.skerry.optimization;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/// Linear and mixed-integer programs by the solvers of Google OR-Tools: the simplex method of GLOP,
/// and branch and cut of SCIP or HiGHS.
///
/// The native library is loaded with the first solver (about half a second); start the JVM with
/// `--enable-native-access=ALL-UNNAMED`. The memory of a solve outside the heap is freed before
/// [#solve] returns. An instance holds no state and may be shared between threads.
///
/// What it answers beyond values: shadow prices and reduced costs with GLOP only, NaN else. It
/// gives no certificates: multipliers of an infeasible program and the ray of an unbounded one are
/// NaN. GLOP cannot always tell an infeasible program from an unbounded one; the program without
/// its cost is then solved to decide.
public final class OrTools implements Solver {
  /// The solvers that can be chosen.
  public enum Engine {
    /// Primal and dual simplex, linear programs only.
    GLOP,
    /// Branch and cut, integers allowed.
    SCIP,
    /// Branch and cut, integers allowed.
    HIGHS
  }

  /// SCIP would take an interrupt for itself, and its end for a result; it is meant for the
  /// program.
  static final String SCIP_LEAVES_SIGNALS = "misc/catchctrlc = FALSE\n";

  private final Engine engine;

  private OrTools(Engine engine) {
    this.engine = engine;
    Loader.loadNativeLibraries();
  }

  /// The simplex method for linear programs.
  public static OrTools glop() {
    return new OrTools(Engine.GLOP);
  }

  /// Branch and cut with SCIP, for programs with integers.
  public static OrTools scip() {
    return new OrTools(Engine.SCIP);
  }

  /// Branch and cut with HiGHS, for programs with integers.
  public static OrTools highs() {
    return new OrTools(Engine.HIGHS);
  }

  /// Solves a linear program, with integers where the engine knows them.
  ///
  /// @throws IllegalArgumentException if the program has cones or a quadratic cost, or integers
  ///   with GLOP
  @Override
  public Solution solve(Program program) {
    refuseWhatIsNotLinear(program);
    for (int i = 0; i < program.variableCount(); i++) {
      if (program.lower(i) > program.upper(i)) {
        return infeasible(program, 0, 0);
      }
    }
    MPSolver solver = MPSolver.createSolver(engine.name());
    if (solver == null) {
      throw new IllegalStateException(
          "OR-Tools offers no engine %s on this platform. Use another one.".formatted(engine));
    }
    try {
      return solve(program, solver);
    } finally {
      solver.delete();
    }
  }

  private Solution solve(Program program, MPSolver solver) {
    if (engine == Engine.SCIP) {
      solver.setSolverSpecificParametersAsString(SCIP_LEAVES_SIGNALS);
    }
    MPVariable[] variables = new MPVariable[program.variableCount()];
    MPConstraint[] rows = new MPConstraint[program.rowCount()];
    build(program, solver, variables, rows);
    long start = System.nanoTime();
    MPSolver.ResultStatus status = solver.solve();
    double micros = (System.nanoTime() - start) / 1e3;
    int iterations = (int) solver.iterations();
    return switch (status) {
      case OPTIMAL -> {
        Point point = point(program, variables, rows);
        double objective = solver.objective().value();
        double gap =
            engine == Engine.GLOP
                ? Residuals.gap(program, point, objective)
                : relative(objective - solver.objective().bestBound(), objective);
        yield new Solution.Solved(
            objective,
            point,
            new Report(
                Residuals.primal(program, point),
                Residuals.dual(program, point),
                gap,
                iterations,
                micros));
      }
      case INFEASIBLE, UNBOUNDED ->
          withoutCost(solver)
              ? unbounded(program, iterations, micros)
              : infeasible(program, iterations, micros);
      default ->
          new Solution.Stalled(
              solver.objective().value(),
              point(program, variables, rows),
              "OR-Tools ended with status " + status,
              new Report(Double.NaN, Double.NaN, Double.NaN, iterations, micros));
    };
  }

  /// Whether a feasible point exists.
  private static boolean withoutCost(MPSolver solver) {
    solver.objective().clear();
    return solver.solve() == MPSolver.ResultStatus.OPTIMAL;
  }

  private static void build(
      Program program, MPSolver solver, MPVariable[] variables, MPConstraint[] rows) {
    MPObjective objective = solver.objective();
    for (int i = 0; i < variables.length; i++) {
      variables[i] = solver.makeVar(program.lower(i), program.upper(i), program.isInteger(i), "");
      objective.setCoefficient(variables[i], program.cost(i));
    }
    objective.setOffset(program.constantCost());
    objective.setMinimization();
    for (int row = 0; row < rows.length; row++) {
      rows[row] = solver.makeConstraint(program.rowLower(row), program.rowUpper(row), "");
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        rows[row].setCoefficient(variables[program.termColumn(k)], program.termCoefficient(k));
      }
    }
  }

  private Point point(Program program, MPVariable[] variables, MPConstraint[] rows) {
    double[] values = new double[variables.length];
    boolean priced = engine == Engine.GLOP;
    double[] reducedCosts = new double[priced ? variables.length : 0];
    double[] duals = new double[priced ? rows.length : 0];
    for (int i = 0; i < variables.length; i++) {
      values[i] = variables[i].solutionValue();
      if (priced) {
        reducedCosts[i] = variables[i].reducedCost();
      }
    }
    for (int row = 0; row < duals.length; row++) {
      duals[row] = rows[row].dualValue();
    }
    return new Point(program, values, duals, reducedCosts);
  }

  private static Solution infeasible(Program program, int iterations, double micros) {
    return new Solution.Infeasible(nothing(program), unknown(iterations, micros));
  }

  private static Solution unbounded(Program program, int iterations, double micros) {
    return new Solution.Unbounded(nothing(program), unknown(iterations, micros));
  }

  private static Point nothing(Program program) {
    return new Point(program, new double[0], new double[0], new double[0]);
  }

  private static Report unknown(int iterations, double micros) {
    return new Report(Double.NaN, Double.NaN, Double.NaN, iterations, micros);
  }

  private static double relative(double difference, double objective) {
    return Math.abs(difference) / Math.max(1, Math.abs(objective));
  }

  private void refuseWhatIsNotLinear(Program program) {
    if (program.productCount() > 0) {
      throw new IllegalArgumentException(
          "%s solves linear programs, but the cost is quadratic. Use InteriorPoint."
              .formatted(engine));
    }
    for (int row = 0; row < program.rowCount(); row++) {
      if (program.kind(row) >= Program.CONE_HEAD) {
        throw new IllegalArgumentException(
            "%s solves linear programs, but %s is a second-order cone. Use InteriorPoint."
                .formatted(engine, program.rowName(row)));
      }
    }
    if (engine == Engine.GLOP && program.integerCount() > 0) {
      throw new IllegalArgumentException(
          "GLOP solves linear programs, but the program has %d integer variables. Use OrTools.scip() or OrTools.highs()."
              .formatted(program.integerCount()));
    }
  }
}
