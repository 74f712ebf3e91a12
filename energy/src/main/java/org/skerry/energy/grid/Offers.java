package org.skerry.energy.grid;

import java.util.List;

/// What the injections of an optimal power flow may do and what they cost, and what it costs to
/// shed load. Changed between solves.
final class Offers {
  final List<Injection> injections;

  /// Position of each injection in the feeder.
  final int[] position;

  final double[] minKw;
  final double[] maxKw;
  final double[] minKvar;
  final double[] maxKvar;

  /// Price per kWh of what an injection gives, and of what it takes back.
  final double[] buy;

  final double[] sell;

  /// Rank of each bus by position; load of a higher rank is shed later.
  final int[] rank;

  double lossPrice = 1;
  double valueOfLostLoad = 1e4;

  Offers(Feeder feeder, List<Injection> injections) {
    this.injections = List.copyOf(injections);
    int count = injections.size();
    position = new int[count];
    minKw = new double[count];
    maxKw = new double[count];
    minKvar = new double[count];
    maxKvar = new double[count];
    buy = new double[count];
    sell = new double[count];
    rank = new int[feeder.size];
    for (int i = 0; i < count; i++) {
      var injection = injections.get(i);
      position[i] = feeder.position[feeder.network.busIndex(injection.bus())];
      minKw[i] = injection.minKw();
      maxKw[i] = injection.maxKw();
      minKvar[i] = injection.minKvar();
      maxKvar[i] = injection.maxKvar();
    }
  }

  /// Whether an injection has two prices.
  boolean isTraded(int i) {
    return injections.get(i).traded();
  }
}
