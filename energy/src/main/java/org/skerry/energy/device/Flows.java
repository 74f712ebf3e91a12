package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.List;
import org.skerry.optimization.Expression;

/// What a device exchanges with its bus in an optimisation problem: an expression for every port
/// and step, kW or kvar into the bus; what its stores hold at the end; and what it cannot do at
/// once.
///
/// @param ports for each port of [Device#ports()], in order, one expression per step
/// @param finalEnergy stored energy after the last step, kWh; zero for what does not store
/// @param either pairs of which only one can be above 0
/// @param trades what a connection buys and sells in each step; empty for all other devices
/// @param sheds what a load does without in each step; empty for all other devices
/// @param spilled what of the output of a generator or of a net meter is not fed in in each step,
///   kW; empty for what never spills
public record Flows(
    List<List<Expression>> ports,
    Expression finalEnergy,
    List<Either> either,
    List<Trade> trades,
    List<Shed> sheds,
    List<Expression> spilled) {
  public Flows {
    ports = ports.stream().map(List::copyOf).toList();
    either = List.copyOf(either);
    trades = List.copyOf(trades);
    sheds = List.copyOf(sheds);
    spilled = List.copyOf(spilled);
  }

  /// Two quantities of which only one can be above 0, such as charging and discharging. A convex
  /// program does not know this; it does both where that wastes energy to its advantage.
  public record Either(Expression first, Expression second) {}

  /// What a connection trades in one step.
  ///
  /// @param net bought less sold, kW
  /// @param mostBought kW
  /// @param mostSold kW
  /// @param price of buying, per kWh; NaN if more matters than how much is traded in all
  /// @param earning of selling, per kWh
  public record Trade(
      Expression net, double mostBought, double mostSold, double price, double earning) {}

  /// What a load does without in one step.
  ///
  /// @param lost critical demand that is not served, kW
  /// @param lostLeft critical demand that is served, kW
  /// @param agreedLeft what could be shed by agreement and is served, kW
  public record Shed(Expression lost, Expression lostLeft, Expression agreedLeft) {}

  /// The same of a generator that spills.
  Flows spilling(List<Expression> amounts) {
    return new Flows(ports, finalEnergy, either, trades, sheds, amounts);
  }

  /// One port, no store, and nothing to choose between.
  static Flows of(List<? extends Expression> power) {
    return of(List.of(power), Expression.zero(), List.of());
  }

  /// Neither trade nor load.
  static Flows of(
      List<? extends List<? extends Expression>> ports,
      Expression finalEnergy,
      List<Either> either) {
    List<List<Expression>> copies = new ArrayList<>();
    ports.forEach(port -> copies.add(new ArrayList<>(port)));
    return new Flows(copies, finalEnergy, either, List.of(), List.of(), List.of());
  }
}
