package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaderFollowerGameTest extends MarkovGameContract {
  @Override
  protected MarkovGame game(int first, int count) {
    return new LeaderFollowerGame(first, count, 20);
  }

  @Test
  void aPlayedLeaderActsBeforeTheFollowersLook() {
    MarkovGame game =
        game(0, 1)
            .playing(
                LeaderFollowerGame.SELLER,
                (role, rows, observations, open, actions, random) -> actions[0] = -0.5f,
                1);
    float[] seen = new float[4];

    game.reset(0);
    game.observe(LeaderFollowerGame.BUYER, seen);

    assertThat(seen[1]).isEqualTo(0.5f);
    assertThat(seen[3]).isEqualTo(0.5f);
  }

  @Test
  void aPlayedFollowerAnswersTheLeader() {
    MarkovGame game =
        game(0, 1)
            .playing(
                LeaderFollowerGame.BUYER,
                (role, rows, observations, open, actions, random) -> {
                  for (int row = 0; row < rows; row++) {
                    actions[row] = observations[row * 2 + 1] < 1 ? 1 : 0;
                  }
                },
                1);
    Transition transition = new Transition(game.spec());

    game.reset(0);
    game.act(LeaderFollowerGame.SELLER, new float[] {-0.5f});
    game.resolve(transition);
    float cheap = transition.reward(LeaderFollowerGame.SELLER)[0];
    game.act(LeaderFollowerGame.SELLER, new float[] {0.5f});
    game.resolve(transition);
    float dear = transition.reward(LeaderFollowerGame.SELLER)[0];

    assertThat(cheap).isEqualTo(2 * 0.5f);
    assertThat(dear).isZero();
  }

  @Test
  void aPlayedRoleDrawsTheSameChanceAfterTheSameSeed() {
    MarkovGame game =
        game(0, 1)
            .playing(
                LeaderFollowerGame.SELLER,
                (role, rows, observations, open, actions, random) ->
                    actions[0] = random.nextFloat(),
                1);
    float[] once = new float[4];
    float[] again = new float[4];
    float[] other = new float[4];

    game.reset(5);
    game.observe(LeaderFollowerGame.BUYER, once);
    game.reset(5);
    game.observe(LeaderFollowerGame.BUYER, again);
    game.reset(6);
    game.observe(LeaderFollowerGame.BUYER, other);

    assertThat(again[1]).isEqualTo(once[1]);
    assertThat(other[1]).isNotEqualTo(once[1]);
  }

  @Test
  void aPolicyActsOnceInAStep() {
    int[] acted = {0};
    MarkovGame game =
        game(0, 1)
            .playing(
                LeaderFollowerGame.SELLER,
                (role, rows, observations, open, actions, random) -> acted[0]++,
                1);
    Transition transition = new Transition(game.spec());
    float[] seen = new float[4];

    game.reset(0);
    game.observe(LeaderFollowerGame.BUYER, seen);
    game.observe(LeaderFollowerGame.BUYER, seen);
    game.act(LeaderFollowerGame.BUYER, new float[2]);
    game.resolve(transition);
    game.resolve(transition);

    assertThat(acted[0]).isEqualTo(2);
  }

  @Test
  void theOpenActionsArePassedThrough() {
    MarkovGame game =
        game(0, 1)
            .playing(
                LeaderFollowerGame.SELLER,
                (role, rows, observations, open, actions, random) -> actions[0] = 0,
                1);
    Transition transition = new Transition(game.spec());
    boolean[] open = new boolean[6];

    game.reset(0);
    game.act(LeaderFollowerGame.BUYER, new float[] {2, 0});
    game.resolve(transition);
    game.available(LeaderFollowerGame.BUYER, open);

    assertThat(open).containsExactly(true, true, false, true, true, true);
  }
}
