package org.skerry.benchmarks.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;

/// Seeded radial feeders of any size, so that a benchmark needs no file: 20 kV, 4 MW in all, most
/// buses hang on one of the last few, impedances shrink with the number of buses so that the
/// voltage drop stays that of a real feeder.
public final class Feeders {
  private Feeders() {}

  /// A feeder from a seed.
  ///
  /// @param buses including the source, at least 2
  public static Network random(int buses, long seed) {
    var random = new SplittableRandom(seed);
    var nodes = new ArrayList<>(List.of(Bus.source("0", 20, 1)));
    var lines = new ArrayList<Line>();
    double length = 60.0 / buses;
    for (int i = 1; i < buses; i++) {
      double load = 8000.0 / buses * random.nextDouble();
      double factor = 0.2 + 0.3 * random.nextDouble();
      nodes.add(Bus.load(Integer.toString(i), 20, load, load * factor));
      int parent = Math.max(0, i - 1 - random.nextInt(Math.min(i, 4)));
      double km = length * (0.5 + random.nextDouble());
      lines.add(
          Line.ofOhms(
              Integer.toString(parent), Integer.toString(i), 0.35 * km, 0.33 * km, 20, 10_000));
    }
    return new Network("feeder" + buses, 10_000, nodes, lines);
  }
}
