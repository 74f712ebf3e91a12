package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.Flows;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Turbine;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// What cannot be done at once in a plan: pairs of quantities of which only one may be above 0. A
/// convex program does not know them; it breaks one only where that pays. Those that are to be kept
/// become integers.
///
/// Devices tell their own. The settlement has these:
/// - Of several connections none buys while another sells. Where connections serve their own site
///   only, none buys while the site gives to others, or sells while it takes from them. This is not
///   broken where others could buy or sell the same at the same price: what they trade with each
///   other is then a matter of accounts, see [Joint].
/// - Critical load is lost only where nothing else is left: what is bought is at its limit, nothing
///   is charged or burnt, all is shed that was agreed, and loads that give way earlier are lost
///   already. A network may have reasons of its own to shed a load.
/// - Output is spilled only where nothing else is left either: what is sold is at its limit, and so
///   is what dump loads burn; sun and wind are curtailed, and no store gives. What net meters feed
///   in is spilled last: then no generator feeds in either.
final class Rules {
  private static final double BROKEN = 1e-6; // kW of both
  private static final int FEW = 1000; // all are kept if those that were broken do not do

  private final Program program;
  private final List<Flows.Either> all = new ArrayList<>();
  private final List<Joint> joints = new ArrayList<>();
  private final BitSet giving = new BitSet(); // rules of what a site gives or takes
  private final BitSet kept = new BitSet();
  private final IdentityHashMap<Expression, Variable> choices = new IdentityHashMap<>();

  /// A device of a site in a program.
  record Part(Device device, Flows flows) {}

  /// The connection of a site that is joined with others, in one step.
  ///
  /// @param given to other sites, kW
  /// @param rules indices of the rules about it
  private record Joint(int step, Flows.Trade trade, Expression given, BitSet rules) {

    /// What is bought only to be given to others, kW, or sold while the same is taken.
    double through(ToDoubleFunction<Expression> point, int sign) {
      double net = sign * point.applyAsDouble(trade.net());
      return Math.max(0, Math.min(net, sign * point.applyAsDouble(given)));
    }

    /// What of it the site could buy instead of taking it, kW, or sell instead of giving it.
    double room(ToDoubleFunction<Expression> point, int sign) {
      double most = sign > 0 ? trade.mostBought() : trade.mostSold();
      double left = most - sign * point.applyAsDouble(trade.net());
      return Math.max(0, Math.min(left, -sign * point.applyAsDouble(given)));
    }
  }

  /// @param program takes the integers
  Rules(Program program) {
    this.program = program;
  }

  /// Adds the rules of a site.
  ///
  /// @param parts all devices of the site
  /// @param given what the site gives to others in a step, kW
  void add(List<Part> parts, int steps, Exchange exchange, IntFunction<Expression> given) {
    parts.forEach(part -> all.addAll(part.flows.either()));
    addCarrier(of(parts, Carrier.HEAT), steps, true);
    List<Part> power = of(parts, Carrier.POWER);
    addCarrier(power, steps, exchange.keepsConnections());
    if (exchange.joins() && exchange.keepsConnections()) {
      for (Part connection : connections(power)) {
        for (int step = 0; step < steps; step++) {
          Flows.Trade trade = connection.flows.trades().get(step);
          int first = all.size();
          add(trade.net(), given.apply(step));
          add(trade.net().times(-1), given.apply(step).times(-1));
          BitSet rules = new BitSet();
          rules.set(first, all.size());
          giving.or(rules);
          if (connections(power).size() == 1) {
            joints.add(new Joint(step, trade, given.apply(step), rules));
          }
        }
      }
    }
  }

  private static List<Part> of(List<Part> parts, Carrier carrier) {
    return parts.stream().filter(it -> it.device.ports().getFirst() == carrier).toList();
  }

  private static List<Part> connections(List<Part> parts) {
    return parts.stream().filter(part -> !part.flows.trades().isEmpty()).toList();
  }

  /// @param last whether load is lost only where nothing else is left
  private void addCarrier(List<Part> parts, int steps, boolean last) {
    List<Part> connections = connections(parts);
    List<Part> loads =
        parts.stream()
            .filter(part -> !part.flows.sheds().isEmpty())
            .sorted(Comparator.comparing(part -> (Load) part.device, Load.GIVES_WAY))
            .toList();
    List<Part> others =
        parts.stream()
            .filter(part -> part.flows.trades().isEmpty() && part.flows.sheds().isEmpty())
            .toList();
    for (int step = 0; step < steps; step++) {
      addTrade(connections, step);
      addSpill(connections, others, loads, step);
      for (int index = 0; last && index < loads.size(); index++) {
        addLoss(connections, others, loads, index, step);
      }
    }
  }

