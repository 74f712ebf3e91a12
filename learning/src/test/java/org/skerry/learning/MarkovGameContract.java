package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds for every Markov game. The test of a game extends it.
public abstract class MarkovGameContract {
  private static final int LANES = 3;
  private static final long SEED = 7;

  /// The lanes `first` to `first + count - 1` of the game under test. What happens in a lane may
  /// depend on its number and on the seed, but not on how many others there are.
  protected abstract MarkovGame game(int first, int count);

  /// How a role decides in a step, for all of its agents.
  private interface Decisions {
    void decide(Role role, int step, float[] observations, boolean[] open, float[] actions);
  }

  /// Decisions by chance, the same for a lane whatever game it is in.
  private static Decisions chance(int firstLane) {
    return (role, step, observations, open, actions) -> {
      int perLane = role.agents() * role.action().size();
      for (int index = 0; index < actions.length; index++) {
        int lane = firstLane + index / perLane;
        long place = (lane * 1_000L + step) * 1_000L + index % perLane;
        var random = new SplittableRandom(place * 31 + role.name().hashCode());
        actions[index] =
            switch (role.action()) {
              case Space.Box box -> box.low() + random.nextFloat() * (box.high() - box.low());
              case Space.Discrete(int count) -> anyOpen(open, index * count, count, random);
            };
      }
    };
  }

  private static int anyOpen(boolean[] open, int from, int count, SplittableRandom random) {
    int choice = random.nextInt(count);
    while (!open[from + choice]) {
      choice = (choice + 1) % count;
    }
    return choice;
  }

  /// A policy that decides by what it sees and nothing else.
  private static void follow(
      Role role,
      int rows,
      float[] observations,
      boolean[] open,
      float[] actions,
      RandomGenerator random) {
    int seen = role.observation().size();
    int size = role.action().size();
    for (int row = 0; row < rows; row++) {
      float sum = 0;
      for (int index = 0; index < seen; index++) {
        sum += observations[row * seen + index];
      }
      for (int index = 0; index < size; index++) {
        float wave = (float) Math.sin(sum + index);
        actions[row * size + index] =
            switch (role.action()) {
              case Space.Box box -> box.low() + (wave + 1) / 2 * (box.high() - box.low());
              case Space.Discrete(int count) -> firstOpen(open, row * count, count);
            };
      }
    }
  }

  private static int firstOpen(boolean[] open, int from, int count) {
    int choice = 0;
    while (choice < count - 1 && !open[from + choice]) {
      choice++;
    }
    return choice;
  }

  /// Everything that one horizon shows: states, what the roles see and what they earn.
  ///
  /// @param looks how often each role looks before it acts
  private static List<float[]> play(MarkovGame game, Decisions decisions, int looks) {
    Spec spec = game.spec();
    Transition transition = new Transition(spec);
    List<float[]> seen = new ArrayList<>();
    game.reset(SEED);
    for (int step = 0; step < spec.horizon(); step++) {
      for (int look = 0; look < looks; look++) {
        float[] state = new float[spec.lanes() * spec.stateSize()];
        game.state(state);
        if (look == 0) {
          seen.add(state);
        }
      }
      for (Role role : spec.roles()) {
        float[] actions = new float[spec.actions(role)];
        float[] observations = observe(game, role, looks);
        seen.add(observations);
        decisions.decide(role, step, observations, open(game, role), actions);
        game.act(role, actions);
      }
      game.resolve(transition);
      for (Role role : spec.roles()) {
        seen.add(transition.reward(role).clone());
      }
    }
    return seen;
  }

  private static float[] observe(MarkovGame game, Role role, int looks) {
    float[] observations = new float[game.spec().observations(role)];
    for (int look = 0; look < looks; look++) {
      Arrays.fill(observations, Float.NaN);
      game.observe(role, observations);
    }
    return observations;
  }

  private static boolean[] open(MarkovGame game, Role role) {
    int count = role.action() instanceof Space.Discrete(int choices) ? choices : 0;
    boolean[] open = new boolean[game.spec().actions(role) * count];
    if (count > 0) {
      game.available(role, open);
    }
    return open;
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    assertThat(actual.toArray(float[][]::new)).isDeepEqualTo(expected.toArray(float[][]::new));
  }

  @Test
  void theShapeStaysTheSame() {
    MarkovGame game = game(0, LANES);
    Spec before = game.spec();

    play(game, chance(0), 1);

    assertThat(game.spec()).isSameAs(before);
    assertThat(before.lanes()).isEqualTo(LANES);
  }

  @Test
  void sameSeedSameBits() {
    assertSame(play(game(0, LANES), chance(0), 1), play(game(0, LANES), chance(0), 1));
  }

  @Test
  void aResetForgetsWhatWasPlayed() {
    MarkovGame game = game(0, LANES);
    List<float[]> first = play(game, chance(0), 1);

    assertSame(play(game, chance(0), 1), first);
  }

  @Test
  void lookingChangesNothing() {
    assertSame(play(game(0, LANES), chance(0), 3), play(game(0, LANES), chance(0), 1));
  }

  @Test
  void whatIsSeenAndEarnedIsFinite() {
    for (float[] numbers : play(game(0, LANES), chance(0), 1)) {
      for (float number : numbers) {
        assertThat(number).isFinite();
      }
    }
  }

