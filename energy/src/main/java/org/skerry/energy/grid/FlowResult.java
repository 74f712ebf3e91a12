package org.skerry.energy.grid;

import java.util.List;

/// How a power flow or an optimal power flow ended, with a copy of its figures.
public sealed interface FlowResult {

  /// The voltages and flows.
  Flow flow();

  /// All equations and limits hold.
  ///
  /// @param flow the flow
  record Solved(Flow flow) implements FlowResult {}

  /// No flow keeps all limits. This one holds all equations after the least relaxation of them.
  ///
  /// @param flow the flow that the exact power flow confirms
  /// @param least what had to give way, in the order load, generation, limits
  record Relaxed(Flow flow, List<Relaxation> least) implements FlowResult {
    public Relaxed {
      least = List.copyOf(least);
    }
  }

  /// No optimum was found, by neither method. The set-points are the best on the way that kept all
  /// limits.
  ///
  /// @param flow the flow that the exact power flow confirms
  /// @param least what has given way, in the order load, generation, limits
  record Held(Flow flow, List<Relaxation> least) implements FlowResult {
    public Held {
      least = List.copyOf(least);
    }
  }

  /// There is no flow, which the convex relaxation proves: the network cannot carry what is
  /// injected.
  ///
  /// @param flow the last iterate, which is no flow
  record Impossible(Flow flow) implements FlowResult {}

  /// No flow was found. There may be one.
  ///
  /// @param flow the last iterate, which is no flow
  record Stalled(Flow flow) implements FlowResult {}
}
