package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;

/// How sites may exchange power with each other in a plan: the network, as an optimisation problem
/// sees it.
public interface Exchange {

  /// Adds one step of the network to a program.
  ///
  /// @param program takes variables, constraints and the cost of losses
  /// @param active injection of each site into the network, Eq. (9), kW
  /// @param reactive injection of each site into the network, Eq. (10), kvar
  /// @param price of buying from the main grid in the step, the mean of all connections, per kWh
  /// @param hours length of the step
  void constrain(
      Program program,
      List<Expression> active,
      List<Expression> reactive,
      double price,
      double hours);

  /// Whether sites are joined at all; if not, each can be planned by itself.
  boolean joins();

  /// Whether a connection trades only what its own site lacks or has too much, never for others.
  boolean keepsConnections();

  /// Whether plans that keep these rules are all that the settlement can play. If not, only the
  /// relaxed plan is a bound.
  default boolean knowsAll() {
    return true;
  }

  /// No exchange: every site balances itself.
  static Exchange none() {
    return Simple.NONE;
  }

  /// Exchange without a network: what one injects another takes, without loss or limit, and every
  /// connection serves its own site.
  static Exchange lossless() {
    return Simple.LOSSLESS;
  }

  /// The same on a feeder, where in need a microgrid may lose load for another while it buys.
  static Exchange shared() {
    return Simple.SHARED;
  }

  /// Exchange that knows no network.
  enum Simple implements Exchange {
    NONE {
      @Override
      public void constrain(
          Program program,
          List<Expression> active,
          List<Expression> reactive,
          double price,
          double hours) {
        active.forEach(injection -> program.equal(injection, 0));
        reactive.forEach(injection -> program.equal(injection, 0));
      }
    },
    LOSSLESS {
      @Override
      public void constrain(
          Program program,
          List<Expression> active,
          List<Expression> reactive,
          double price,
          double hours) {
        program.equal(Expression.sum(active), 0);
        program.equal(Expression.sum(reactive), 0);
      }
    },
    SHARED {
      @Override
      public void constrain(
          Program program,
          List<Expression> active,
          List<Expression> reactive,
          double price,
          double hours) {
        LOSSLESS.constrain(program, active, reactive, price, hours);
      }
    };

    @Override
    public boolean joins() {
      return this != NONE;
    }

    @Override
    public boolean knowsAll() {
      return this != SHARED;
    }

    @Override
    public boolean keepsConnections() {
      return true;
    }
  }
}