  @Test
  void everyAgentAlwaysHasAnOpenAction() {
    play(
        game(0, LANES),
        (role, step, observations, open, actions) -> {
          if (role.action() instanceof Space.Discrete(int count)) {
            for (int agent = 0; agent < actions.length; agent++) {
              boolean[] choices = Arrays.copyOfRange(open, agent * count, (agent + 1) * count);
              assertThat(choices).contains(true);
            }
          }
          chance(0).decide(role, step, observations, open, actions);
        },
        1);
  }

  @Test
  void lanesDoNotTouchEachOther() {
    List<float[]> together = play(game(0, LANES), chance(0), 1);
    for (int lane = 0; lane < LANES; lane++) {
      List<float[]> mine = new ArrayList<>();
      for (float[] all : together) {
        int width = all.length / LANES;
        mine.add(Arrays.copyOfRange(all, lane * width, (lane + 1) * width));
      }

      assertSame(play(game(lane, 1), chance(lane), 1), mine);
    }
  }

  @Test
  void numbersOutsideTheActionSpaceAreClippedToIt() {
    Decisions extreme =
        (role, step, observations, open, actions) -> {
          chance(0).decide(role, step, observations, open, actions);
          if (role.action() instanceof Space.Box box) {
            for (int index = 0; index < actions.length; index += 2) {
              actions[index] = step % 2 == 0 ? box.high() : box.low();
            }
          }
        };
    Decisions beyond =
        (role, step, observations, open, actions) -> {
          extreme.decide(role, step, observations, open, actions);
          if (role.action() instanceof Space.Box) {
            for (int index = 0; index < actions.length; index += 2) {
              actions[index] *= 5;
            }
          }
        };

    assertSame(play(game(0, LANES), beyond, 1), play(game(0, LANES), extreme, 1));
  }

  @Test
  void aRolePlayedByAPolicyIsAGameWithOneRoleLess() {
    for (Role played : game(0, LANES).spec().roles()) {
      MarkovGame whole = game(0, LANES);
      MarkovGame rest = game(0, LANES).playing(played, MarkovGameContract::follow, 1);
      List<Role> others = new ArrayList<>(whole.spec().roles());
      others.remove(played);
      Decisions both =
          (role, step, observations, open, actions) -> {
            if (role.equals(played)) {
              follow(
                  role,
                  LANES * role.agents(),
                  observations,
                  open,
                  actions,
                  new SplittableRandom(0));
            } else {
              chance(0).decide(role, step, observations, open, actions);
            }
          };

      List<float[]> expected = play(whole, both, 1);
      List<float[]> actual = play(rest, chance(0), 1);

      assertThat(rest.spec().roles()).isEqualTo(others);
      assertSame(actual, without(played, whole.spec(), expected));
    }
  }

  /// A trajectory without what one role saw and earned.
  private static List<float[]> without(Role role, Spec spec, List<float[]> trajectory) {
    int place = spec.roles().indexOf(role);
    int perStep = 1 + 2 * spec.roles().size();
    List<float[]> rest = new ArrayList<>();
    for (int index = 0; index < trajectory.size(); index++) {
      int inStep = index % perStep;
      if (inStep != 1 + place && inStep != 1 + spec.roles().size() + place) {
        rest.add(trajectory.get(index));
      }
    }
    return rest;
  }

  @Test
  void aRoleThatTheGameLacksCannotBePlayed() {
    Role stranger = new Role("stranger", 1, Space.Box.unbounded(1), Space.Box.symmetric(1));

    assertThatThrownBy(() -> game(0, 1).playing(stranger, MarkovGameContract::follow, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The game has no role 'stranger', only [");
  }

  @Test
  void aStepAllocatesNothing() {
    assertThat(stepBytes(game(0, LANES))).isZero();
  }

  @Test
  void aStepWithAPlayedRoleAllocatesNothing() {
    MarkovGame game = game(0, LANES);
    Role played = game.spec().roles().getLast();

    assertThat(stepBytes(game.playing(played, MarkovGameContract::follow, 1))).isZero();
  }

  /// The bytes that whole horizons allocate, without their resets.
  private static long stepBytes(MarkovGame game) {
    Spec spec = game.spec();
    int roles = spec.roles().size();
    Role[] role = spec.roles().toArray(Role[]::new);
    float[][] observations = new float[roles][];
    float[][] actions = new float[roles][];
    boolean[][] open = new boolean[roles][];
    for (int index = 0; index < roles; index++) {
      observations[index] = new float[spec.observations(role[index])];
      actions[index] = new float[spec.actions(role[index])];
      open[index] = open(game, role[index]);
    }
    float[] state = new float[spec.lanes() * spec.stateSize()];
    Transition transition = new Transition(spec);
    int horizon = spec.horizon();
    Runnable play =
        () -> {
          for (int step = 0; step < horizon; step++) {
            game.state(state);
            for (int index = 0; index < roles; index++) {
              game.observe(role[index], observations[index]);
              if (open[index].length > 0) {
                game.available(role[index], open[index]);
              }
              game.act(role[index], actions[index]);
            }
            game.resolve(transition);
          }
        };
    return Allocation.bytes(() -> game.reset(SEED), play, 20_000 / horizon);
  }
}
