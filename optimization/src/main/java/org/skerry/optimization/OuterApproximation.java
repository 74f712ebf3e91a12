package org.skerry.optimization;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;

/// Mixed-integer programs with convex quadratic cost and second-order cones, by outer approximation
/// (Duran and Grossmann, An outer-approximation algorithm for a class of mixed-integer nonlinear
/// programs, Mathematical Programming 36, 1986).
///
/// A master program, linear with integers, replaces squares and cones by tangents; its best bound
/// is a bound of the program, and its integers are a proposal. With the proposal fixed, the
/// [InteriorPoint] method finds the best of the rest, a plan, and tells where further tangents
/// belong. Both go on until bound and plan meet. A program without squares and cones is its own
/// master and needs one round.
///
/// The answer is [Solution.Solved] where the gap is closed, and [Solution.Stalled] with the best
/// point and the gap that is left where the nodes are used up; its point is empty (NaN) if none was
/// found. Nothing depends on the clock: the same program has the same answer on any machine. An
/// instance holds settings only and may be shared between threads.
public final class OuterApproximation implements Solver {
  private static final int ROUNDS = 60;
  private static final double NOTHING = 1e-9;

  private final double tolerance;
  private final long nodes;
  private final InteriorPoint interior = new InteriorPoint();

  /// @param tolerance gap at which bound and plan have met, relative to the cost, at least 1
  /// @param nodes of branch and cut, of all master programs together, after which the best so far
  ///   is given; at least 1
  public OuterApproximation(double tolerance, long nodes) {
    this.tolerance = tolerance;
    this.nodes = nodes;
    Loader.loadNativeLibraries();
  }

  /// @throws IllegalArgumentException if the cost is not convex
  @Override
  public Solution solve(Program program) {
    if (program.integerCount() == 0) {
      return interior.solve(program);
    }
    Solution relaxed = interior.relaxed(program).solve();
    if (relaxed instanceof Solution.Infeasible || relaxed instanceof Solution.Unbounded) {
      return relaxed;
    }
    Master master = new Master(program);
    try {
      return new Search(program, master).run(relaxed);
    } finally {
      master.solver.delete();
    }
  }

  /// The search on one program.
  private final class Search {
    private final Program program;
    private final Master master;
    private final int[] integers;
    private final double[] low;
    private final double[] high;
    private final double[] chosen;
    private final long start = System.nanoTime();
    private double bound = Double.NEGATIVE_INFINITY;
    private double best = Double.POSITIVE_INFINITY;
    private Point point;
    private int rounds;
    private long left = nodes;

    Search(Program program, Master master) {
      this.program = program;
      this.master = master;
      integers = new int[program.integerCount()];
      int next = 0;
      for (int i = 0; i < program.variableCount(); i++) {
        if (program.isInteger(i)) {
          integers[next++] = i;
        }
      }
      low = Arrays.stream(integers).mapToDouble(program::lower).toArray();
      high = Arrays.stream(integers).mapToDouble(program::upper).toArray();
      chosen = new double[integers.length];
      point = new Point(program, new double[0], new double[0], new double[0]);
    }

    Solution run(Solution relaxed) {
      if (relaxed instanceof Solution.Solved solved) {
        bound = solved.objective() - tolerance / 10 * size(solved.objective());
        master.cut(solved.point());
        propose(solved.point());
      }
      while (!met() && left > 0 && rounds < ROUNDS) {
        rounds++;
        MPSolver.ResultStatus status = master.solve(tolerance / 10, left);
        left -= Math.max(1, master.solver.nodes());
        switch (status) {
          case OPTIMAL, FEASIBLE -> {
            Point proposal = master.point();
            boolean higher = master.bound() > bound + NOTHING * size(bound);
            bound = Math.max(bound, master.bound());
            if (!higher && rounds > 1 && isProposed(proposal)) {
              return stalled("bound and plan are as near as rounding lets them be");
            }
            master.cut(proposal);
            if (!met()) {
              propose(proposal);
            }
          }
          case INFEASIBLE -> {
            if (best == Double.POSITIVE_INFINITY) {
              return new Solution.Infeasible(point, report());
            }
            bound = best; // every other choice of integers has been excluded
          }
          default -> {
            return stalled("OR-Tools gave no answer");
          }
        }
      }
      return met()
          ? new Solution.Solved(best, point, report())
          : stalled("the nodes are used up before bound and plan met");
    }

    private Solution stalled(String reason) {
      return new Solution.Stalled(best, point, reason, report());
    }

    private double chosen(int index, Point proposal) {
      double value = Math.rint(proposal.value(integers[index]));
      return Math.max(low[index], Math.min(high[index], value));
    }

    /// Whether the integers are those of the last proposal.
    private boolean isProposed(Point proposal) {
      for (int index = 0; index < integers.length; index++) {
        if (chosen(index, proposal) != chosen[index]) {
          return false;
        }
      }
      return true;
    }

    /// Solves with the integers of a proposal, rounded and fixed.
    private void propose(Point proposal) {
      for (int index = 0; index < integers.length; index++) {
        chosen[index] = chosen(index, proposal);
        program.bounds(new Variable(program, integers[index]), chosen[index], chosen[index]);
      }
      Solution solution = interior.relaxed(program).solve();
      for (int index = 0; index < integers.length; index++) {
        program.bounds(new Variable(program, integers[index]), low[index], high[index]);
      }
      switch (solution) {
        case Solution.Solved solved -> {
          master.cut(solved.point());
          if (solved.objective() < best) {
            best = solved.objective();
            point = solved.point();
          }
        }
        case Solution.AlmostSolved almost -> master.cut(almost.point());
        case Solution.Stalled stalled -> master.cut(stalled.point());
        default -> master.exclude(integers, chosen);
      }
    }

