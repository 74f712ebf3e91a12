package org.skerry.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.skerry.optimization.conic.Settings;

class InteriorPointTest {
  private static final double TOLERANCE = 1e-7; // solved to 1e-8, numbers of size 1 to 100

  private final InteriorPoint solver = new InteriorPoint();

  @Test
  void cheapPowerIsUsedFirstAndThePriceIsThatOfTheLastUnit() {
    Program program = new Program();
    Variable grid = program.variable("grid", 0, 50);
    Variable diesel = program.variable("diesel", 0, 20);
    Constraint balance = program.equal("balance", grid.plus(diesel), 60);
    program.minimise(grid.times(0.2).plus(diesel, 0.35).plus(1));

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(14.5, within(TOLERANCE));
    assertThat(solved.value(grid)).isCloseTo(50, within(1e-5));
    assertThat(solved.dual(balance)).isCloseTo(0.35, within(TOLERANCE));
    assertThat(solved.reducedCost(grid)).isCloseTo(-0.15, within(TOLERANCE));
    assertThat(solved.reducedCost(diesel)).isCloseTo(0, within(TOLERANCE));
  }

  @Test
  void aQuadraticCostIsBalancedWhereTheMarginalCostsMeet() {
    // min x² + 2 y² with x + y = 3: 2x = 4y, so x = 2, y = 1, cost 6, price 4
    Program program = new Program();
    Variable x = program.variable("x");
    Variable y = program.variable("y");
    Constraint sum = program.equal(x.plus(y), 3);
    program.addQuadraticCost(x, 1);
    program.addQuadraticCost(y, 2);

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(6, within(TOLERANCE));
    assertThat(solved.value(x)).isCloseTo(2, within(TOLERANCE));
    assertThat(solved.dual(sum)).isCloseTo(4, within(TOLERANCE));
  }

  @Test
  void aPreparedProgramTakesAnotherCostWithoutAnotherAnalysis() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Variable y = program.variable("y", 0, 10);
    program.atLeast(x.plus(y), 4);
    program.minimise(x.plus(y, 2));
    program.addQuadraticCost(x, 1);
    InteriorPoint.Prepared prepared = solver.prepare(program);
    prepared.solve();

    program.minimise(x.times(3).plus(y));
    program.addQuadraticCost(x, 2);