  private void addTrade(List<Part> connections, int step) {
    for (int one = 0; one < connections.size(); one++) {
      Expression bought = connections.get(one).flows.trades().get(step).net();
      for (int other = 0; other < connections.size(); other++) {
        if (other != one) {
          add(bought, connections.get(other).flows.trades().get(step).net().times(-1));
        }
      }
    }
  }

  private void addSpill(List<Part> connections, List<Part> others, List<Part> loads, int step) {
    for (Part generator : others) {
      addSpill(generator, connections, others, step);
    }
    for (Part meter : loads) {
      addSpill(meter, connections, others, step);
    }
  }

  private void addSpill(Part one, List<Part> connections, List<Part> others, int step) {
    if (one.flows.spilled().isEmpty()) {
      return;
    }
    Expression spilled = one.flows.spilled().get(step);
    for (Part connection : connections) {
      Flows.Trade trade = connection.flows.trades().get(step);
      add(spilled, trade.net().plus(trade.mostSold()));
    }
    for (Part other : others) {
      Expression power = other.flows.ports().getFirst().get(step);
      switch (other.device) {
        case Turbine _, Cogeneration _ when !(one.device instanceof Load) -> {}
        case Dump dump -> add(spilled, power.plus(dump.maximum()));
        default -> add(spilled, power);
      }
    }
  }

  private void addLoss(
      List<Part> connections, List<Part> others, List<Part> loads, int load, int step) {
    Expression lost = loads.get(load).flows.sheds().get(step).lost();
    for (Part connection : connections) {
      Flows.Trade trade = connection.flows.trades().get(step);
      add(lost, Expression.constant(trade.mostBought()).minus(trade.net()));
    }
    for (Part other : others) {
      add(lost, other.flows.ports().getFirst().get(step).times(-1));
    }
    for (int other = 0; other < loads.size(); other++) {
      Flows.Shed shed = loads.get(other).flows.sheds().get(step);
      add(lost, shed.agreedLeft());
      if (other < load) {
        add(lost, shed.lostLeft());
      }
    }
  }

  /// Only one of two may be above 0; nothing new where one of them never is.
  private void add(Expression first, Expression second) {
    if (program.greatest(first) > 0 && program.greatest(second) > 0) {
      all.add(new Flows.Either(first, second));
    }
  }

  /// The rules that a point breaks, of those that are not kept.
  ///
  /// @param share of the greatest that each of the two can be, above which it counts; 0 for all but
  ///   rounding
  BitSet broken(ToDoubleFunction<Expression> point, double share) {
    BitSet broken = new BitSet();
    for (int rule = 0; rule < all.size(); rule++) {
      Flows.Either either = all.get(rule);
      if (!kept.get(rule)
          && above(point, either.first(), share)
          && above(point, either.second(), share)) {
        broken.set(rule);
      }
    }
    if (broken.intersects(giving)) {
      joints.stream()
          .collect(Collectors.groupingBy(Joint::step))
          .values()
          .forEach(step -> forgive(step, point, broken));
    }
    return broken;
  }

  /// Takes out the rules about giving in a step in which the sites could trade otherwise at the
  /// same cost and keep them.
  private static void forgive(List<Joint> step, ToDoubleFunction<Expression> point, BitSet broken) {
    Flows.Trade one = step.getFirst().trade();
    boolean alike =
        step.stream()
            .allMatch(joint ->
                joint.trade().price() == one.price() && joint.trade().earning() == one.earning());
    if (alike && canShift(step, point, 1) && canShift(step, point, -1)) {
      step.forEach(joint -> broken.andNot(joint.rules()));
    }
  }

  private static boolean canShift(List<Joint> step, ToDoubleFunction<Expression> point, int sign) {
    double through = step.stream().mapToDouble(joint -> joint.through(point, sign)).sum();
    double room = step.stream().mapToDouble(joint -> joint.room(point, sign)).sum();
    return through <= room + BROKEN;
  }

  private boolean above(ToDoubleFunction<Expression> point, Expression one, double share) {
    double value = point.applyAsDouble(one);
    return value > BROKEN && (share == 0 || value > share * program.greatest(one));
  }

  /// Keeps rules from now on; all but those about giving if some were kept before and there are
  /// few. What excludes several others is one choice.
  void keep(BitSet broken) {
    BitSet more = (BitSet) broken.clone();
    if (!kept.isEmpty() && all.size() <= FEW) {
      more.set(0, all.size());
      more.andNot(giving);
      more.or(broken);
    }
    more.andNot(kept);
    kept.or(more);
    for (int rule = more.nextSetBit(0); rule >= 0; rule = more.nextSetBit(rule + 1)) {
      Flows.Either either = all.get(rule);
      Variable choice =
          choices.computeIfAbsent(
              either.first(),
              first -> {
                Variable made = program.binary("either");
                program.atMost(first.plus(made, -program.greatest(first)), 0);
                return made;
              });
      double most = program.greatest(either.second());
      program.atMost(either.second().plus(choice, most), most);
    }
  }
}
