package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;
import org.skerry.optimization.Constraint;
import org.skerry.optimization.Expression;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Variable;

/// The branch-flow relaxation of an optimal power flow as a conic program: the other method, which
/// judges [OptimalPowerFlow] in tests. One source, no ratios, shunts or charging.
final class ConicFlow {
  final Program program = new Program();
  private final List<Constraint> balances = new ArrayList<>();
  private final double base;

  /// @param lossPrice per kWh
  /// @param buy per kWh and injection
  /// @param sell per kWh and injection, at most `buy`; where lower, the range must include 0
  ConicFlow(
      Network network,
      List<Injection> injections,
      double[] activeKw,
      double[] reactiveKvar,
      double lossPrice,
      double[] buy,
      double[] sell) {
    var feeder = new Feeder(network);
    base = network.baseKva();
    var active = new ArrayList<Expression>();
    var reactive = new ArrayList<Expression>();
    var square = new ArrayList<Expression>();
    boolean free = injections.stream().noneMatch(i -> network.busIndex(i.bus()) == feeder.bus[0]);
    for (int k = 0; k < feeder.size; k++) {
      var bus = network.buses().get(feeder.bus[k]);
      Expression p = Expression.constant(activeKw[feeder.bus[k]] / base);
      Expression q = Expression.constant(reactiveKvar[feeder.bus[k]] / base);
      if (k == 0 && free) {
        p = program.variable("supply");
        q = program.variable("reactive supply");
      }
      active.add(p);
      reactive.add(q);
      double low = bus.minVoltagePu() * bus.minVoltagePu();
      double high = bus.maxVoltagePu() * bus.maxVoltagePu();
      square.add(
          k == 0
              ? Expression.constant(bus.setpointPu() * bus.setpointPu())
              : program.variable("v", low, high));
    }
    for (int i = 0; i < injections.size(); i++) {
      var injection = injections.get(i);
      int k = feeder.position[network.busIndex(injection.bus())];
      double low = injection.minKw() / base;
      double high = injection.maxKw() / base;
      if (buy[i] == sell[i]) {
        Variable p = program.variable("p", low, high);
        program.addCost(p.times(buy[i] * base));
        active.set(k, active.get(k).plus(p));
      } else {
        Variable bought = program.variable("buy", 0, Math.max(0, high));
        Variable sold = program.variable("sell", 0, Math.max(0, -low));
        program.addCost(bought.times(buy[i] * base).minus(sold.times(sell[i] * base)));
        active.set(k, active.get(k).plus(bought).minus(sold));
      }
      Variable q = program.variable("q", injection.minKvar() / base, injection.maxKvar() / base);
      reactive.set(k, reactive.get(k).plus(q));
    }
    for (int k = 1; k < feeder.size; k++) {
      int p = feeder.parent[k];
      double r = feeder.r[k];
      double x = feeder.x[k];
      double rating =
          network.lines().get(feeder.line[k]).ratingKva() / base / feeder.currentFactor(k);
      Variable sent = program.variable("P");
      Variable sentReactive = program.variable("Q");
      Variable current = program.variable("l", 0, rating * rating);
      program.equal(
          square
              .get(k)
              .minus(square.get(p))
              .plus(sent.times(2 * r))
              .plus(sentReactive.times(2 * x))
              .minus(current.times(r * r + x * x)),
          0);
      program.rotatedCone(current, square.get(p), sent, sentReactive);
      program.addCost(current.times(r * lossPrice * base));
      active.set(p, active.get(p).minus(sent));
      reactive.set(p, reactive.get(p).minus(sentReactive));
      active.set(k, active.get(k).plus(sent).minus(current.times(r)));
      reactive.set(k, reactive.get(k).plus(sentReactive).minus(current.times(x)));
    }
    for (int k = 0; k < feeder.size; k++) {
      balances.add(program.equal(active.get(k), 0));
      program.equal(reactive.get(k), 0);
    }
    position = feeder.position;
  }

  private final int[] position;

  Solution solve() {
    return new InteriorPoint().solve(program);
  }

  /// What one more kWh of load at a bus costs.
  double price(Solution.Solved solved, int bus) {
    return solved.dual(balances.get(position[bus])) / base;
  }
}
