package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest extends MarkovGameContract {
  @Override
  protected MarkovGame game(int first, int count) {
    return new SideBySide(
        IntStream.range(first, first + count)
            .<MarkovGame>mapToObj(lane -> new LeaderFollowerGame(lane, 1, 20))
            .toList());
  }

  @Test
  void gamesOfAnotherShapeAreRefused() {
    List<MarkovGame> games =
        List.of(new LeaderFollowerGame(0, 1, 20), new LeaderFollowerGame(0, 1, 24));

    assertThatThrownBy(() -> new SideBySide(games))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Game 1 is Spec");
    assertThatThrownBy(() -> new SideBySide(List.of()))
        .hasMessage("There is no game to play side by side. Name at least one.");
  }
}
