package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;

class CounterfactualTest {
  private static final float[] CLIMBING = {11, -30, 0, -30, 7, 6, 0, 0, 5};

  private final Random random = new Random(5);

  @Test
  void theAdvantageInTheClimbingGameIsThatComputedByHand() {
    // the other plays 0, so the own choices are worth 11, -30, 0; π = (0.2, 0.3, 0.5)
    float[] worths = {11, -30, 0};
    float[] probabilities = {0.2f, 0.3f, 0.5f};

    float[] advantages = new float[3];
    for (int choice = 0; choice < 3; choice++) {
      advantages[choice] = CounterfactualCritic.advantage(worths, probabilities, 0, 3, choice);
    }

    assertThat(advantages).containsExactly(new float[] {17.8f, -23.2f, 6.8f}, Offset.offset(1e-5f));
    assertThat(0.2f * advantages[0] + 0.3f * advantages[1] + 0.5f * advantages[2])
        .isCloseTo(0, Offset.offset(1e-5f));
  }

  @Test
  void theCriticDoesNotSeeTheOwnChoiceAndSeesThoseOfTheOthers() {
    Rollout rollout = new Rollout(1, 6, 2, 4, 1, 5); // two lanes of three agents, five choices
    for (int i = 0; i < 6; i++) {
      rollout.choices()[i] = i % 5;
    }
    CounterfactualCritic critic = critic(rollout, 3, 5, 1);
    critic.estimate(new float[6]);
    float[] before = input(critic, 4);

    rollout.choices()[4] = 2; // the second agent of the second lane
    critic.estimate(new float[6]);
    assertThat(input(critic, 4)).isEqualTo(before);

    rollout.choices()[5] = 3;
    critic.estimate(new float[6]);
    float[] after = input(critic, 4);
    assertThat(after).isNotEqualTo(before);
    assertThat(Arrays.copyOfRange(after, 4, 9)).containsExactly(0, 0, 0, 1, 0);
    assertThat(Arrays.copyOfRange(after, 9, 14)).containsOnly(0);
    assertThat(Arrays.copyOfRange(after, 14, 19)).containsExactly(0, 0, 0, 1, 0);
  }

  @Test
  void theTargetIsTheLambdaReturnOfTheWorthOfWhatWasDone() {
    // r = (1, 0, 2), then the end; q = (0.5, 0.4, 0.3), γ = 0.9
    double[] lambdas = {0.8, 0, 1};
    float[][] targets = {{2.14768f, 1.494f, 2}, {1.36f, 0.27f, 2}, {2.62f, 1.8f, 2}};
    for (int i = 0; i < lambdas.length; i++) {
      Rollout rollout = new Rollout(3, 1, 1, 1, 1, 2);
      System.arraycopy(new float[] {1, 0, 2}, 0, rollout.rewards(), 0, 3);
      System.arraycopy(new float[] {0.5f, 0.4f, 0.3f}, 0, rollout.values(), 0, 3);

      rollout.estimate(0.9, lambdas[i], false);

      assertThat(rollout.returns()).containsExactly(targets[i], Offset.offset(1e-6f));
    }
  }

  @Test
  void theMeanAdvantageOverThePolicyIsZeroForAnyCritic() {
    Rollout rollout = new Rollout(2, 4, 3, 3, 1, 6);
    for (int i = 0; i < rollout.criticInputs().length; i++) {
      rollout.criticInputs()[i] = random.nextFloat();
    }
    Arrays.fill(rollout.probabilities(), 1 / 6f);

    double[] sums = new double[rollout.samples()];
    for (int choice = 0; choice < 6; choice++) {
      // each agent's advantage of each of its choices, while the other agent keeps to choice 3
      for (int agent = 0; agent < 2; agent++) {
        for (int sample = 0; sample < rollout.samples(); sample++) {
          rollout.choices()[sample] = sample % 2 == agent ? choice : 3;
        }
        critic(rollout, 2, 6, 9).estimate(new float[4]);
        for (int sample = agent; sample < rollout.samples(); sample += 2) {
          // the critic's later steps see other choices, so only the first to be taken is alike
          sums[sample] += sample >= rollout.columns() ? rollout.advantages()[sample] : 0;
        }
      }
    }

    for (double sum : sums) {
      assertThat(sum).isCloseTo(0, Offset.offset(1e-5));
    }
  }

