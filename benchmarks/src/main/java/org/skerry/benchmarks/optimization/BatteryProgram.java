package org.skerry.benchmarks.optimization;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.optimization.Expression;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// `lp-24x10`: ten batteries trade for a day at prices that are new every time, within a limit of
/// what they draw together.
public final class BatteryProgram {
  private static final int HOURS = 24;
  private static final int BATTERIES = 10;

  private final Program program = new Program();
  private final List<Variable> bought = new ArrayList<>();
  private final InteriorPoint.Prepared prepared;
  private final SplittableRandom random = new SplittableRandom(24);

  /// Builds and prepares the program.
  public BatteryProgram() {
    List<Expression> drawn = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      drawn.add(Expression.zero());
    }
    for (int battery = 0; battery < BATTERIES; battery++) {
      Expression before = Expression.constant(5);
      for (int hour = 0; hour < HOURS; hour++) {
        Variable charge = program.variable("charge", 0, 4);
        Variable discharge = program.variable("discharge", 0, 4);
        Variable energy = program.variable("energy", 0, 10 + battery);
        program.equal(energy.minus(before).plus(charge, -0.95).plus(discharge, 1 / 0.95), 0);
        program.addCost(charge.plus(discharge).times(0.002));
        drawn.set(hour, drawn.get(hour).plus(charge).minus(discharge));
        before = energy;
      }
      program.equal(before, 5);
    }
    for (Expression power : drawn) {
      Variable grid = program.variable("grid", -25, 25);
      program.equal(grid.minus(power), 0);
      bought.add(grid);
    }
    prepared = new InteriorPoint().prepare(program);
  }

  /// Solves with the next prices; returns the least cost.
  public double solve() {
    for (Variable grid : bought) {
      program.cost(grid, 0.05 + 0.1 * random.nextDouble());
    }
    return prepared.solve().expectSolved().objective();
  }
}
