package org.skerry.energy.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.game.LossPrice;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// Exchange through a radial network: the branch-flow model with angles left out and the current
/// relaxed to a second-order cone, Eqs. (11) to (17) and the losses (22) of BMAPPO (Multi-microgrid
/// energy optimization management based on multi-agent proximal policy optimization, IJACSA 15(10),
/// 2024), after Farivar and Low (Branch flow model: relaxations and convexification, IEEE
/// Transactions on Power Systems 28(3), 2013).
///
/// Per unit on the network's base power. The source holds its voltage and feeds in nothing of its
/// own: what flows comes from the microgrids.
public final class BranchFlow implements Exchange {
  private final Network network;
  private final double lossPriceFloor;
  private final int[] busOf;
  private final List<Branch> branches = new ArrayList<>();
  private final int root;

  /// A line directed away from the source.
  private record Branch(Line line, int from, int to) {}

  /// @param network radial, with one source
  /// @param buses the bus of each microgrid
  /// @param lossPriceFloor least price of losses, per kWh
  /// @throws IllegalArgumentException if a bus is unknown or the network is not radial
  public BranchFlow(Network network, List<String> buses, double lossPriceFloor) {
    this.network = network;
    this.lossPriceFloor = lossPriceFloor;
    busOf = buses.stream().mapToInt(network::busIndex).toArray();
    List<Bus> all = network.buses();
    int source = 0;
    while (all.get(source).kind() != Bus.Kind.SOURCE) {
      source++;
    }
    root = source;
    direct();
    if (!network.isRadial() || branches.size() != all.size() - 1) {
      throw new IllegalArgumentException(
          "Network %s is not a tree with one source, but the branch-flow model needs one. Open a line of each loop."
              .formatted(network.name()));
    }
  }

  private void direct() {
    Map<Integer, List<Branch>> ends = new HashMap<>();
    for (Line line : network.lines()) {
      if (line.closed()) {
        int from = network.busIndex(line.from());
        int to = network.busIndex(line.to());
        ends.computeIfAbsent(from, k -> new ArrayList<>()).add(new Branch(line, from, to));
        ends.computeIfAbsent(to, k -> new ArrayList<>()).add(new Branch(line, to, from));
      }
    }
    boolean[] reached = new boolean[network.buses().size()];
    Deque<Integer> open = new ArrayDeque<>(List.of(root));
    reached[root] = true;
    while (!open.isEmpty()) {
      for (Branch branch : ends.getOrDefault(open.remove(), List.of())) {
        if (!reached[branch.to]) {
          reached[branch.to] = true;
          branches.add(branch);
          open.add(branch.to);
        }
      }
    }
  }

  @Override
  public void constrain(
      Program program,
      List<Expression> active,
      List<Expression> reactive,
      double price,
      double hours) {
    int buses = network.buses().size();
    List<Expression> p = injections(active, buses);
    List<Expression> q = injections(reactive, buses);
    List<Expression> square = new ArrayList<>();
    for (Bus bus : network.buses()) {
      square.add(
          program.variable(
              "v",
              bus.minVoltagePu() * bus.minVoltagePu(),
              bus.maxVoltagePu() * bus.maxVoltagePu()));
    }
    double held = network.buses().get(root).setpointPu();
    square.set(root, Expression.constant(held * held));
    double lossPrice = LossPrice.of(price, lossPriceFloor) * network.baseKva() * hours;
    for (Branch branch : branches) {
      double r = branch.line.resistancePu();
      double x = branch.line.reactancePu();
      double rating = branch.line.ratingKva() / network.baseKva();
      Variable sentActive = program.variable("P");
      Variable sentReactive = program.variable("Q");
      Variable current = program.variable("l", 0, rating * rating);
      Expression sending = square.get(branch.from);
      program.equal(
          square
              .get(branch.to)
              .minus(sending)
              .plus(sentActive, 2 * r)
              .plus(sentReactive, 2 * x)
              .plus(current, -(r * r + x * x)),
          0);
      program.rotatedCone(current, sending, sentActive, sentReactive);
      p.set(branch.from, p.get(branch.from).minus(sentActive));
      q.set(branch.from, q.get(branch.from).minus(sentReactive));
      p.set(branch.to, p.get(branch.to).plus(sentActive).plus(current, -r));
      q.set(branch.to, q.get(branch.to).plus(sentReactive).plus(current, -x));
      program.addCost(current.times(r * lossPrice));
    }
    p.forEach(sum -> program.equal(sum, 0));
    q.forEach(sum -> program.equal(sum, 0));
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public boolean keepsConnections() {
    return false;
  }

  private List<Expression> injections(List<Expression> powers, int buses) {
    List<Expression> sums = new ArrayList<>();
    for (int bus = 0; bus < buses; bus++) {
      sums.add(Expression.zero());
    }
    for (int microgrid = 0; microgrid < busOf.length; microgrid++) {
      Expression sum = sums.get(busOf[microgrid]);
      sums.set(busOf[microgrid], sum.plus(powers.get(microgrid), 1 / network.baseKva()));
    }
    return sums;
  }
}
