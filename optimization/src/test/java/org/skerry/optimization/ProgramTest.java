package org.skerry.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  @Test
  void repeatedVariablesOfAnExpressionAreMerged() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Variable y = program.variable("y", 0, 10);

    program.equal(x.plus(y, 2).plus(x.times(3)).minus(y).plus(5), 7);

    assertThat(program.rowStart(1)).isEqualTo(2);
    assertThat(program.termCoefficient(0)).isEqualTo(4);
    assertThat(program.termCoefficient(1)).isEqualTo(1);
    assertThat(program.rightSide(0)).isEqualTo(2);
  }

  @Test
  void aLongSumIsBuiltTermByTerm() {
    Program program = new Program();
    Variables x = program.variables("x", 100_000, 0, 1);
    Expression sum = Expression.zero();
    for (int i = 0; i < x.size(); i++) {
      sum = sum.plus(x.get(i));
    }

    program.atMost(sum, 3);

    assertThat(program.rowStart(1)).isEqualTo(100_000);
  }

  @Test
  void namesTellTheBlockAndThePlaceInIt() {
    Program program = new Program();
    Variable first = program.variable("soc");
    Variables charge = program.variables("charge", 24, 0, 5);
    Constraint balance = program.equal("balance", first, 1);
    Constraint nameless = program.atLeast(first, 0);

    assertThat(charge.get(17)).hasToString("charge[17]");
    assertThat(first).hasToString("soc");
    assertThat(balance).hasToString("balance");
    assertThat(nameless).hasToString("row1");
    assertThatThrownBy(() -> charge.get(24)).hasMessageContaining("charge[24]");
  }

  @Test
  void aCoefficientThatIsNotANumberIsRefusedWithItsPlace() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 1);

    assertThatThrownBy(() -> program.equal("balance", x.times(Double.NaN), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'balance'")
        .hasMessageContaining("x")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> program.atMost(x, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> program.variable("y", Double.NaN, 1)).hasMessageContaining("'y'");
    assertThatThrownBy(() -> program.addQuadraticCost(x, -1)).hasMessageContaining("convex");
    assertThat(program.rowCount()).isZero();
  }

  @Test
  void aRefusedConeLeavesNoRowsBehind() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 1);

    assertThatThrownBy(() -> program.cone(x, x.plus(1), x.times(Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class);
    program.equal(x, 1);

    assertThat(program.rowCount()).isEqualTo(1);
    assertThat(program.rowStart(1)).isEqualTo(1);
  }

  @Test
  void variablesOfAnotherProgramAreRefused() {
    Variable stranger = new Program().variable("stranger", 0, 1);
    Program program = new Program();

    assertThatThrownBy(() -> program.equal(stranger, 0)).hasMessageContaining("another program");
    assertThatThrownBy(() -> program.bounds(stranger, 0, 1)).hasMessageContaining("stranger");
  }

  @Test
  void theCostCollectsLinearAndQuadraticParts() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 1);
    Variable y = program.variable("y", 0, 1);

    program.minimise(x.times(3).plus(1));
    program.addCost(Expression.sum(List.of(x, y)));
    program.addQuadraticCost(x.minus(y).plus(2), 0.5);
    program.addQuadraticCost(x, y, 1);

    // (x - y + 2)^2 / 2 = x²/2 + y²/2 - xy + 2x - 2y + 2
    assertThat(program.cost(0)).isEqualTo(6);
    assertThat(program.cost(1)).isEqualTo(-1);
    assertThat(program.constantCost()).isEqualTo(3);
    assertThat(program.productCount()).isEqualTo(4);
  }

  @Test
  void valuesOfExpressionsAreReadFromASolution() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 2);
    Variable y = program.variable("y", 0, 2);
    program.atMost("sum", x.plus(y), 3);
    program.minimise(x.times(-1).plus(y, -2));

    Solution.Solved solved = OrTools.glop().solve(program).expectSolved();

    assertThat(solved.objective()).isCloseTo(-5, within(1e-9));
    assertThat(solved.value(x.plus(y).plus(1))).isCloseTo(4, within(1e-9));
  }

  @Test
  void readingAValueCostsOnlyTheTermsOfItsExpression() {
    // With an array of all variables per reading this would write 4e11 bytes.
    int count = 1_000_000;
    Program program = new Program();
    Variables x = program.variables("x", count, 0, 1);
    double[] values = new double[count];
    values[7] = 2;
    Point point = new Point(program, values, new double[0], new double[0]);
    double sum = 0;

    for (int k = 0; k < 100_000; k++) {
      sum += point.value(x.get(7).times(0.5).plus(x.get(k)).plus(1));
    }

    assertThat(sum).isEqualTo(2 * 100_000 + 2);
  }

  @Test
  void aRotatedConeIsANormOfSumAndDifference() {
    Program program = new Program();
    Variable u = program.variable("u");
    Variable v = program.variable("v");
    Variable p = program.variable("p");

    Constraint cone = program.rotatedCone(u, v, p);

    assertThat(cone.size()).isEqualTo(3);
    assertThat(program.kind(0)).isEqualTo(Program.CONE_HEAD);
    assertThat(program.kind(2)).isEqualTo(Program.CONE_TAIL);
    assertThat(program.termCoefficient(2)).isEqualTo(2);
    assertThat(program.termCoefficient(4)).isEqualTo(-1);
    assertThatThrownBy(() -> program.rightSide(cone, 1)).hasMessageContaining("cone");
  }

  @Test
  void numbersChangeAfterTheStructureIsBuilt() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Constraint floor = program.atLeast("floor", x.plus(1), 3);
    Constraint roof = program.atMost("roof", x, 9);
    program.minimise(x);

    program.rightSide(floor, 5);
    program.cost(x, 2);
    program.bounds(x, 1, 8);

    Solution.Solved solved = OrTools.glop().solve(program).expectSolved();
    assertThat(solved.objective()).isCloseTo(8, within(1e-9));
    assertThat(solved.dual(roof)).isZero();
    assertThat(program.lower(x)).isEqualTo(1);
    assertThat(program.upper(x)).isEqualTo(8);
    assertThat(program.rowCount()).isEqualTo(2);
  }

  @Test
  void bothSidesOfAConstraintMayBeExpressions() {
    Program program = new Program();
    Variable x = program.variable("x", 0, 10);
    Variable y = program.variable("y", 0, 10);
    program.equal(x, y.times(2));
    Constraint floor = program.atLeast(x.plus(y), Expression.constant(6));
    program.atMost(y, x);
    program.minimise(Expression.of(x, 1).plus(y, 1).minus(1));

    Solution.Solved solved = OrTools.glop().solve(program).expectSolved();

    assertThat(solved.value(x)).isCloseTo(4, within(1e-9));
    assertThat(solved.objective()).isCloseTo(5, within(1e-9));
    assertThat(solved.point().dual(floor, 0)).isCloseTo(1, within(1e-9));
    assertThatThrownBy(() -> solved.point().dual(floor, 1)).hasMessageContaining("no row 1");
  }
}
