package org.skerry.energy.game;

import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;

/// A settlement that solves a network, and can be asked what happened there.
public interface NetworkSettlement extends Settlement {

  /// The network.
  Network network();

  /// The flow of the lane that was settled last; with one lane, the flow of the last step.
  PowerFlow.Prepared flow();

  /// Losses in the last step, kW.
  double lossKw(int lane);

  /// How many voltages and currents were beyond their limits in the last step.
  int violations(int lane);
}
