package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;

/// The voltages and flows of a network, copied for reports.
///
/// @param network name of the network
/// @param iterations of the method
/// @param lossKw active losses of all lines in kW
/// @param lossKvar reactive losses of all lines in kvar
/// @param buses in the order of the network
/// @param lines in the order of the network
public record Flow(
    String network,
    int iterations,
    double lossKw,
    double lossKvar,
    List<AtBus> buses,
    List<OnLine> lines) {

  /// The state of a bus.
  ///
  /// @param bus name
  /// @param voltagePu magnitude in pu
  /// @param angleDegrees angle in degrees
  public record AtBus(String bus, double voltagePu, double angleDegrees) {}

  /// The state of a line; all 0 if it is open.
  ///
  /// @param line name
  /// @param from name of the `from` bus
  /// @param to name of the `to` bus
  /// @param fromKw active power into the line at `from` in kW
  /// @param fromKvar reactive power into the line at `from` in kvar
  /// @param toKw active power into the line at `to` in kW
  /// @param toKvar reactive power into the line at `to` in kvar
  /// @param ampere current per phase at the base voltage of `to`, in A; 0 where that is unknown
  public record OnLine(
      String line,
      String from,
      String to,
      double fromKw,
      double fromKvar,
      double toKw,
      double toKvar,
      double ampere) {}

  public Flow {
    buses = List.copyOf(buses);
    lines = List.copyOf(lines);
  }

  static Flow of(PowerFlow.Prepared flow) {
    var network = flow.network();
    var indices = network.busIndices();
    var buses = new ArrayList<AtBus>();
    for (int i = 0; i < network.buses().size(); i++) {
      buses.add(new AtBus(network.buses().get(i).name(), flow.voltagePu(i), flow.angleDegrees(i)));
    }
    var lines = new ArrayList<OnLine>();
    for (int i = 0; i < network.lines().size(); i++) {
      var line = network.lines().get(i);
      var to = network.buses().get(indices.getOrDefault(line.to(), 0));
      lines.add(
          new OnLine(
              line.name(),
              line.from(),
              line.to(),
              flow.fromKw(i),
              flow.fromKvar(i),
              flow.toKw(i),
              flow.toKvar(i),
              ampere(flow.currentPu(i), network.baseKva(), to.baseKv())));
    }
    return new Flow(
        network.name(), flow.iterations(), flow.lossKw(), flow.lossKvar(), buses, lines);
  }

  private static double ampere(double currentPu, double baseKva, double baseKv) {
    return baseKv == 0 ? 0 : currentPu * baseKva / (Math.sqrt(3) * baseKv);
  }

  /// Voltages closer than this, in pu, are equal but for rounding.
  private static final double EQUAL = 1e-9;

  /// The bus with the lowest voltage; the first of equals.
  public AtBus lowest() {
    var lowest = buses.getFirst();
    for (var bus : buses) {
      if (bus.voltagePu() < lowest.voltagePu() - EQUAL) {
        lowest = bus;
      }
    }
    return lowest;
  }

  /// The bus with the highest voltage; the first of equals.
  public AtBus highest() {
    var highest = buses.getFirst();
    for (var bus : buses) {
      if (bus.voltagePu() > highest.voltagePu() + EQUAL) {
        highest = bus;
      }
    }
    return highest;
  }
}