    Solution.Solved again = prepared.solve().expectSolved();
    assertThat(prepared.analyses()).isEqualTo(1);
    assertThat(again.objective()).isCloseTo(4, within(TOLERANCE));
  }

  @Test
  void aCoefficientMayChangeAfterTheStructureIsBuilt() {
    Program program = new Program();
    Variable charge = program.variable("charge", 0, 10);
    Constraint stored = program.equal(charge.times(0.9), 4.5);
    program.minimise(charge);
    InteriorPoint.Prepared prepared = solver.prepare(program);
    prepared.solve();

    program.coefficient(stored, charge, 0.5);

    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(9, within(TOLERANCE));
    assertThat(prepared.analyses()).isEqualTo(1);
    Variable other = program.variable("other");
    assertThatThrownBy(() -> program.coefficient(stored, other, 1))
        .hasMessageContaining("no coefficient of other");
  }

  @Test
  void aBoundOfTenToTheTwentyIsNone() {
    Program program = new Program();
    Variable x = program.variable("x", -1e20, 1e20);
    program.minimise(x);

    assertThat(program.lower(x)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(solver.solve(program)).isInstanceOf(Solution.Unbounded.class);
  }

  @Test
  void aProgramThatIsStoppedJustBeforeItsEndIsAlmostSolved() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Variable y = program.variable("y", 0, 10);
    program.atLeast(x.plus(y), 4);
    program.minimise(x.plus(y, 2));
    program.addQuadraticCost(x, 1);
    int steps = solver.solve(program).report().iterations();

    Solution stopped = new InteriorPoint(new Settings(1e-8, steps - 1)).solve(program);

    assertThat(stopped).isInstanceOf(Solution.AlmostSolved.class);
    assertThat(stopped.report().gap()).isLessThan(1e-5);
    assertThatThrownBy(stopped::expectSolved).hasMessageContaining("almost");
  }

  @Test
  void productsOfTwoVariablesCount() {
    // min x² + xy + y² - 3x: gradient 2x + y = 3, x + 2y = 0, so x = 2, y = -1, cost -3
    Program program = new Program();
    Variable x = program.variable("x");
    Variable y = program.variable("y");
    program.minimise(x.times(-3));
    program.addQuadraticCost(x, 1);
    program.addQuadraticCost(y, 1);
    program.addQuadraticCost(x, y, 1);

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(-3, within(TOLERANCE));
    assertThat(solved.value(y)).isCloseTo(-1, within(TOLERANCE));
  }

  @Test
  void theFarthestPointOfADiscLiesAgainstTheCost() {
    // min x + y over |(x - 1, y)| <= 2: at (1 - √2, -√2), cost 1 - 2√2
    Program program = new Program();
    Variable x = program.variable("x");
    Variable y = program.variable("y");
    Constraint disc = program.cone("disc", Expression.constant(2), List.of(x.minus(1), y));
    program.minimise(x.plus(y));

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(1 - 2 * Math.sqrt(2), within(TOLERANCE));
    assertThat(solved.dual(disc)).isCloseTo(Math.sqrt(2), within(TOLERANCE));
    assertThat(solved.point().dual(disc, 1)).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void aRotatedConeHoldsAProductAboveASquare() {
    // min u + v with u v >= 3²: u = v = 3
    Program program = new Program();
    Variable u = program.variable("u");
    Variable v = program.variable("v");
    program.rotatedCone(u, v, Expression.constant(3));
    program.minimise(u.plus(v));

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(6, within(TOLERANCE));
  }

  @Test
  void anInfeasibleProgramComesWithMultipliersThatContradict() {
    // x + y <= 1 and x + y >= 2: multipliers -1 and 1
    Program program = new Program();
    Variable x = program.variable("x");
    Variable y = program.variable("y");
    Constraint roof = program.atMost(x.plus(y), 1);
    Constraint floor = program.atLeast(x.plus(y), 2);
    program.minimise(x);

    Solution solution = solver.solve(program);

    assertThat(solution).isInstanceOf(Solution.Infeasible.class);
    Point certificate = ((Solution.Infeasible) solution).certificate();
    assertThat(certificate.dual(floor) / -certificate.dual(roof)).isCloseTo(1, within(1e-6));
    assertThat(2 * certificate.dual(floor) + certificate.dual(roof)).isCloseTo(1, within(1e-6));
    assertThat(certificate.value(x)).isNaN();
    assertThatThrownBy(solution::expectSolved).hasMessageContaining("no feasible point");
  }

  @Test
  void anUnboundedProgramComesWithARayOfFallingCost() {
    Program program = new Program();
    Variable x = program.variable("x", 0, Double.POSITIVE_INFINITY);
    Variable y = program.variable("y", 0, 1);
    program.atLeast(x.plus(y), 1);
    program.minimise(y.minus(x));

    Solution solution = solver.solve(program);

    assertThat(solution).isInstanceOf(Solution.Unbounded.class);
    Point ray = ((Solution.Unbounded) solution).ray();
    assertThat(ray.value(x)).isCloseTo(1, within(1e-6));
    assertThat(ray.value(y)).isCloseTo(0, within(1e-6));
  }

  @Test
  void contradictoryBoundsAreInfeasible() {
    Program program = new Program();
    program.minimise(program.variable("x", 2, 1));

    assertThat(solver.solve(program)).isInstanceOf(Solution.Infeasible.class);
  }

  @Test
  void aLimitOfZeroWidthFixesTheVariable() {
    Program program = new Program();
    Variable x = program.variable("x", 3, 3);
    Variable y = program.variable("y", 0, 10);
    program.atLeast(x.plus(y), 5);
    program.minimise(y.times(2).plus(x));

    Solution.Solved solved = solver.solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(7, within(TOLERANCE));
    assertThat(solved.reducedCost(x)).isCloseTo(-1, within(TOLERANCE));
  }

  @Test
  void anEmptyProgramCostsItsConstant() {
    Program program = new Program();
    program.minimise(Expression.constant(4));

    assertThat(solver.solve(program).expectSolved().objective()).isEqualTo(4);
  }

  @Test
  void freeVariablesAloneAreUnboundedUnlessTheyCostNothing() {
    Program idle = new Program();
    idle.variable("x");
    Program falling = new Program();
    falling.minimise(falling.variable("x"));

    assertThat(solver.solve(idle).expectSolved().objective()).isZero();
    assertThat(solver.solve(falling)).isInstanceOf(Solution.Unbounded.class);
  }

  @Test
  void whatIsNotConvexOrHasIntegersIsRefused() {
    Program saddle = new Program();
    Variable x = saddle.variable("x", 0, 1);
    Variable y = saddle.variable("y", 0, 1);
    saddle.addQuadraticCost(x, y, 1);
    Program integers = new Program();
    integers.binary("open");

    assertThatThrownBy(() -> solver.solve(saddle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("convex");
    assertThatThrownBy(() -> solver.solve(integers)).hasMessageContaining("OrTools");
  }

  @Test
  void tooFewIterationsStallAndSaySo() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    program.atLeast(x.times(3), 4);
    program.minimise(x);

    Solution solution = new InteriorPoint(new Settings(1e-8, 2)).solve(program);

    assertThat(solution).isInstanceOf(Solution.Stalled.class);
    assertThat(((Solution.Stalled) solution).reason()).contains("2 iterations");
    assertThatThrownBy(solution::expectSolved).hasMessageContaining("stalled");
  }

  @Test
  void aPreparedProgramFollowsItsNumbersAndItsStructure() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Variable y = program.variable("y", 0, 10);
    Constraint load = program.equal("load", x.plus(y), 4);
    program.minimise(x.plus(y, 2));
    InteriorPoint.Prepared prepared = solver.prepare(program);

    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(4, within(TOLERANCE));
    program.rightSide(load, 12);
    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(14, within(TOLERANCE));
    program.cost(y, 3);
    program.bounds(x, 0, 9);
    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(18, within(TOLERANCE));
    program.bounds(x, 5, 5);
    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(26, within(TOLERANCE));
    program.addQuadraticCost(y, 1);
    assertThat(prepared.solve().expectSolved().objective()).isCloseTo(75, within(1e-5));
  }

  @Test
  void randomLinearProgramsAgreeWithTheSimplexMethod() {
    OrTools simplex = OrTools.glop();
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 60; trial++) {
      Program program = randomLinear(random, 3 + random.nextInt(30));

      Solution.Solved ours = solver.solve(program).expectSolved();
      Solution.Solved judge = simplex.solve(program).expectSolved();

      double size = Math.max(1, Math.abs(judge.objective()));
      assertThat(ours.objective()).isCloseTo(judge.objective(), within(1e-7 * size));
      assertThat(Residuals.primal(program, ours.point())).isLessThan(1e-7);
      assertThat(Residuals.dual(program, ours.point())).isLessThan(1e-7);
      assertThat(Residuals.gap(program, ours.point(), ours.objective())).isLessThan(1e-7);
    }
  }

  @Test
  void randomInfeasibleAndUnboundedProgramsAreTold() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 30; trial++) {
      Program program = randomLinear(random, 4 + random.nextInt(15));
      Variable free = program.variable("free");
      Variable last = program.variable("last", 0, 1);
      if (trial % 2 == 0) {
        program.addCost(free);
        program.atMost(free.plus(last), 1);
        assertThat(solver.solve(program)).isInstanceOf(Solution.Unbounded.class);
      } else {
        program.atLeast(last.times(1 + random.nextDouble()), 3);
        assertThat(solver.solve(program)).isInstanceOf(Solution.Infeasible.class);
      }
    }
  }

  /// Feasible at a random point, bounded by the box.
  private static Program randomLinear(SplittableRandom random, int size) {
    Program program = new Program();
    List<Variable> variables = new ArrayList<>();
    double[] inside = new double[size];
    for (int i = 0; i < size; i++) {
      inside[i] = 10 * random.nextDouble() - 5;
      variables.add(
          program.variable(
              "x" + i, inside[i] - random.nextDouble(), inside[i] + 3 * random.nextDouble()));
      program.addCost(variables.get(i).times(random.nextDouble() - 0.5));
    }
    for (int row = 0; row < size; row++) {
      Expression sum = Expression.zero();
      double value = 0;
      for (int k = 0; k < 4; k++) {
        int i = random.nextInt(size);
        double coefficient = 2 * random.nextDouble() - 1;
        sum = sum.plus(variables.get(i), coefficient);
        value += coefficient * inside[i];
      }
      switch (row % 4) {
        case 0 -> program.equal(sum, value);
        case 1, 2 -> program.atMost(sum, value + 0.3 * random.nextDouble());
        default -> program.atLeast(sum, value);
      }
    }
    return program;
  }
}
