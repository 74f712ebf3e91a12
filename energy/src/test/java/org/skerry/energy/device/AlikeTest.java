package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlikeTest {
  @Test
  void unitsInARowWithTheSameNumbersStandTogether() {
    List<Alike<String>> alike = Alike.of(List.of("a1", "b1", "c2", "d1"), unit -> unit.charAt(1));

    assertThat(alike)
        .containsExactly(new Alike<>("a1", 0, 2), new Alike<>("c2", 2, 3), new Alike<>("d1", 3, 4));
  }

  @Test
  void aSingleUnitStandsAlone() {
    assertThat(Alike.of(List.of("a"), unit -> unit)).containsExactly(new Alike<>("a", 0, 1));
  }
}
