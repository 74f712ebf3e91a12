package org.skerry.benchmarks.optimization;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.skerry.optimization.conic.Cone;
import org.skerry.optimization.conic.ConicProblem;
import org.skerry.optimization.conic.ConicSolver;
import org.skerry.optimization.exchange.ConicEntry;
import org.skerry.optimization.exchange.ConicFile;

/// Update and solve of prepared reference problems, with new loads every time: the right-hand sides
/// of the equations are multiplied by factors in 0.97 to 1.03.
///
/// The folder of the problems is the system property `skerry.conic`, `../shared/data/conic` if
/// unset.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ConicSolverBenchmark {
  /// The problem.
  @Param({
    "opf-case33bw-check-4",
    "opf-case33bw-check-0",
    "opf-case533mt_lo-3",
    "opf-ieee8500_primary-1",
    "battery-24x10"
  })
  public String name = "";

  private ConicProblem problem = empty();
  private ConicSolver solver = ConicSolver.prepare(problem);
  private double[] right = new double[0];
  private SplittableRandom random = new SplittableRandom(0);

  /// Reads and prepares the problem.
  @Setup
  public void prepare() throws IOException {
    var folder = Path.of(System.getProperty("skerry.conic", "../shared/data/conic"));
    var file = folder.resolve(name.startsWith("opf") ? "opf.jsonl.gz" : "conic.jsonl.gz");
    problem =
        ConicFile.read(file).stream()
            .filter(entry -> entry.name().equals(name))
            .map(ConicEntry::problem)
            .findFirst()
            .orElseThrow();
    right = problem.b().clone();
    random = new SplittableRandom(33);
    solver = ConicSolver.prepare(problem);
  }

  /// `opf-33-4`, `opf-533-8`, `lp-24x10` and so on: new loads, then solve.
  @Benchmark
  public double updateAndSolve() {
    var b = problem.b();
    var equations = problem.cones().getFirst() instanceof Cone.Zero zero ? zero.size() : 0;
    for (var i = 1; i < equations; i++) {
      b[i] = right[i] * random.nextDouble(0.97, 1.03);
    }
    solver.updateVectors();
    solver.solve();
    return solver.objective();
  }

  private static ConicProblem empty() {
    var none = org.skerry.optimization.conic.SparseMatrix.zero(0, 0);
    return new ConicProblem(none, new double[0], none, new double[0], java.util.List.of());
  }
}
