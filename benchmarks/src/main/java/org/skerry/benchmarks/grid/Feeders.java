package org.skerry.benchmarks.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;

/// Seeded networks of any size, so that a benchmark needs no file.
public final class Feeders {
  private Feeders() {}

  /// A radial feeder from a seed: 20 kV, 4 MW in all, most buses hang on one of the last few,
  /// impedances shrink with the number of buses so that the voltage drop stays that of a real
  /// feeder.
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

  /// A meshed transmission network from a seed: every third bus a regulated generator, lines
  /// between buses that are near in number.
  ///
  /// @param buses including the source, at least 4
  /// @param lines more than buses
  public static Network mesh(int buses, int lines, long seed) {
    var random = new SplittableRandom(seed);
    var nodes = new ArrayList<>(List.of(Bus.source("0", 138, 1.03)));
    var each = new ArrayList<Line>();
    for (int i = 1; i < buses; i++) {
      double load = 60_000 * random.nextDouble();
      boolean generator = i % 3 == 0;
      double generation = generator ? 90_000 : 0;
      var kind = generator ? Bus.Kind.REGULATED : Bus.Kind.LOAD;
      double voltage = generator ? 1 + 0.03 * random.nextDouble() : 1;
      nodes.add(
          new Bus("" + i, kind, 138, load, 0.3 * load, generation, 0, 0, 0, 0.9, 1.1, voltage, 0));
      each.add(line(random, Math.max(0, i - 1 - random.nextInt(4)), i, each.size()));
    }
    while (each.size() < lines) {
      int from = random.nextInt(buses);
      int to = Math.min(buses - 1, from + 2 + random.nextInt(10));
      if (from < to) {
        each.add(line(random, from, to, each.size()));
      }
    }
    return new Network("mesh" + buses, 100_000, nodes, each);
  }

  private static Line line(SplittableRandom random, int from, int to, int index) {
    double reactance = 0.02 + 0.08 * random.nextDouble();
    return new Line(
        "line" + index,
        "" + from,
        "" + to,
        reactance / 4,
        reactance,
        reactance / 3,
        Double.POSITIVE_INFINITY,
        1,
        0,
        true);
  }
}
