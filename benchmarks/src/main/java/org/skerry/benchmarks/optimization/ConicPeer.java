package org.skerry.benchmarks.optimization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.skerry.optimization.conic.ConicSolver;
import org.skerry.optimization.exchange.ConicEntry;
import org.skerry.optimization.exchange.ConicFile;

/// Our side of a comparison with other solvers: reads names of problems from standard input, solves
/// each and answers with a line of figures, so that a script can let the solvers take turns.
///
/// A line in: the name of a problem and how often to solve it. A line out: the status, the
/// objective, the iterations, microseconds to prepare and solve once, and the median of update and
/// solve.
public final class ConicPeer {
  private final Map<String, ConicEntry> entries = new HashMap<>();
  private final Map<String, ConicSolver> prepared = new HashMap<>();

  private ConicPeer() {}

  /// Serves until standard input ends.
  ///
  /// @param files files of problems
  public static void main(String[] files) throws IOException {
    var peer = new ConicPeer();
    for (var file : files) {
      for (var entry : ConicFile.read(Path.of(file))) {
        peer.entries.put(entry.name(), entry);
      }
    }
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    String line;
    while ((line = input.readLine()) != null) {
      var words = line.split(" ");
      System.out.println(peer.time(words[0], Integer.parseInt(words[1])));
    }
  }

  private String time(String name, int repeats) {
    var problem = entries.get(name).problem();
    var start = System.nanoTime();
    var fresh = ConicSolver.prepare(problem);
    fresh.solve();
    var whole = (System.nanoTime() - start) / 1e3;
    var solver = prepared.computeIfAbsent(name, _ -> fresh);
    var times = new double[repeats];
    for (var k = 0; k < repeats; k++) {
      var before = System.nanoTime();
      solver.updateVectors();
      solver.solve();
      times[k] = (System.nanoTime() - before) / 1e3;
    }
    java.util.Arrays.sort(times);
    return String.format(
        Locale.ROOT,
        "%s %.17g %d %.3f %.3f",
        solver.status(),
        solver.objective(),
        solver.iterations(),
        whole,
        times[repeats / 2]);
  }
}
