package org.skerry.optimization.conic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConicSolverTest {
  private static final double TOLERANCE = 1e-7; // solved to 1e-8, numbers of size 1

  @Test
  void aPreparedSolveAllocatesNothing() {
    ConicProblem problem = RandomProblems.cones(new SplittableRandom(1), 30, 10, 4);
    ConicSolver solver = ConicSolver.prepare(problem);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int warm = 0; warm < 200; warm++) {
      solver.updateVectors();
      solver.solve();
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      problem.b()[0] += 1e-3;
      solver.updateVectors();
      solver.solve();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // The question itself may cost a few bytes; a solve must not.
    assertThat(allocated).isLessThan(1000);
  }

  @Test
  void theSameProblemGivesTheSameBits() {
    ConicProblem problem = RandomProblems.cones(new SplittableRandom(2), 20, 6, 5);
    ConicSolver once = ConicSolver.prepare(problem);
    ConicSolver again = ConicSolver.prepare(problem);

    once.solve();
    again.solve();
    again.update();
    again.solve();

    assertThat(again.x()).containsExactly(once.x());
    assertThat(again.z()).containsExactly(once.z());
  }

  @Test
  void aPointIsProjectedOntoALargeCone() {
    // min |x - (0, 3, 4, 0 …)|²/2 over |x[1..]| <= x[0]: half of it survives, (2.5, 1.5, 2, 0 …)
    int n = 20;
    double[] q = new double[n];
    q[1] = -3;
    q[2] = -4;
    ConicProblem problem =
        new ConicProblem(
            identity(n, 1), q, identity(n, -1), new double[n], List.of(new Cone.SecondOrder(n)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.objective()).isCloseTo(-6.25, within(TOLERANCE));
    assertThat(solver.x()[0]).isCloseTo(2.5, within(1e-5));
    assertThat(solver.x()[2]).isCloseTo(2, within(1e-5));
    assertThat(solver.x()[7]).isCloseTo(0, within(1e-5));
  }

  @Test
  void randomQuadraticProgramsSatisfyTheOptimalityConditions() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 40; trial++) {
      ConicProblem problem = RandomProblems.quadratic(random, 2 + random.nextInt(40));
      ConicSolver solver = ConicSolver.prepare(problem);

      assertThat(solver.solve()).isEqualTo(Status.SOLVED);
      Optimality.require("quadratic " + trial, problem, solver);
    }
  }

  @Test
  void randomConePrograms() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 60; trial++) {
      ConicProblem problem =
          RandomProblems.cones(
              random, 2 + random.nextInt(40), 1 + random.nextInt(8), 2 + trial % 14);
      ConicSolver solver = ConicSolver.prepare(problem);

      assertThat(solver.solve()).as("trial " + trial).isEqualTo(Status.SOLVED);
      Optimality.require("cones " + trial, problem, solver);
    }
  }

  @Test
  void everyDcOptimalPowerFlowIsSolved() {
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 60; trial++) {
      ConicProblem problem = DcFlows.random(random, 10 + 3 * trial);
      ConicSolver solver = ConicSolver.prepare(problem);

      assertThat(solver.solve()).as("flow " + trial).isEqualTo(Status.SOLVED);
      Optimality.require("flow " + trial, problem, solver);
    }
  }

  @Test
  void badScalingIsTakenOut() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 30; trial++) {
      ConicProblem problem = RandomProblems.quadratic(random, 3 + random.nextInt(20));
      ConicSolver plain = ConicSolver.prepare(problem);
      ConicSolver scaled = ConicSolver.prepare(RandomProblems.scaled(random, problem, 1e6));

      assertThat(plain.solve()).isEqualTo(Status.SOLVED);
      assertThat(scaled.solve()).as("trial " + trial).isEqualTo(Status.SOLVED);
      double size = Math.max(1, Math.abs(plain.objective()));
      assertThat(scaled.objective()).isCloseTo(plain.objective(), within(1e-6 * size));
    }
  }

  @Test
  void redundantAndDuplicateRowsDoNoHarm() {
    // min x + y, x + y >= 2 twice, 2x + 2y = 4 and 0 = 0
    SparseMatrix a =
        SparseMatrix.triplets(
            4,
            2,
            6,
            new int[] {0, 0, 2, 2, 3, 3},
            new int[] {0, 1, 0, 1, 0, 1},
            new double[] {2, 2, -1, -1, -1, -1});
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(2, 2),
            new double[] {1, 1},
            a,
            new double[] {4, 0, -2, -2},
            List.of(new Cone.Zero(2), new Cone.Nonnegative(2)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.objective()).isCloseTo(2, within(TOLERANCE));
  }

  @Test
  void certificatesOfInfeasibilityAreExact() {
    // x >= 1 in the cone |(x, y)| <= 1/2
    SparseMatrix a =
        SparseMatrix.triplets(
            4, 2, 3, new int[] {0, 2, 3}, new int[] {0, 0, 1}, new double[] {-1, -1, -1});
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(2, 2),
            new double[] {0, 1},
            a,
            new double[] {-1, 0.5, 0, 0},
            List.of(new Cone.Nonnegative(1), new Cone.SecondOrder(3)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.INFEASIBLE);
    double[] z = solver.z();
    assertThat(-z[0] + 0.5 * z[1]).isCloseTo(-1, within(1e-9));
    assertThat(-z[0] - z[2]).isCloseTo(0, within(1e-7));
    assertThat(-z[3]).isCloseTo(0, within(1e-7));
  }

  @Test
  void nearlyParallelEquationsAreNotCalledInfeasible() {
    // x + y = 1, x + (1 + 1e-9) y = 2 has the solution y = 1e9
    SparseMatrix a =
        SparseMatrix.triplets(
            2,
            2,
            4,
            new int[] {0, 0, 1, 1},
            new int[] {0, 1, 0, 1},
            new double[] {1, 1, 1, 1 + 1e-9});
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(2, 2),
            new double[2],
            a,
            new double[] {1, 2},
            List.of(new Cone.Zero(2)));

    assertThat(ConicSolver.prepare(problem).solve()).isNotEqualTo(Status.INFEASIBLE);
    assertThat(ConicSolver.prepare(problem, new Settings(1e-3, 200)).solve())
        .isNotEqualTo(Status.INFEASIBLE);
  }

  @Test
  void aLooseToleranceDoesNotLoosenCertificates() {
    // x >= 0, x <= -1e-4 within a problem whose numbers are of size 1
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(1, 1),
            new double[] {1},
            SparseMatrix.triplets(2, 1, 2, new int[] {0, 1}, new int[2], new double[] {-1, 1}),
            new double[] {0, -1e-4},
            List.of(new Cone.Nonnegative(2)));

    assertThat(ConicSolver.prepare(problem, new Settings(1e-3, 200)).solve())
        .isEqualTo(Status.INFEASIBLE);
  }

  @Test
  void aLimitOfTenToTheTwentyIsNone() {
    // min -x, x <= 3, x <= 1e20; then without the first
    double[] b = {3, 1e20};
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(1, 1),
            new double[] {-1},
            SparseMatrix.triplets(2, 1, 2, new int[] {0, 1}, new int[2], new double[] {1, 1}),
            b,
            List.of(new Cone.Nonnegative(2)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.objective()).isCloseTo(-3, within(TOLERANCE));
    assertThat(solver.z()[1]).isZero();
    b[0] = 2e20;
    solver.updateVectors();
    assertThat(solver.solve()).isEqualTo(Status.UNBOUNDED);
    b[1] = 5;
    solver.updateVectors();
    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.objective()).isCloseTo(-5, within(TOLERANCE));
  }

  @Test
  void aDistantLimitHidesNoViolation() {
    // min y, x + y = 1, 0 <= y, x <= 1e12, x <= 0.5
    SparseMatrix a =
        SparseMatrix.triplets(
            4,
            2,
            5,
            new int[] {0, 0, 1, 2, 3},
            new int[] {0, 1, 1, 0, 0},
            new double[] {1, 1, -1, 1, 1});
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(2, 2),
            new double[] {0, 1},
            a,
            new double[] {1, 0, 1e12, 0.5},
            List.of(new Cone.Zero(1), new Cone.Nonnegative(3)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.x()[0] + solver.x()[1]).isCloseTo(1, within(TOLERANCE));
    assertThat(solver.x()[0]).isLessThanOrEqualTo(0.5 + TOLERANCE);
    assertThat(solver.objective()).isCloseTo(0.5, within(TOLERANCE));
  }

  @Test
  void aHugeCostIsNotUnbounded() {
    for (double cost : new double[] {1, 1e12, 1e18, 1e20, 1e24, 1e-12}) {
      ConicProblem problem =
          new ConicProblem(
              SparseMatrix.zero(1, 1),
              new double[] {cost},
              SparseMatrix.triplets(1, 1, 1, new int[1], new int[1], new double[] {-1}),
              new double[] {1},
              List.of(new Cone.Nonnegative(1)));
      ConicSolver solver = ConicSolver.prepare(problem);

      assertThat(solver.solve()).as("cost " + cost).isEqualTo(Status.SOLVED);
      assertThat(solver.x()[0]).isCloseTo(-1, within(TOLERANCE));
    }
  }

  @Test
  void aSmallConeOverManyVariablesIsPrepared() {
    // sqrt(2) |x| <= 1 over 70 000 variables, spread over two rows: min -sum x, x in [0, 1]
    int n = 70_000;
    Triplets a = new Triplets();
    double[] q = new double[n];
    for (int j = 0; j < n; j++) {
      q[j] = -1;
      a.add(j, j, -1);
      a.add(n + 1 + j % 2, j, -1);
    }
    double[] b = new double[n + 3];
    b[n] = 1;
    ConicProblem problem =
        new ConicProblem(
            SparseMatrix.zero(n, n),
            q,
            a.matrix(n + 3, n),
            b,
            List.of(new Cone.Nonnegative(n), new Cone.SecondOrder(3)));
    ConicSolver solver = ConicSolver.prepare(problem);

    assertThat(solver.solve()).isEqualTo(Status.SOLVED);
    assertThat(solver.objective()).isCloseTo(-Math.sqrt(2), within(1e-6));
  }

  @Test
  void whatIsAlmostSolvedSaysHowFarItCame() {
    ConicProblem problem = RandomProblems.quadratic(new SplittableRandom(7), 20);
    ConicSolver exact = ConicSolver.prepare(problem);
    exact.solve();

    ConicSolver early = ConicSolver.prepare(problem, new Settings(1e-8, exact.iterations() - 1));

    assertThat(early.solve()).isEqualTo(Status.ALMOST_SOLVED);
    assertThat(early.gap()).isBetween(1e-9, 1e-5);
    assertThat(early.objective())
        .isCloseTo(exact.objective(), within(1e-4 * Math.abs(exact.objective())));
  }

  @Test
  void dataThatContradictsItselfIsRefused() {
    SparseMatrix none = SparseMatrix.zero(1, 1);
    double[] one = {1};

    assertThatThrownBy(
            () -> new ConicProblem(none, new double[] {Double.NaN}, none, one, nonnegative(1)))
        .hasMessageContaining("q[0] is NaN");
    assertThatThrownBy(() -> new ConicProblem(none, one, none, one, nonnegative(2)))
        .hasMessageContaining("2 rows");
    assertThatThrownBy(() -> new ConicProblem(none, new double[2], none, one, nonnegative(1)))
        .hasMessageContaining("2 x 2");
    assertThatThrownBy(() ->
            new ConicProblem(lower(), new double[2], SparseMatrix.zero(1, 2), one, nonnegative(1)))
        .hasMessageContaining("upper triangle");
    assertThatThrownBy(() -> ConicSolver.prepare(unconstrained(-1))).hasMessageContaining("convex");
    assertThatThrownBy(() -> new Cone.SecondOrder(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Settings(0, 1)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> new Settings(1e-8, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(
            () -> SparseMatrix.compressed(2, 1, new int[] {0, 2}, new int[] {1, 0}, new double[2]))
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> SparseMatrix.triplets(1, 1, 1, new int[] {1}, new int[] {0}, one))
        .hasMessageContaining("(1, 0)");
  }

  @Test
  void aCostThatLosesItsConvexityIsRefusedByTheUpdate() {
    ConicProblem problem = unconstrained(1);
    ConicSolver solver = ConicSolver.prepare(problem);
    problem.p().values()[0] = -1;

    assertThatThrownBy(solver::update).hasMessageContaining("convex");
  }

  @Test
  void numbersThatBecomeNotFiniteAreRefusedByTheUpdate() {
    ConicProblem problem = unconstrained(1);
    ConicSolver solver = ConicSolver.prepare(problem);
    problem.q()[0] = Double.POSITIVE_INFINITY;

    assertThatThrownBy(solver::updateVectors).hasMessageContaining("q[0]");
  }

  private static ConicProblem unconstrained(double curvature) {
    return new ConicProblem(
        identity(1, curvature), new double[1], SparseMatrix.zero(0, 1), new double[0], List.of());
  }

  private static SparseMatrix lower() {
    return SparseMatrix.triplets(2, 2, 1, new int[] {1}, new int[] {0}, new double[] {1});
  }

  private static List<Cone> nonnegative(int size) {
    return List.of(new Cone.Nonnegative(size));
  }

  private static SparseMatrix identity(int n, double value) {
    int[] place = new int[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      place[i] = i;
      values[i] = value;
    }
    return SparseMatrix.triplets(n, n, n, place, place, values);
  }
}
