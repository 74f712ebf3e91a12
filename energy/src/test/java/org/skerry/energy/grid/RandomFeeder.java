package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded radial feeders for tests.
final class RandomFeeder {
  private RandomFeeder() {}

  /// @param buses including the source
  static Network of(int buses, long seed) {
    var random = new SplittableRandom(seed);
    var nodes = new ArrayList<>(List.of(Bus.source("0", 12.66, 1)));
    var lines = new ArrayList<Line>();
    for (int i = 1; i < buses; i++) {
      double load = 2000.0 / buses * random.nextDouble();
      nodes.add(
          Bus.load(Integer.toString(i), 12.66, load, load * (0.3 + 0.3 * random.nextDouble())));
      int parent = Math.max(0, i - 1 - random.nextInt(Math.min(i, 6)));
      lines.add(
          Line.ofOhms(
              Integer.toString(parent),
              Integer.toString(i),
              0.05 + 0.1 * random.nextDouble(),
              0.04 + 0.1 * random.nextDouble(),
              12.66,
              10_000));
    }
    return new Network("random" + buses, 10_000, nodes, lines);
  }
}
