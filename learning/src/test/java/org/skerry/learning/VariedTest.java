package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariedTest {
  private static Varied game() {
    return new Varied(
        IntStream.range(0, 3)
            .<MarkovGame>mapToObj(first -> new LeaderFollowerGame(first, 1, 20))
            .toList());
  }

  private static float[] begin(MarkovGame game, long seed) {
    float[] state = new float[game.spec().stateSize()];
    game.reset(seed);
    game.state(state);
    return state;
  }

  @Test
  void theSeedDecidesWhichGameIsPlayed() {
    Varied game = game();
    int[] played = new int[3];

    for (long seed = 0; seed < 30; seed++) {
      float[] state = begin(game, seed);
      boolean found = false;
      for (int first = 0; first < 3; first++) {
        boolean same = Arrays.equals(state, begin(new LeaderFollowerGame(first, 1, 20), seed));
        played[first] += same ? 1 : 0;
        found |= same;
      }
      assertThat(found).isTrue();
    }

    assertThat(played).doesNotContain(0, 30);
    assertThat(begin(game, 7)).isEqualTo(begin(game(), 7));
  }

  @Test
  void gamesOfAnotherShapeAreRefused() {
    List<MarkovGame> games =
        List.of(new LeaderFollowerGame(0, 1, 20), new LeaderFollowerGame(0, 2, 20));

    assertThatThrownBy(() -> new Varied(games))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Game 1 is Spec");
    assertThatThrownBy(() -> new Varied(List.of()))
        .hasMessage("There is no game to draw. Name at least one.");
  }
}
