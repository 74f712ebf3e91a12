package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Scenarios drawn by chance: 200, or as many as `-Dcases` says, from seed `-Dfirst` on.
class RandomScenariosTest {

  @Test
  void whateverIsPlayedBalancesKeepsItsLimitsAndCountsAll() {
    long cases = Long.getLong("cases", 200);
    long first = Long.getLong("first", 0);
    List<String> problems = problems(LongStream.range(first, first + cases));
    System.out.printf("%d random scenarios, %d problems.%n", cases, problems.size());

    assertThat(problems).isEmpty();
  }

  /// Where a line carries little, the same square of a current is more of it.
  @Test
  void theRatingOfASmallCurrentIsKeptAsThatOfALargeOne() {
    assertThat(problems(LongStream.of(4972, 6599))).isEmpty();
  }

  private static List<String> problems(LongStream seeds) {
    List<String> problems = new ArrayList<>();
    seeds.forEach(seed -> {
      RandomScenario scenario = RandomScenario.of(seed);
      for (String problem : RandomScenarioCheck.problems(scenario, scenario.play())) {
        problems.add("seed %d, %s: %s".formatted(seed, scenario.coupling(), problem));
      }
    });
    return problems;
  }

  /// Bit for bit: nothing of a lane may depend on what others do.
  @Test
  void aLaneAmongOthersPlaysAsItDoesAlone() {
    int[] starts = {0, 5, 10, 15, 19};
    List<String> problems = new ArrayList<>();
    for (long seed = 0; seed < Long.getLong("skerry.scenarios", 200); seed++) {
      RandomScenario scenario = RandomScenario.of(seed);
      List<List<Double>> together = scenario.play(starts, 5);
      for (int lane = 0; lane < starts.length; lane++) {
        List<Double> alone = scenario.play(new int[] {starts[lane]}, 5).getFirst();
        if (!together.get(lane).equals(alone)) {
          problems.add("seed %d, %s, lane %d".formatted(seed, scenario.coupling(), lane));
        }
      }
    }

    assertThat(problems).isEmpty();
  }
}