  @Test
  void agentsLearnToChooseAlike() {
    for (Sharing sharing : Sharing.values()) {
      int found = 0;
      for (int seed = 0; seed < 10; seed++) {
        Training training = trained(game(2, new float[] {1, 0, 0, 1}), coma(sharing), seed, 150);
        found += training.meanReturn(player(2)) > 0.9 ? 1 : 0;
      }
      assertThat(found).as("%s", sharing).isGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void agentsClimbToWhereNoSingleStepFalls() {
    // 11 lies behind -30 on either side; policy gradients stay at 5, 6 or 7 as a rule
    int climbed = 0;
    for (int seed = 0; seed < 10; seed++) {
      Training training =
          trained(game(3, CLIMBING), coma(Sharing.EACH).withEpsilonEnd(0.001), seed, 400);
      climbed += training.meanReturn(player(3)) > 4.5 ? 1 : 0; // 5, less what exploring costs
    }

    assertThat(climbed).isGreaterThanOrEqualTo(8);
  }

  @Test
  void aContinuousActionIsRefused() {
    Role role = new Role("player", 2, Space.Box.unbounded(1), Space.Box.symmetric(1));
    Spec spec = new Spec(List.of(role), 1, 1, 0, 1, true);

    assertThatThrownBy(() -> new Coma().start(spec, role, 1))
        .hasMessageStartingWith("Coma needs a discrete action space, but role 'player' has Box")
        .hasMessageEndingWith("Use Iac or Mappo.");
    assertThatThrownBy(() -> new Coma().withEpsilonStart(1))
        .hasMessageContaining("epsilonStart is 1.0");
  }

  @Test
  void explorationFallsLinearlyAndIsWhatTheChoicesWereDrawnWith() {
    Coma coma = new Coma().withEpsilonStart(0.5).withEpsilonEnd(0.1).withExplorationSteps(100);

    assertThat(coma.epsilon(0)).isEqualTo(0.5);
    assertThat(coma.epsilon(50)).isCloseTo(0.3, Offset.offset(1e-12));
    assertThat(coma.epsilon(1000)).isCloseTo(0.1, Offset.offset(1e-12));
  }

  private static Coma coma(Sharing sharing) {
    return new Coma()
        .withHidden(List.of(32))
        .withActorRate(5e-3)
        .withCriticRate(5e-3)
        .withTargetEvery(10)
        .withEpsilonEnd(0.02)
        .withExplorationSteps(100)
        .withSharing(sharing);
  }

  private static Training trained(ToyGame game, Coma coma, long seed, int horizons) {
    Training training = game.training(coma, seed);
    for (int i = 0; i < horizons; i++) {
      training.horizon();
    }
    return training;
  }

  /// Two agents are both paid what the table says of their choices.
  private static ToyGame game(int choices, float[] table) {
    return new ToyGame(
        64,
        2,
        1,
        new Space.Discrete(choices),
        1,
        1,
        false,
        (random, s) -> s[0] = 1,
        (s, agent, out) -> out[0] = 1,
        (s, a, r) -> Arrays.fill(r, table[(int) (a[0] * choices + a[1])]));
  }

  private static Role player(int choices) {
    return new Role("player", 2, Space.Box.unbounded(1), new Space.Discrete(choices));
  }

  private static CounterfactualCritic critic(Rollout rollout, int agents, int choices, long seed) {
    Role role = new Role("player", agents, Space.Box.unbounded(1), new Space.Discrete(choices));
    Spec spec = new Spec(List.of(role), rollout.columns() / agents, 1, 0, rollout.steps(), false);
    return new CounterfactualCritic(
        new Coma().withHidden(List.of(8)).withCriticRate(1e-9),
        spec,
        role,
        rollout,
        new Noise(seed));
  }

  private static float[] input(CounterfactualCritic critic, int sample) {
    float[] input = new float[4 + 15];
    critic.input(sample, input, 0);
    return input;
  }
}
