package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void noTwoPlacesOfNeighbouringSeedsAreAlike() {
    Set<Long> seeds = new HashSet<>();

    for (long seed = -20; seed < 20; seed++) {
      seeds.add(Seeds.of(seed));
      for (long first = -20; first < 20; first++) {
        seeds.add(Seeds.of(seed, first));
        for (long second = -20; second < 20; second++) {
          seeds.add(Seeds.of(seed, first, second));
        }
      }
    }

    assertThat(seeds).hasSize(40 + 40 * 40 + 40 * 40 * 40);
  }

  @Test
  void aPlaceAlwaysHasTheSameSeed() {
    assertThat(Seeds.of(7, 1, 2)).isEqualTo(Seeds.of(7, 1, 2)).isNotEqualTo(Seeds.of(7, 2, 1));
  }
}
