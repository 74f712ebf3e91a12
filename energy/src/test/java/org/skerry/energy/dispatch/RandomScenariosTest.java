package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Scenarios drawn by chance: 200, or as many as `-Dcases` says, from seed `-Dfirst` on.
class RandomScenariosTest {

  @Test
  void whateverIsPlayedBalancesKeepsItsLimitsAndCountsAll() {
    List<String> problems = new ArrayList<>();
    long cases = Long.getLong("cases", 200);
    long first = Long.getLong("first", 0);
    for (long seed = first; seed < first + cases; seed++) {
      RandomScenario scenario = RandomScenario.of(seed);
      for (String problem : RandomScenarioCheck.problems(scenario, scenario.play())) {
        problems.add("seed %d, %s: %s".formatted(seed, scenario.coupling(), problem));
      }
    }
    System.out.printf("%d random scenarios, %d problems.%n", cases, problems.size());

    assertThat(problems).isEmpty();
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
