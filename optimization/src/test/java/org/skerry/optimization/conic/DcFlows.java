package org.skerry.optimization.conic;

import java.util.List;
import java.util.SplittableRandom;

/// DC optimal power flows: choose generation so that every bus is balanced, with power on a line in
/// proportion to the difference of the angles at its ends.
///
/// Variables are the angles, free, in rad, and the power of the generators in MW. A third of the
/// lines are at their limit at the point from which loads are computed, which is hence feasible.
final class DcFlows {
  private static final double BASE = 100; // MVA

  private DcFlows() {}

  /// A meshed network of `buses` buses; costs are 1 to 5000 per MW with a square.
  static ConicProblem random(SplittableRandom random, int buses) {
    int lines = buses + buses / 2;
    int generators = Math.max(2, buses / 3);
    int n = buses + generators;
    int zeros = buses + 1;
    int m = zeros + 2 * lines + 2 * generators;
    Triplets a = new Triplets();
    Triplets p = new Triplets();
    double[] q = new double[n];
    double[] b = new double[m];
    double[] angle = random.doubles(buses, -0.05, 0.05).toArray();
    for (int line = 0; line < lines; line++) {
      int from = line % buses;
      int to = (from + 1 + (line < buses ? 0 : 1 + random.nextInt(buses - 3))) % buses;
      double admittance = BASE / random.nextDouble(0.02, 0.4);
      double flow = admittance * (angle[from] - angle[to]);
      double room = line % 3 == 0 ? 0 : 20 + Math.abs(flow) * random.nextDouble(0.2, 2);
      b[from] -= flow;
      b[to] += flow;
      for (int end : new int[] {from, to}) {
        a.add(from, end, end == from ? -admittance : admittance);
        a.add(to, end, end == from ? admittance : -admittance);
        a.add(zeros + 2 * line, end, end == from ? admittance : -admittance);
        a.add(zeros + 2 * line + 1, end, end == from ? -admittance : admittance);
      }
      b[zeros + 2 * line] = Math.abs(flow) + room;
      b[zeros + 2 * line + 1] = Math.abs(flow) + room;
    }
    a.add(buses, 0, 1); // the angle of bus 0 is 0, up to a shift of all
    b[buses] = angle[0];
    for (int k = 0; k < generators; k++) {
      double most = random.nextDouble(50, 1000);
      double cost = Math.exp(random.nextDouble(0, Math.log(5000)));
      a.add(3 * k % buses, buses + k, 1);
      b[3 * k % buses] += most * random.nextDouble();
      a.add(zeros + 2 * lines + 2 * k, buses + k, 1);
      a.add(zeros + 2 * lines + 2 * k + 1, buses + k, -1);
      b[zeros + 2 * lines + 2 * k] = most;
      q[buses + k] = cost;
      p.add(buses + k, buses + k, cost / most * Math.pow(10, random.nextDouble(-2, 0.5)));
    }
    return new ConicProblem(
        p.matrix(n, n),
        q,
        a.matrix(m, n),
        b,
        List.of(new Cone.Zero(zeros), new Cone.Nonnegative(m - zeros)));
  }
}
