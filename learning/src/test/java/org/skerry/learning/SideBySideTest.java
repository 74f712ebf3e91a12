package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest extends MarkovGameContract {
  @Override
  protected MarkovGame game(int first, int count) {
    return new SideBySide(
        IntStream.range(first, first + count)
            .<MarkovGame>mapToObj(lane ->
                // a game's seed depends on its place, here on the number of its lane instead
                new Reseeded(new LeaderFollowerGame(lane, 1, 20), _ -> lane))
            .toList());
  }

  @Test
  void everyGameHasAStreamOfItsOwn() {
    List<Long> resets = new ArrayList<>();
    MarkovGame game =
        new Reseeded(
            new LeaderFollowerGame(0, 1, 20),
            given -> {
              resets.add(given);
              return given;
            });
    MarkovGame both = new SideBySide(List.of(game, game));

    both.reset(1);
    both.reset(2);

    assertThat(resets).hasSize(4).doesNotHaveDuplicates();
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
