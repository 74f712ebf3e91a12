package org.skerry.optimization.conic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.optimization.exchange.ConicEntry;
import org.skerry.optimization.exchange.ConicFile;

/// Problems whose answers two other solvers, a closed form or a certificate confirm.
@Tag("external")
class ReferenceProblemsTest {
  @ParameterizedTest
  @ValueSource(strings = {"conic.jsonl.gz", "opf.jsonl.gz"})
  void everyAnswerIsRight(String file) throws Exception {
    List<String> wrong = new ArrayList<>();
    List<ConicEntry> entries = ConicFile.read(data().resolve("conic").resolve(file));
    for (ConicEntry entry : entries) {
      ConicSolver solver = ConicSolver.prepare(entry.problem());
      Status status = solver.solve();
      if (!entry.expected().orElseThrow().confirms(status, solver.objective())) {
        wrong.add(entry.name() + " " + status + " " + solver.objective());
      }
      if (status == Status.SOLVED) {
        Optimality.require(entry.name(), entry.problem(), solver);
      }
    }

    assertThat(entries).hasSizeGreaterThan(70);
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"opf-case33bw-check-4, 500", "opf-case533mt_lo-3, 20"})
  void optimalPowerFlowsWithRandomLoadsAreSolvedOnThePreparedPath(String name, int trials)
      throws Exception {
    ConicProblem problem =
        ConicFile.read(data().resolve("conic/opf.jsonl.gz")).stream()
            .filter(entry -> entry.name().equals(name))
            .findFirst()
            .orElseThrow()
            .problem();
    double[] right = problem.b().clone();
    int equations = problem.cones().getFirst().size();
    ConicSolver solver = ConicSolver.prepare(problem);
    SplittableRandom random = new SplittableRandom(33);
    for (int trial = 0; trial < trials; trial++) {
      double level = random.nextDouble(0.2, 1.3);
      for (int i = 1; i < equations; i++) {
        problem.b()[i] = right[i] * level * random.nextDouble(0.5, 1.5);
      }
      solver.updateVectors();

      assertThat(solver.solve()).as(name + " " + trial).isEqualTo(Status.SOLVED);
    }
  }

  private static Path data() {
    String named = System.getProperty("SKERRY_DATA", System.getenv("SKERRY_DATA"));
    if (named != null) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("../shared/data").normalize();
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    throw new IllegalStateException("The folder shared/data is not found. Set SKERRY_DATA.");
  }
}
