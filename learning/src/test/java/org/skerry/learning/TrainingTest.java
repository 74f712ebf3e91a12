package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final int LANES = 2;
  private static final int HORIZON = 3;

  /// A learner that acts by chance and writes down what it is asked.
  private static final class Diary implements Learner {
    private final Role role;
    private final SplittableRandom random;
    private final List<String> calls = new ArrayList<>();
    private final List<Float> rewards = new ArrayList<>();
    private final List<Float> acted = new ArrayList<>();
    private final List<Integer> masks = new ArrayList<>(); // sizes, at the end
    private final List<Integer> waited = new ArrayList<>(); // sizes, while it waits
    private final long seed;

    Diary(Role role, long seed) {
      this.role = role;
      this.seed = seed;
      random = new SplittableRandom(seed);
    }

    @Override
    public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
      calls.add("act");
      for (int index = 0; index < actions.length; index++) {
        actions[index] = available.length == 0 ? random.nextFloat() : random.nextInt(2);
        acted.add(actions[index]);
      }
    }

    @Override
    public void learn(Transition transition) {
      calls.add("learn");
      for (float reward : transition.reward(role)) {
        rewards.add(reward);
      }
    }

    @Override
    public void finish(float[] state, float[] observations, boolean[] available) {
      masks.add(available.length);
      calls.add("finish");
    }

    @Override
    public Progress update() {
      calls.add("update");
      return new Progress(Map.of("steps", (double) rewards.size()));
    }

    @Override
    public Policy policy() {
      return (role, rows, observations, open, actions, random) -> {
        waited.add(open.length);
        Arrays.fill(actions, 0);
      };
    }
  }

  private static Training training(long seed) {
    return training(Turns.joint(), seed);
  }

  private static Training training(Turns turns, long seed) {
    Algorithm diary = (spec, role, start) -> new Diary(role, start);
    MarkovGame game = new LeaderFollowerGame(0, LANES, HORIZON);
    return new Training(game, Map.of("seller", diary, "buyer", diary), turns, seed);
  }

  /// Which role learnt in each horizon.
  private static List<String> learnt(Training training, int horizons) {
    List<String> learnt = new ArrayList<>();
    for (int horizon = 0; horizon < horizons; horizon++) {
      learnt.add(
          training.horizon().keySet().stream().map(Role::name).collect(Collectors.joining(" ")));
    }
    return learnt;
  }

  private static Diary diary(Training training, Role role) {
    return (Diary) training.learner(role);
  }

  @Test
  void aLearnerActsAndLearnsInEveryStepThenFinishesAndUpdates() {
    Training training = training(1);

    training.horizon();

    for (Role role : List.of(LeaderFollowerGame.SELLER, LeaderFollowerGame.BUYER)) {
      assertThat(diary(training, role).calls)
          .startsWith("act", "learn", "act", "learn", "act", "learn", "finish")
          .endsWith("update");
      assertThat(diary(training, role).calls.stream().filter("learn"::equals)).hasSize(HORIZON);
      assertThat(diary(training, role).calls.stream().filter("finish"::equals)).hasSize(1);
    }
  }

  @Test
  void noLearnerHasTheStreamOfAnotherOneOfTheNextSeed() {
    List<Long> seeds = new ArrayList<>();

    for (long seed = 1; seed < 6; seed++) {
      Training training = training(seed);
      seeds.add(diary(training, LeaderFollowerGame.SELLER).seed);
      seeds.add(diary(training, LeaderFollowerGame.BUYER).seed);
    }

    assertThat(seeds).doesNotHaveDuplicates();
  }

  @Test
  void noHorizonIsThatOfAnotherSeed() {
    List<Long> resets = new ArrayList<>();
    Algorithm diary = (spec, role, start) -> new Diary(role, start);
    for (long seed = 1; seed < 4; seed++) {
      MarkovGame game =
          new Reseeded(
              new LeaderFollowerGame(0, LANES, HORIZON),
              given -> {
                resets.add(given);
                return given;
              });
      Training training = new Training(game, Map.of("seller", diary, "buyer", diary), seed);
      for (int horizon = 0; horizon < 5; horizon++) {
        training.horizon();
      }
    }

    assertThat(resets).hasSize(15).doesNotHaveDuplicates();
  }

  @Test
  void whoWaitsAndWhoFinishesIsToldWhatIsOpen() {
    Training training = training(Turns.alternating(1), 1);

    training.horizon();
    training.horizon();

    int open = LANES * LeaderFollowerGame.BUYER.agents() * LeaderFollowerGame.BUYER.choices();
    assertThat(diary(training, LeaderFollowerGame.BUYER).masks).containsExactly(open);
    assertThat(diary(training, LeaderFollowerGame.BUYER).waited).isNotEmpty().containsOnly(open);
  }

  @Test
  void everyRoleReportsItsProgress() {
    Map<Role, Progress> progress = training(1).horizon();

    assertThat(progress)
        .containsEntry(
            LeaderFollowerGame.SELLER, new Progress(Map.of("steps", 1.0 * LANES * HORIZON)))
        .containsEntry(
            LeaderFollowerGame.BUYER, new Progress(Map.of("steps", 2.0 * LANES * HORIZON)));
  }

  @Test
  void measuresKeepTheirOrder() {
    Map<String, Double> measures = new LinkedHashMap<>();
    for (String name : List.of("policyLoss", "entropy", "valueLoss", "actorNorm", "criticNorm")) {
      measures.put(name, 1.0);
    }

    assertThat(new Progress(measures).measures().keySet())
        .containsExactly("policyLoss", "entropy", "valueLoss", "actorNorm", "criticNorm");
  }

  @Test
  void theMeanReturnIsTheSumOfRewardsOfOneAgentOfTheLastHorizon() {
    Training training = training(1);
    training.horizon();
    Diary diary = diary(training, LeaderFollowerGame.BUYER);
    diary.rewards.clear();

    training.horizon();

    double sum = diary.rewards.stream().mapToDouble(Float::doubleValue).sum();
    assertThat(training.meanReturn(LeaderFollowerGame.BUYER))
        .isCloseTo(sum / (LANES * 2), within(1e-12));
  }

  @Test
  void beforeTheFirstHorizonNothingHasBeenEarned() {
    assertThat(training(1).meanReturn(LeaderFollowerGame.BUYER)).isZero();
    assertThat(training(1).agentSteps()).isZero();
  }

  @Test
  void jointlyAllLearnInEveryHorizon() {
    assertThat(learnt(training(Turns.joint(), 1), 2))
        .containsExactly("seller buyer", "seller buyer");
  }

  @Test
  void alternatingTheFollowerBeginsAndItsTurnComesAgain() {
    assertThat(learnt(training(Turns.alternating(2), 1), 6))
        .containsExactly("buyer", "buyer", "seller", "seller", "buyer", "buyer");
  }

  @Test
  void inStagesEachLearnsOnceAndTheLeaderToTheEnd() {
    assertThat(learnt(training(Turns.staged(2), 1), 6))
        .containsExactly("buyer", "buyer", "seller", "seller", "seller", "seller");
  }

  @Test
  void whoWaitsPlaysWhatItHasLearntAndIsAskedNothing() {
    Training training = training(Turns.alternating(1), 1);

    training.horizon();

    assertThat(diary(training, LeaderFollowerGame.SELLER).calls).isEmpty();
    assertThat(diary(training, LeaderFollowerGame.BUYER).calls).startsWith("act", "learn");
    assertThat(training.meanReturn(LeaderFollowerGame.SELLER)).isFinite();
  }

  @Test
  void aResumedTrainingGoesOnWithTheTurnThatWasInterrupted() {
    Training training = training(Turns.alternating(2), 1);

    training.resumeAfter(3);

    assertThat(learnt(training, 2)).containsExactly("seller", "buyer");
  }

  @Test
  void aTurnIsNotShorterThanAHorizon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Turns.alternating(0))
        .withMessage("A turn lasts 0 horizons, but must last at least 1.");
    assertThatIllegalArgumentException().isThrownBy(() -> Turns.staged(0));
  }

  /// A game in which one number that a buyer sees in the second step is none.
  private static final class Blurred implements MarkovGame {
    private final MarkovGame game = new LeaderFollowerGame(0, LANES, HORIZON);
    private int step;

    @Override
    public Spec spec() {
      return game.spec();
    }

    @Override
    public void reset(long seed) {
      game.reset(seed);
    }

    @Override
    public void observe(Role role, float[] out) {
      game.observe(role, out);
      if (role.equals(LeaderFollowerGame.BUYER) && step == 1) {
        int size = role.observation().size();
        out[3 * size] = Float.NaN;
      }
    }

    @Override
    public void available(Role role, boolean[] out) {
      game.available(role, out);
    }

    @Override
    public void act(Role role, float[] actions) {
      game.act(role, actions);
    }

    @Override
    public void resolve(Transition out) {
      game.resolve(out);
      step++;
    }

    @Override
    public void state(float[] out) {
      game.state(out);
    }
  }

  @Test
  void whoObservesWhatIsNotANumberIsNamed() {
    Algorithm diary = (spec, role, start) -> new Diary(role, start);
    MarkovGame game = new Blurred();
    Training training = new Training(game, Map.of("seller", diary, "buyer", diary), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(training::horizon)
        .withMessageStartingWith("Role 'buyer' observes NaN as number 0 of ")
        .withMessageContaining("in lane 1, agent 1, step 1,");
  }

  @Test
  void everyAgentOfEveryLaneCountsInEveryStep() {
    Training training = training(1);

    training.horizon();
    training.horizon();

    assertThat(training.agentSteps()).isEqualTo(3L * LANES * HORIZON * 2);
  }

  @Test
  void sameSeedSameBits() {
    Training first = training(4);
    Training second = training(4);
    Training third = training(5);
    for (int horizon = 0; horizon < 3; horizon++) {
      first.horizon();
      second.horizon();
      third.horizon();
    }

    assertThat(diary(first, LeaderFollowerGame.BUYER).rewards)
        .isEqualTo(diary(second, LeaderFollowerGame.BUYER).rewards)
        .isNotEqualTo(diary(third, LeaderFollowerGame.BUYER).rewards);
  }

  @Test
  void rolesDoNotShareTheirChance() {
    Training training = training(4);

    training.horizon();

    assertThat(diary(training, LeaderFollowerGame.SELLER).acted)
        .isNotEqualTo(diary(training, LeaderFollowerGame.BUYER).acted);
  }

  @Test
  void aRoleNeedsAnAlgorithm() {
    MarkovGame game = new LeaderFollowerGame(0, LANES, HORIZON);
    Algorithm diary = (spec, role, seed) -> new Diary(role, seed);

    assertThatThrownBy(() -> new Training(game, Map.of("seller", diary), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Role 'buyer' has no algorithm. Name one, or let a policy play it with"
                + " game.playing(role, policy).");
  }

  @Test
  void aRoleThatTheGameLacksHasNoLearner() {
    Role stranger = new Role("stranger", 1, Space.Box.unbounded(1), Space.Box.symmetric(1));

    assertThatThrownBy(() -> training(1).learner(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The game has no role 'stranger'.");
  }
}
