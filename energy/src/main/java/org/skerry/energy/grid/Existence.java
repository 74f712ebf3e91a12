package org.skerry.energy.grid;

import org.skerry.optimization.Expression;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Variable;

/// Whether a network can have a power flow at all.
///
/// Every power flow satisfies the branch-flow relaxation (M. Farivar, S. H. Low, Branch flow model:
/// relaxations and convexification, 2013), on radial and on meshed networks. So where this convex
/// program has no solution, there is no flow: the solver's certificate is a proof. Where it has one
/// nothing is known.
final class Existence {
  private Existence() {}

  /// Whether it is proved that no flow exists.
  ///
  /// @param activeKw injection `[buses]`, as for [PowerFlow.Prepared#solve]
  static boolean isRefuted(Network network, double[] activeKw, double[] reactiveKvar) {
    var program = new Program();
    double base = network.baseKva();
    int count = network.buses().size();
    var square = new Expression[count];
    var active = new Expression[count];
    var reactive = new Expression[count];
    for (int i = 0; i < count; i++) {
      var bus = network.buses().get(i);
      square[i] =
          bus.kind() == Bus.Kind.LOAD
              ? program.variable("v", 0, Double.POSITIVE_INFINITY)
              : Expression.constant(bus.setpointPu() * bus.setpointPu());
      active[i] =
          Expression.constant(activeKw[i] / base).minus(square[i].times(bus.shuntKw() / base));
      reactive[i] =
          Expression.constant(reactiveKvar[i] / base).plus(square[i].times(bus.shuntKvar() / base));
    }
    var indices = network.busIndices();
    for (var line : network.lines()) {
      if (line.closed()) {
        int from = indices.getOrDefault(line.from(), 0);
        int to = indices.getOrDefault(line.to(), 0);
        flow(program, line, from, to, square, active, reactive);
      }
    }
    for (int i = 0; i < count; i++) {
      var kind = network.buses().get(i).kind();
      if (kind != Bus.Kind.SOURCE) {
        program.equal(active[i], 0);
      }
      if (kind == Bus.Kind.LOAD) {
        program.equal(reactive[i], 0);
      }
    }
    return new InteriorPoint().solve(program) instanceof Solution.Infeasible;
  }

  /// Takes what the line draws at its ends from the balances, and ties its voltages: v_to =
  /// v_from/t² − 2(rP + xQ) + (r² + x²)·l, P² + Q² ≤ l·v_from/t².
  private static void flow(
      Program program,
      Line line,
      int from,
      int to,
      Expression[] square,
      Expression[] active,
      Expression[] reactive) {
    double r = line.resistancePu();
    double x = line.reactancePu();
    Expression behind = square[from].times(1 / (line.tap() * line.tap()));
    Variable sent = program.variable("P");
    Variable sentReactive = program.variable("Q");
    Variable current = program.variable("l", 0, Double.POSITIVE_INFINITY);
    program.addCost(current);
    program.equal(
        square[to]
            .minus(behind)
            .plus(sent.times(2 * r))
            .plus(sentReactive.times(2 * x))
            .minus(current.times(r * r + x * x)),
        0);
    if (r != 0 || x != 0) {
      program.rotatedCone(current, behind, sent, sentReactive);
    }
    double half = line.chargingPu() / 2;
    active[from] = active[from].minus(sent);
    reactive[from] = reactive[from].minus(sentReactive).plus(behind.times(half));
    active[to] = active[to].plus(sent).minus(current.times(r));
    reactive[to] =
        reactive[to].plus(sentReactive).minus(current.times(x)).plus(square[to].times(half));
  }
}
