package org.skerry.energy.grid;

import org.jspecify.annotations.Nullable;
import org.skerry.optimization.Expression;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Point;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Variable;

/// The problem of a [ReducedSpace] as a conic program: the branch-flow relaxation (M. Farivar, S.
/// H. Low, Branch flow model: relaxations and convexification, 2013) on the scaled network of a
/// [Feeder].
///
/// It is convex, so an interior-point method solves it from anywhere. Its set-points are a start
/// for the descent where that stalls from its own: the relaxation knows no flow that is not beaten,
/// but its voltages need not be those of a flow.
final class ConicForm {
  private final ReducedSpace space;
  private final Limits limits;
  private final Feeder feeder;
  private final Program program = new Program();
  private final Expression[] active;
  private final Expression[] reactive;
  private final Expression[] square;
  private final Variable[] up;
  private final Variable[] down;

  /// Unit of money, so that the costs are of moderate size.
  private final double money;

  ConicForm(ReducedSpace space) {
    this.space = space;
    limits = space.limits;
    feeder = space.feeder;
    active = new Expression[feeder.size];
    reactive = new Expression[feeder.size];
    square = new Expression[feeder.size];
    up = new Variable[space.variables];
    down = new Variable[space.variables];
    double largest = space.lossCost;
    for (int i = 0; i < space.variables; i++) {
      largest = Math.max(largest, Math.max(Math.abs(space.buy[i]), Math.abs(space.sell[i])));
    }
    money = 1 / largest;
    setPoints();
    voltages();
    for (int k = feeder.sources; k < feeder.size; k++) {
      line(k);
    }
    for (int s = 0; s < feeder.sources; s++) {
      supply(s);
    }
    for (int k = feeder.sources; k < feeder.size; k++) {
      program.equal(active[k], 0);
      program.equal(reactive[k], 0);
    }
  }

  /// Writes the set-points of the relaxation.
  ///
  /// @param value `[variables]`, overwritten if there is an answer
  /// @return whether there is one
  boolean solve(double[] value) {
    var point = point(new InteriorPoint().solve(program));
    if (point == null) {
      return false;
    }
    for (int i = 0; i < value.length; i++) {
      value[i] = Math.clamp(point.value(up[i]) - point.value(down[i]), space.low[i], space.high[i]);
    }
    return true;
  }

  /// A stalled solution is still a start: the descent decides what it is worth.
  private static @Nullable Point point(Solution solution) {
    return switch (solution) {
      case Solution.Solved solved -> solved.point();
      case Solution.AlmostSolved almost -> almost.point();
      case Solution.Stalled stalled -> stalled.point();
      case Solution.Infeasible _, Solution.Unbounded _ -> null;
    };
  }

  /// Every variable as what is above 0 less what is below.
  private void setPoints() {
    for (int k = 0; k < feeder.size; k++) {
      active[k] = Expression.constant(space.fixedP[k]);
      reactive[k] = Expression.constant(space.fixedQ[k]);
    }
    for (int i = 0; i < space.variables; i++) {
      up[i] = program.variable("up", Math.max(0, space.low[i]), Math.max(0, space.high[i]));
      down[i] = program.variable("down", Math.max(0, -space.high[i]), Math.max(0, -space.low[i]));
      program.addCost(
          up[i].times(space.buy[i] * money).minus(down[i].times(space.sell[i] * money)));
      if (i < space.directions) {
        int k = space.at[i];
        active[k] = active[k].plus(variable(i).times(space.dp[i]));
        reactive[k] = reactive[k].plus(variable(i).times(space.dq[i]));
      }
    }
  }

  private Expression variable(int i) {
    return i < 0 ? Expression.constant(0) : up[i].minus(down[i]);
  }

  private void voltages() {
    for (int k = 0; k < feeder.size; k++) {
      if (k < feeder.sources) {
        double re = feeder.sourceRe[k];
        double im = feeder.sourceIm[k];
        square[k] = Expression.constant(re * re + im * im);
      } else {
        Variable v = program.variable("v", 0, Double.POSITIVE_INFINITY);
        square[k] = v;
        atLeast(v.plus(variable(limits.voltageSlack)), limits.voltageLow[k]);
        atMost(v.minus(variable(limits.voltageSlack)), limits.voltageHigh[k]);
      }
      active[k] = active[k].minus(square[k].times(feeder.g[k]));
      reactive[k] = reactive[k].plus(square[k].times(feeder.b[k]));
    }
  }

  /// v_k = v_p − 2(rP + xQ) + (r² + x²)·l and P² + Q² ≤ l·v_p, with P, Q what enters the line.
  private void line(int k) {
    int p = feeder.parent[k];
    double r = feeder.r[k];
    double x = feeder.x[k];
    Variable sent = program.variable("P");
    Variable sentReactive = program.variable("Q");
    Variable current = program.variable("l", 0, Double.POSITIVE_INFINITY);
    if (limits.current[k] < Double.POSITIVE_INFINITY) {
      atMost(
          current.minus(variable(limits.currentSlack).times(limits.current[k])), limits.current[k]);
    }
    program.equal(
        square[k]
            .minus(square[p])
            .plus(sent.times(2 * r))
            .plus(sentReactive.times(2 * x))
            .minus(current.times(r * r + x * x)),
        0);
    program.rotatedCone(current, square[p], sent, sentReactive);
    program.addCost(current.times(r * space.lossCost * money));
    active[p] = active[p].minus(sent);
    reactive[p] = reactive[p].minus(sentReactive);
    active[k] = active[k].plus(sent).minus(current.times(r));
    reactive[k] = reactive[k].plus(sentReactive).minus(current.times(x));
  }

  /// What a source supplies is what its balance lacks. What is given there is part of
  /// [Limits#given].
  private void supply(int s) {
    Expression supplied = Expression.constant(space.fixedP[s]).minus(active[s]);
    Expression suppliedReactive = Expression.constant(space.fixedQ[s]).minus(reactive[s]);
    Expression own = supplied.minus(variable(limits.relief[s]).times(limits.reliefActive[s]));
    Expression ownReactive =
        suppliedReactive.minus(variable(limits.relief[s]).times(limits.reliefReactive[s]));
    Expression slack = variable(limits.supplySlack);
    atLeast(own.plus(slack), limits.activeLow[s]);
    atMost(own.minus(slack), limits.activeHigh[s]);
    atLeast(ownReactive.plus(slack), limits.reactiveLow[s]);
    atMost(ownReactive.minus(slack), limits.reactiveHigh[s]);
    if (limits.buy[s] != 0 || limits.sell[s] != 0) {
      Variable bought = program.variable("bought", 0, Double.POSITIVE_INFINITY);
      Variable sold = program.variable("sold", 0, Double.POSITIVE_INFINITY);
      program.equal(own.minus(bought).plus(sold), limits.given[s]);
      program.addCost(
          bought.times(limits.buy[s] * money).minus(sold.times(limits.sell[s] * money)));
    }
  }

  private void atLeast(Expression expression, double bound) {
    if (bound > Double.NEGATIVE_INFINITY) {
      program.atLeast(expression, bound);
    }
  }

  private void atMost(Expression expression, double bound) {
    if (bound < Double.POSITIVE_INFINITY) {
      program.atMost(expression, bound);
    }
  }
}
