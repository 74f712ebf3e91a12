package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Noise;

class ValueLearningTest {
  private static final Dqn DQN =
      new Dqn()
          .withHidden(List.of(32))
          .withRate(3e-3)
          .withLearningStarts(64)
          .withBatch(64)
          .withTargetEvery(50)
          .withEpsilonEnd(1) // explore throughout: Q-learning is off-policy
          .withUpdates(2);

  @Test
  void theValuesOfABanditAreFound() {
    float[] pays = {0.1f, 0.5f, 0.2f};
    ToyGame game =
        new ToyGame(
            16,
            1,
            1,
            new Space.Discrete(3),
            1,
            1,
            false,
            (random, s) -> s[0] = 1,
            (s, agent, out) -> out[0] = 1,
            (s, a, r) -> r[0] = pays[(int) a[0]]);

    Training training = played(game, DQN, 400);

    for (int choice = 0; choice < 3; choice++) {
      assertThat(value(training, game, choice, 1f)).isCloseTo(pays[choice], Offset.offset(0.01f));
    }
  }

  @Test
  void theValuesOfAChainAreFound() {
    // state 0: stay and earn 1, or move on for nothing; state 1: earn 2 for ever; γ = 0.9
    ToyGame game =
        new ToyGame(
            16,
            1,
            2,
            new Space.Discrete(2),
            1,
            10,
            true,
            (random, s) -> s[0] = random.nextInt(2),
            (s, agent, out) -> {
              out[0] = 1 - s[0];
              out[1] = s[0];
            },
            (s, a, r) -> {
              r[0] = s[0] == 1 ? 2 : 1 - a[0];
              s[0] = Math.max(s[0], a[0]);
            });
    for (Dqn.Target target : Dqn.Target.values()) {
      Training training =
          played(game, DQN.withGamma(0.9).withTarget(target).withTargetEvery(25), 250);

      assertThat(value(training, game, 0, 1, 0)).isCloseTo(17.2f, Offset.offset(0.3f));
      assertThat(value(training, game, 1, 1, 0)).isCloseTo(18, Offset.offset(0.3f));
      assertThat(value(training, game, 1, 0, 1)).isCloseTo(20, Offset.offset(0.3f));
    }
  }

  @Test
  void theTargetEqualsTheNetworkAfterASyncAndStaysUntilTheNext() {
    DqnMember member =
        new DqnMember(
            DQN.withTargetEvery(3).withLearningStarts(1).withUpdates(1),
            1,
            2,
            new int[] {0},
            new Noise(1));
    float[] initial = member.target().parameters().clone();
    member.remember(
        new float[] {1}, new float[] {1}, new float[] {1}, new float[] {1}, new boolean[0], true);

    member.learn();
    member.learn();
    assertThat(member.target().parameters()).isEqualTo(initial);
    assertThat(member.network().parameters()).isNotEqualTo(initial);
    member.learn();
    assertThat(member.target().parameters()).isEqualTo(member.network().parameters());
  }

  @Test
  void whatIsSeenAfterAResetNeverEntersATarget() {
    // the state jumps to a million on reset; a target that saw it would be enormous
    ToyGame game =
        new ToyGame(
            4,
            1,
            1,
            new Space.Discrete(2),
            1,
            3,
            true,
            (random, s) -> s[0] = 0,
            (s, agent, out) -> out[0] = s[0],
            (s, a, r) -> {
              r[0] = 1;
              s[0] += 0.1f;
            });
    DqnLearner learner = (DqnLearner) DQN.start(game.spec(), game.role(), 1);
    float[] actions = new float[4];
    org.skerry.learning.Transition transition = new org.skerry.learning.Transition(game.spec());
    float[] poison = new float[4];
    Arrays.fill(poison, 1e6f);
    float[] good = new float[4];

    for (int horizon = 0; horizon < 2; horizon++) {
      for (int t = 0; t < 3; t++) {
        learner.act(new float[4], t == 0 ? poison : good, new boolean[0], actions);
        Arrays.fill(transition.reward(game.role()), 1);
        learner.learn(transition);
      }
      learner.finish(new float[4], good, new boolean[0]);
      learner.act(new float[4], poison, new boolean[0], actions);
      learner.update();
    }

    assertThat(learner.replay(0).size()).isEqualTo(24);
    assertThat(learner.replay(0).nextObservations()).doesNotContain(1e6f);
  }

  @Test
  void aClosedActionIsNeitherTakenNorExplored() {
    Role role = new Role("one", 1, Space.Box.unbounded(1), new Space.Discrete(3));
    Spec spec = new Spec(List.of(role), 50, 1, 0, 1, false);
    boolean[] open = new boolean[150];
    for (int lane = 0; lane < 50; lane++) {
      open[lane * 3 + 2] = true;
    }
    for (double epsilon : new double[] {0, 1}) {
      float[] actions = new float[50];

      DQN.withEpsilonStart(epsilon)
          .withEpsilonEnd(epsilon)
          .start(spec, role, 1)
          .act(new float[0], new float[50], open, actions);

      assertThat(actions).containsOnly(2f);
    }
  }

  @Test
  void aPolicyNeverTakesAClosedAction() {
    Role role = new Role("one", 1, Space.Box.unbounded(1), new Space.Discrete(3));
    Spec spec = new Spec(List.of(role), 1, 1, 0, 1, false);
    boolean[] open = new boolean[150];
    for (int row = 0; row < 50; row++) {
      open[row * 3 + row % 3] = true;
    }
    NetworkPolicy learnt = (NetworkPolicy) DQN.start(spec, role, 1).policy();

    for (NetworkPolicy policy : List.of(learnt, learnt.sampling())) {
      float[] actions = new float[50];
      policy.act(role, 50, new float[50], open, actions, new Noise(1));

      for (int row = 0; row < 50; row++) {
        assertThat(actions[row]).isEqualTo(row % 3);
      }
    }
  }

