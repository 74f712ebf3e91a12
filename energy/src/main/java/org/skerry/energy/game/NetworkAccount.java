package org.skerry.energy.game;

import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;

/// What happened in the network in the last step of each lane.
public final class NetworkAccount {
  private final Lanes lanes;
  private final Network network;
  private final double lostLoadValue;
  private final double[] lossKw;
  private final double[] lossCost;
  private final double[] unservedKw;
  private final double[] curtailedKw;
  private final int[] violations;
  private PowerFlow.Prepared flow;

  /// @param flow that the settlement solves
  /// @param lostLoadValue per kWh of the network's own load that is not served
  NetworkAccount(Lanes lanes, Network network, PowerFlow.Prepared flow, double lostLoadValue) {
    this.lanes = lanes;
    this.network = network;
    this.flow = flow;
    this.lostLoadValue = lostLoadValue;
    lossKw = new double[lanes.count()];
    lossCost = new double[lanes.count()];
    unservedKw = new double[lanes.count()];
    curtailedKw = new double[lanes.count()];
    violations = new int[lanes.count()];
  }

  /// Notes the flow of a step and what its losses cost. All that is the network's own was served
  /// and taken, unless [#gaveWay] says otherwise after this.
  ///
  /// @param flow that holds the step's voltages and currents until the next lane is settled
  /// @param lossPrice per kWh, see [LossPrice]
  /// @param violations voltages and currents beyond their limits
  void note(int lane, PowerFlow.Prepared flow, double lossKw, double lossPrice, int violations) {
    this.flow = flow;
    this.lossKw[lane] = lossKw;
    this.violations[lane] = violations;
    lossCost[lane] = lossPrice * lossKw * lanes.step().hours();
    unservedKw[lane] = 0;
    curtailedKw[lane] = 0;
    lanes.networkCost()[lane] = lossCost[lane];
  }

  /// Notes that load and generation of the network's own buses, which nobody may command, had to
  /// give way all the same: load is paid for, and each bus counts as a violation.
  void gaveWay(int lane, double unservedKw, double curtailedKw, int buses) {
    this.unservedKw[lane] = unservedKw;
    this.curtailedKw[lane] = curtailedKw;
    violations[lane] += buses;
    lanes.networkCost()[lane] = lossCost[lane] + unservedCost(lane);
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

  /// What the losses of the last step cost.
  public double lossCost(int lane) {
    return lossCost[lane];
  }

  /// Load of the network's own buses that was not served in the last step, kW.
  public double unservedKw(int lane) {
    return unservedKw[lane];
  }

  /// What that load cost.
  public double unservedCost(int lane) {
    return lostLoadValue * unservedKw[lane] * lanes.step().hours();
  }

  /// Generation at the network's own buses that was not taken in the last step, kW.
  public double curtailedKw(int lane) {
    return curtailedKw[lane];
  }

  /// How many voltages and currents were beyond their limits in the last step, and at how many
  /// buses the network's own load or generation had to give way.
  public int violations(int lane) {
    return violations[lane];
  }
}
