package org.skerry.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Units that are switched on or off serve a demand, at a convex cost; against all choices tried
/// one by one.
class OuterApproximationTest {
  private static final int UNITS = 5;

  /// The gap that is asked for and what the interior point leaves, 1e-8 of the cost.
  private static final double TOLERANCE = 1e-6;

  /// A program and its integers.
  private record Switched(Program program, List<Variable> choices) {

    /// The least cost of all choices, infinite if none is feasible.
    double best() {
      double best = Double.POSITIVE_INFINITY;
      for (int chosen = 0; chosen < 1 << choices.size(); chosen++) {
        for (int unit = 0; unit < choices.size(); unit++) {
          int on = chosen >> unit & 1;
          program.bounds(choices.get(unit), on, on);
        }
        if (new InteriorPoint().relaxed(program).solve() instanceof Solution.Solved solved) {
          best = Math.min(best, solved.objective());
        }
      }
      choices.forEach(choice -> program.bounds(choice, 0, 1));
      return best;
    }
  }

  /// @param cone whether what all give is also paid for by its Euclidean length
  private static Switched drawn(long seed, boolean cone) {
    SplittableRandom random = new SplittableRandom(seed);
    Program program = new Program();
    List<Variable> choices = new ArrayList<>();
    List<Expression> outputs = new ArrayList<>();
    for (int unit = 0; unit < UNITS; unit++) {
      double most = random.nextDouble(2, 8);
      Variable output = program.variable("output", 0, most);
      Variable on = program.binary("on");
      program.atMost(output.plus(on, -most), 0);
      program.atLeast(output.plus(on, -most / 2), 0);
      program.addCost(on.times(random.nextDouble(2)).plus(output, random.nextDouble(2)));
      if (!cone || unit % 2 == 0) {
        program.addQuadraticCost(output, random.nextDouble(0.05, 0.5));
      }
      choices.add(on);
      outputs.add(output);
    }
    program.equal(Expression.sum(outputs), random.nextDouble(4, 9));
    if (cone) {
      Variable length = program.variable("length", 0, 100);
      program.cone("length", length, outputs);
      program.addCost(length.times(2));
    }
    return new Switched(program, choices);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBestOfAllChoicesIsFound(boolean cone) {
    for (long seed = 0; seed < 20; seed++) {
      Switched switched = drawn(seed, cone);
      double best = switched.best();

      Solution solution = new OuterApproximation(TOLERANCE, 10_000).solve(switched.program);

      if (best == Double.POSITIVE_INFINITY) {
        assertThat(solution).as("seed %d", seed).isInstanceOf(Solution.Infeasible.class);
      } else {
        Solution.Solved solved = solution.expectSolved();
        assertThat(solved.objective()).as("seed %d", seed).isCloseTo(best, within(2e-6 * best));
        assertThat(solved.report().gap()).isLessThanOrEqualTo(TOLERANCE);
        for (Variable choice : switched.choices) {
          double value = solved.value(choice);
          assertThat(value).isCloseTo(Math.rint(value), within(1e-9)); // rounding of fixed bounds
        }
      }
    }
  }

  /// Nothing but the nodes ends the search before its time, so that it always ends alike.
  @Test
  void whereTheNodesAreUsedUpTheBestSoFarIsGivenWithItsGap() {
    Switched switched = drawn(3, true);
    double best = switched.best();
    Solver hurried = new OuterApproximation(0, 1);

    Solution one = hurried.solve(switched.program);
    Solution other = hurried.solve(switched.program);

    assertThat(one).isInstanceOf(Solution.Stalled.class);
    double cost = ((Solution.Stalled) one).objective();
    assertThat(cost).isGreaterThanOrEqualTo(best * (1 - 1e-7));
    double gap = ((Solution.Stalled) one).report().gap();
    assertThat(cost - gap * cost).isLessThanOrEqualTo(best * (1 + 1e-7));
    assertThat(((Solution.Stalled) other).objective()).isEqualTo(cost);
    assertThat(((Solution.Stalled) other).report().gap()).isEqualTo(gap);
  }

  @Test
  void aProductOfTwoVariablesInTheCostIsRefused() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 1);
    Variable on = program.binary("on");
    program.addQuadraticCost(x, 1);
    program.addQuadraticCost(on, 1);
    program.addQuadraticCost(x, on, 0.5);

    assertThatThrownBy(() -> new OuterApproximation(TOLERANCE, 1).solve(program))
        .hasMessageContaining("product of two");
  }
}