    private boolean met() {
      return best < Double.POSITIVE_INFINITY && best - bound <= tolerance * size(best);
    }

    private Report report() {
      double gap = Math.max(0, best - bound) / size(best);
      double micros = (System.nanoTime() - start) / 1e3;
      double primal = Residuals.primal(program, point);
      return new Report(primal, Double.NaN, gap, rounds, micros);
    }
  }

  private static double size(double cost) {
    return Math.max(1, Math.abs(cost));
  }

  /// The linear program with integers that lies outside of the program.
  private static final class Master {
    private final Program program;
    private final MPSolver solver;
    private final MPVariable[] variables;

    /// The variable above the square of each variable that has one, by place; else of no use.
    private final double[] weights;

    private final MPVariable[] squares;

    Master(Program program) {
      this.program = program;
      MPSolver created = MPSolver.createSolver("SCIP");
      if (created == null) {
        throw new IllegalStateException("OR-Tools offers no engine SCIP on this platform.");
      }
      solver = created;
      variables = new MPVariable[program.variableCount()];
      squares = new MPVariable[program.variableCount()];
      weights = new double[program.variableCount()];
      MPObjective objective = solver.objective();
      for (int i = 0; i < variables.length; i++) {
        variables[i] = solver.makeVar(program.lower(i), program.upper(i), program.isInteger(i), "");
        objective.setCoefficient(variables[i], program.cost(i));
      }
      for (int product = 0; product < program.productCount(); product++) {
        int first = program.productFirst(product);
        if (first != program.productSecond(product)) {
          throw new IllegalArgumentException(
              "Outer approximation takes squares of variables, but the cost has a product of two. Give the sum whose square is meant a variable of its own.");
        }
        if (weights[first] == 0) {
          squares[first] = solver.makeVar(0, Double.POSITIVE_INFINITY, false, "");
          objective.setCoefficient(squares[first], 1);
        }
        weights[first] += program.productWeight(product) / 2;
      }
      objective.setOffset(program.constantCost());
      objective.setMinimization();
      for (int row = 0; row < program.rowCount(); row++) {
        if (program.kind(row) < Program.CONE_HEAD) {
          line(row);
        }
      }
    }

    private void line(int row) {
      MPConstraint made = solver.makeConstraint(program.rowLower(row), program.rowUpper(row), "");
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        made.setCoefficient(variables[program.termColumn(k)], program.termCoefficient(k));
      }
    }

    MPSolver.ResultStatus solve(double gap, long nodes) {
      MPSolverParameters parameters = new MPSolverParameters();
      parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
      solver.setSolverSpecificParametersAsString(
          OrTools.SCIP_LEAVES_SIGNALS
              + "limits/absgap = %s\nlimits/totalnodes = %d\n".formatted(gap, nodes));
      MPSolver.ResultStatus status = solver.solve(parameters);
      parameters.delete();
      return status;
    }

    double bound() {
      return solver.objective().bestBound();
    }

    Point point() {
      double[] values = new double[variables.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = variables[i].solutionValue();
      }
      return new Point(program, values, new double[0], new double[0]);
    }

    /// Adds the tangents of squares and cones at a point.
    void cut(Point at) {
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 0) { // w x² is at least w (2 x₀ x − x₀²)
          double x = at.value(i);
          MPConstraint tangent =
              solver.makeConstraint(-weights[i] * x * x, Double.POSITIVE_INFINITY, "");
          tangent.setCoefficient(squares[i], 1);
          tangent.setCoefficient(variables[i], -2 * weights[i] * x);
        }
      }
      for (int row = 0; row < program.rowCount(); row++) {
        if (program.kind(row) == Program.CONE_HEAD) {
          cutCone(row, at);
        }
      }
    }

    /// The bound of a cone is at least the part of its vector along any direction of length 1.
    private void cutCone(int head, Point at) {
      double length = 0;
      int end = head + 1;
      while (end < program.rowCount() && program.kind(end) == Program.CONE_TAIL) {
        length = Math.hypot(length, row(end, at));
        end++;
      }
      if (length < NOTHING) {
        return;
      }
      double least = program.rightSide(head);
      MPConstraint tangent = solver.makeConstraint("");
      add(tangent, head, 1);
      for (int part = head + 1; part < end; part++) {
        double share = row(part, at) / length;
        add(tangent, part, -share);
        least -= share * program.rightSide(part);
      }
      tangent.setBounds(least, Double.POSITIVE_INFINITY);
    }

    private double row(int row, Point at) {
      double value = -program.rightSide(row);
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        value += program.termCoefficient(k) * at.value(program.termColumn(k));
      }
      return value;
    }

    private void add(MPConstraint sum, int row, double factor) {
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        MPVariable variable = variables[program.termColumn(k)];
        double before = sum.getCoefficient(variable);
        sum.setCoefficient(variable, before + factor * program.termCoefficient(k));
      }
    }

    /// Excludes one choice of integers that are 0 or 1.
    void exclude(int[] integers, double[] chosen) {
      double ones = Arrays.stream(chosen).sum();
      MPConstraint other = solver.makeConstraint(1 - ones, Double.POSITIVE_INFINITY, "");
      for (int index = 0; index < integers.length; index++) {
        other.setCoefficient(variables[integers[index]], chosen[index] > 0.5 ? -1 : 1);
      }
    }
  }
}
