package org.skerry.energy.game;

import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;

/// What happened in the network in the last step of each lane.
public final class NetworkAccount {
  private final Lanes lanes;
  private final Network network;
  private final PowerFlow.Prepared flow;
  private final double[] lossKw;
  private final int[] violations;

  /// @param flow that the settlement solves
  NetworkAccount(Lanes lanes, Network network, PowerFlow.Prepared flow) {
    this.lanes = lanes;
    this.network = network;
    this.flow = flow;
    lossKw = new double[lanes.count()];
    violations = new int[lanes.count()];
  }

  /// Notes what a step gave, and what its losses cost.
  ///
  /// @param lossKw kW
  /// @param price per kWh lost
  /// @param violations voltages and currents beyond their limits
  void note(int lane, double lossKw, double price, int violations) {
    this.lossKw[lane] = lossKw;
    this.violations[lane] = violations;
    lanes.networkCost()[lane] = price * lossKw * lanes.step().hours();
  }

  /// The network.
  public Network network() {
    return network;
  }

  /// The flow of the lane that was settled last; with one lane, the flow of the last step.
  public PowerFlow.Prepared flow() {
    return flow;
  }

  /// Losses in the last step, kW.
  public double lossKw(int lane) {
    return lossKw[lane];
  }

  /// How many voltages and currents were beyond their limits in the last step.
  public int violations(int lane) {
    return violations[lane];
  }
}