  @Test
  void theLastTargetIsThatOfAnOpenAction() {
    Role role = new Role("one", 1, Space.Box.unbounded(1), new Space.Discrete(2));
    Spec spec = new Spec(List.of(role), 1, 1, 0, 1, true);
    DqnLearner learner = (DqnLearner) DQN.start(spec, role, 1);
    float[] actions = new float[1];

    learner.act(new float[0], new float[1], new boolean[] {true, true}, actions);
    learner.learn(new org.skerry.learning.Transition(spec));
    learner.finish(new float[0], new float[1], new boolean[] {false, true});

    assertThat(learner.nextOpen(0)).startsWith(false, true);
  }

  @Test
  void aBufferShorterThanTheWaitBeforeLearningIsLearntFromOnceItIsFull() {
    ToyGame choices = ToyGame.line(1, new Space.Discrete(2), 1);
    ToyGame pushes = ToyGame.line(2, Space.Box.symmetric(1), 1);

    Training dqn = choices.training(new Dqn().withBuffer(500), 1);
    Training maddpg = pushes.training(new Maddpg().withBuffer(100), 1);
    double before = dqn.horizon().get(choices.role()).measures().get("valueLoss");
    double loss = 0;
    for (int horizon = 0; horizon < 3; horizon++) {
      loss = dqn.horizon().get(choices.role()).measures().get("valueLoss");
      maddpg.horizon();
    }

    assertThat(before).isZero();
    assertThat(loss).isPositive();
    assertThat(maddpg.horizon().get(pushes.role()).measures().get("valueLoss")).isPositive();
  }

  @Test
  void maddpgNormalisesWhatItSees() {
    ToyGame game = meeting();
    Training training = game.training(new Maddpg(), 1);

    training.horizon();

    NetworkPolicy policy = (NetworkPolicy) training.learner(game.role()).policy();
    assertThat(policy.normalisation().count()).isPositive();
  }

  @Test
  void agentsWithDeterministicPoliciesMeetAtTheirTarget() {
    // both are paid for the sum of their actions being 0.6 and for being alike: 0.3 each
    ToyGame game = meeting();
    Maddpg maddpg =
        new Maddpg()
            .withHidden(List.of(32))
            .withActorRate(2e-3)
            .withCriticRate(5e-3)
            .withLearningStarts(64)
            .withBatch(64)
            .withUpdates(2)
            .withNoise(0.3);

    Training training = played(game, maddpg, 600);
    float[] actions = new float[2];
    training
        .learner(game.role())
        .policy()
        .act(game.role(), 2, new float[] {1, 1}, new boolean[0], actions, new Noise(1));

    assertThat(actions[0]).isCloseTo(0.3f, Offset.offset(0.05f));
    assertThat(actions[1]).isCloseTo(0.3f, Offset.offset(0.05f));
  }

  @Test
  void spacesThatDoNotFitAreRefusedWithAWayOut() {
    Role box = new Role("box", 1, Space.Box.unbounded(1), Space.Box.symmetric(1));
    Role choice = new Role("choice", 1, Space.Box.unbounded(1), new Space.Discrete(3));
    Spec spec = new Spec(List.of(box, choice), 1, 1, 0, 1, true);

    assertThatThrownBy(() -> new Dqn().start(spec, box, 1))
        .hasMessage(
            "Dqn needs a discrete action space, but role 'box' has Box[size=1, low=-1.0,"
                + " high=1.0]. Use Ppo, Mappo or Maddpg.");
    assertThatThrownBy(() -> new Maddpg().start(spec, choice, 1))
        .hasMessage(
            "Maddpg needs a continuous action space, but role 'choice' has Discrete[count=3]."
                + " Use Dqn or Mappo.");
    assertThatThrownBy(() -> new Dqn().withTau(2)).hasMessageContaining("tau is 2.0");
    assertThatThrownBy(() -> new Maddpg().withNoise(-1)).hasMessageContaining("noise is -1.0");
    assertThatThrownBy(() -> new Dqn().start(spec, choice, 1).update())
        .hasMessageContaining("updates at the end of a horizon of 1 steps, but 0 were played");
  }

  private static Training played(ToyGame game, Algorithm algorithm, int horizons) {
    Training training = game.training(algorithm, 3);
    for (int i = 0; i < horizons; i++) {
      training.horizon();
    }
    return training;
  }

  private static float value(Training training, ToyGame game, int choice, float... seen) {
    NetworkPolicy policy = (NetworkPolicy) training.learner(game.role()).policy();
    Mlp network = policy.networks().get(0);
    Pass pass = new Pass(network, 1);
    System.arraycopy(seen, 0, pass.input(), 0, seen.length);
    pass.forward(1);
    return pass.output()[choice];
  }

  private static ToyGame meeting() {
    return new ToyGame(
        16,
        2,
        1,
        Space.Box.symmetric(1),
        1,
        1,
        false,
        (random, s) -> s[0] = 1,
        (s, agent, out) -> out[0] = 1,
        (s, a, r) -> {
          float sum = a[0] + a[1] - 0.6f;
          float apart = a[0] - a[1];
          Arrays.fill(r, -sum * sum - apart * apart);
        });
  }
}
