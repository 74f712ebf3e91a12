package org.skerry.optimization;

import org.skerry.optimization.conic.ConicSolver;
import org.skerry.optimization.conic.Settings;

/// Our own interior-point method for programs that are linear, quadratic or conic, see
/// [ConicSolver].
///
/// It answers an infeasible program with a certificate (multipliers) and an unbounded one with a
/// ray. Integers are refused. An instance holds settings only and may be shared between threads;
/// what [#prepare] returns belongs to one.
public final class InteriorPoint implements Solver {
  private final Settings settings;

  /// The method with tolerance 1e-8 and at most 200 iterations.
  public InteriorPoint() {
    this(Settings.DEFAULT);
  }

  /// The method with other settings.
  public InteriorPoint(Settings settings) {
    this.settings = settings;
  }

  /// @throws IllegalArgumentException if the program has integers or its cost is not convex
  @Override
  public Solution solve(Program program) {
    return prepare(program).solve();
  }

  /// Analyses the structure of a program once, to be solved many times with other numbers.
  ///
  /// @throws IllegalArgumentException if the program has integers or its cost is not convex
  public Prepared prepare(Program program) {
    if (program.integerCount() > 0) {
      throw new IllegalArgumentException(
          "InteriorPoint knows no integers, but the program has %d integer variables. Use OrTools.scip() or OrTools.highs()."
              .formatted(program.integerCount()));
    }
    return relaxed(program);
  }

  /// Like [#prepare], for a program whose integers may take any value between.
  Prepared relaxed(Program program) {
    return new Prepared(program, settings);
  }

  /// A program whose structure has been analysed. Change right-hand sides, bounds, coefficients and
  /// costs of the program, or give it another cost with the same products, then solve again. A
  /// bound that appears, vanishes or meets its opposite, further variables, rows or products change
  /// the structure; it is then analysed again.
  public static final class Prepared {
    private final Program program;
    private final Settings settings;
    private Lowering lowering;
    private ConicSolver solver;
    private boolean fresh = true;
    private int analyses = 1;

    private Prepared(Program program, Settings settings) {
      this.program = program;
      this.settings = settings;
      lowering = new Lowering(program);
      solver = ConicSolver.prepare(lowering.problem(), settings);
    }

    /// How often the structure has been analysed.
    public int analyses() {
      return analyses;
    }

    /// Solves the program with its present numbers. The solution is a copy and stays valid.
    public Solution solve() {
      if (!fresh) {
        if (lowering.fits()) {
          if (lowering.load()) {
            solver.update();
          } else {
            solver.updateVectors();
          }
        } else {
          lowering = new Lowering(program);
          solver = ConicSolver.prepare(lowering.problem(), settings);
          analyses++;
        }
      }
      fresh = false;
      long start = System.nanoTime();
      var status = solver.solve();
      double micros = (System.nanoTime() - start) / 1e3;
      Report report =
          new Report(
              solver.primalResidual(),
              solver.dualResidual(),
              solver.gap(),
              solver.iterations(),
              micros);
      return switch (status) {
        case SOLVED -> {
          Point point = lowering.point(solver.x(), solver.z());
          yield new Solution.Solved(solver.objective() + program.constantCost(), point, report);
        }
        case ALMOST_SOLVED ->
            new Solution.AlmostSolved(
                solver.objective() + program.constantCost(),
                lowering.point(solver.x(), solver.z()),
                report);
        case INFEASIBLE ->
            new Solution.Infeasible(lowering.point(new double[0], solver.z()), report);
        case UNBOUNDED -> new Solution.Unbounded(lowering.point(solver.x(), new double[0]), report);
        case STALLED ->
            new Solution.Stalled(
                solver.objective() + program.constantCost(),
                lowering.point(solver.x(), solver.z()),
                solver.iterations() >= settings.iterations()
                    ? "the limit of %d iterations is reached".formatted(settings.iterations())
                    : "no step makes progress any more",
                report);
      };
    }
  }
}
