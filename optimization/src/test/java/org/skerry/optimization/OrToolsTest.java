package org.skerry.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrToolsTest {
  private static final double TIGHT = 1e-9; // a simplex vertex of small whole numbers

  @Test
  void pricesTellTheWorthOfOneMoreUnit() {
    Program program = new Program();
    Variable grid = program.variable("grid", 0, 50);
    Variable diesel = program.variable("diesel", 0, 20);
    Constraint balance = program.equal("balance", grid.plus(diesel), 60);
    program.minimise(grid.times(0.2).plus(diesel, 0.35));

    Solution.Solved solved = OrTools.glop().solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(13.5, within(TIGHT));
    assertThat(solved.dual(balance)).isCloseTo(0.35, within(TIGHT));
    assertThat(solved.reducedCost(grid)).isCloseTo(-0.15, within(TIGHT));
    assertThat(solved.report().primalResidual()).isLessThan(TIGHT);
    assertThat(solved.report().dualResidual()).isLessThan(TIGHT);
    assertThat(solved.report().gap()).isLessThan(TIGHT);
  }

  @Test
  void wholeNumbersAreFoundByBothEngines() {
    Program program = new Program();
    Variable x = program.integer("x", 0, 10);
    Variable open = program.binary("open");
    program.atMost(x.times(2).plus(open), 7);
    program.minimise(x.times(-1).plus(open, -0.25));

    for (OrTools solver : List.of(OrTools.scip(), OrTools.highs())) {
      Solution.Solved solved = solver.solve(program).expectSolved();

      assertThat(solved.objective()).isCloseTo(-3.25, within(TIGHT));
      assertThat(solved.value(x)).isCloseTo(3, within(TIGHT));
      assertThat(solved.reducedCost(x)).isNaN();
      assertThat(solved.report().gap()).isLessThan(1e-6);
    }
  }

  @Test
  void infeasibleAndUnboundedAreAnswersNotErrors() {
    Program contradiction = new Program();
    Variable x = contradiction.variable("x", 0, 1);
    contradiction.atLeast(x, 2);
    contradiction.minimise(x.times(-1));
    Program falling = new Program();
    Variable y = falling.variable("y");
    falling.atMost(y, 1);
    falling.minimise(y);
    Program crossed = new Program();
    crossed.variable("z", 2, 1);

    assertThat(OrTools.glop().solve(contradiction)).isInstanceOf(Solution.Infeasible.class);
    assertThat(OrTools.glop().solve(falling)).isInstanceOf(Solution.Unbounded.class);
    assertThat(OrTools.glop().solve(crossed)).isInstanceOf(Solution.Infeasible.class);
    assertThatThrownBy(() -> OrTools.glop().solve(falling).expectSolved())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unbounded");
  }

  @Test
  void aRowWithALimitOfTenToTheTwentyLimitsNothing() {
    Program falling = new Program();
    Variable x = falling.variable("x");
    falling.atMost(x, 1e20);
    falling.minimise(x.times(-1));
    Program limited = new Program();
    Variable y = limited.variable("y");
    limited.atLeast(y, -1e30);
    limited.atMost(y, 3);
    limited.minimise(y.times(-1));
    Point off = new Point(limited, new double[] {6}, new double[0], new double[0]);

    assertThat(OrTools.glop().solve(falling)).isInstanceOf(Solution.Unbounded.class);
    assertThat(new InteriorPoint().solve(falling)).isInstanceOf(Solution.Unbounded.class);
    assertThat(OrTools.glop().solve(limited).expectSolved().objective()).isEqualTo(-3);
    assertThat(Residuals.primal(limited, off)).isEqualTo(1); // 3 beside a limit of 3
  }

  @Test
  void whatIsNotLinearIsRefusedWithTheWayOut() {
    Program cone = new Program();
    Variable x = cone.variable("x");
    cone.cone("limit", Expression.constant(1), List.of(x));
    Program quadratic = new Program();
    quadratic.addQuadraticCost(quadratic.variable("y"), 1);
    Program integers = new Program();
    integers.binary("z");

    assertThatThrownBy(() -> OrTools.glop().solve(cone)).hasMessageContaining("limit");
    assertThatThrownBy(() -> OrTools.scip().solve(quadratic)).hasMessageContaining("InteriorPoint");
    assertThatThrownBy(() -> OrTools.glop().solve(integers)).hasMessageContaining("scip()");
  }
}
