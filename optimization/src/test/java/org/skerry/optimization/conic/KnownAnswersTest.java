package org.skerry.optimization.conic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random problems of all families; `-Dcases=10000` takes more of them. No answer may be wrong.
/// That the method came no further is told, and not wrong; it is rare, and no linear program's lot.
class KnownAnswersTest {
  private static final int SEED = Integer.getInteger("seed", 11);
  private static final double TOLERANCE = 1e-6; // solved to 1e-8, costs of size 1 to 1000

  private static final double UNANSWERED = 0.01; // 53 of 10 000; Clarabel 0.11 leaves 52

  @Test
  void noAnswerIsWrongAndFewAreMissing() {
    KnownAnswers answers = new KnownAnswers(new SplittableRandom(SEED));
    TreeMap<String, Integer> counts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    int problems = Integer.getInteger("cases", 200);
    for (int k = 0; k < problems; k++) {
      KnownAnswers.Known known = answers.next();
      ConicSolver solver = ConicSolver.prepare(known.problem());
      Status status = solver.solve();
      counts.merge(known.family() + " -> " + status, 1, Integer::sum);
      boolean open = status == Status.STALLED || status == Status.ALMOST_SOLVED;
      double off = Math.abs(solver.objective() - known.objective());
      boolean right =
          status == known.status()
              && !(status == Status.SOLVED
                  && off > TOLERANCE * Math.max(1, Math.abs(known.objective())));
      if (open) {
        missing.add(known.family());
      } else if (!right) {
        wrong.add(
            "%d: %s, found %s, cost %s for %s"
                .formatted(k, known.family(), status, solver.objective(), known.objective()));
      }
    }
    counts.forEach((family, count) -> System.out.println(family + ": " + count));
    System.out.printf(
        "%d random problems, %d answered wrongly, %d not answered.%n",
        problems, wrong.size(), missing.size());

    assertThat(wrong).isEmpty();
    assertThat(missing).hasSizeLessThanOrEqualTo((int) (UNANSWERED * problems));
    assertThat(missing).noneMatch(family -> family.startsWith("LP"));
  }

  /// Far out along its ray, at a cost of -6e27, this one has residuals of 1e-9 of the data.
  @Test
  void noPointFarOutAlongARayIsAnOptimum() {
    KnownAnswers answers = new KnownAnswers(new SplittableRandom(11));
    for (int k = 0; k < 5726; k++) {
      answers.next();
    }

    assertThat(ConicSolver.prepare(answers.next().problem()).solve())
        .isIn(Status.UNBOUNDED, Status.STALLED);
  }
}
