package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.List;
import org.skerry.optimization.Expression;

/// What a device exchanges with its bus in an optimisation problem: an expression for every port
/// and step, kW or kvar into the bus; and what its stores hold at the end.
///
/// @param ports for each port of [Device#ports()], in order, one expression per step
/// @param finalEnergy stored energy after the last step, kWh; zero for what does not store
public record Flows(List<List<Expression>> ports, Expression finalEnergy) {
  public Flows {
    ports = ports.stream().map(List::copyOf).toList();
  }

  /// One port, no store.
  static Flows of(List<? extends Expression> power) {
    return new Flows(List.of(new ArrayList<>(power)), Expression.zero());
  }

  /// Two ports, no store.
  static Flows of(List<? extends Expression> first, List<? extends Expression> second) {
    return new Flows(List.of(new ArrayList<>(first), new ArrayList<>(second)), Expression.zero());
  }
}
