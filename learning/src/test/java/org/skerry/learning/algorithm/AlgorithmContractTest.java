package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;

/// What every algorithm keeps to.
class AlgorithmContractTest {
  /// An algorithm and a game that it plays.
  record Case(Algorithm algorithm, int agents, Space action) {
    ToyGame game() {
      return ToyGame.line(agents, action, 1);
    }

    @Override
    public String toString() {
      return algorithm.getClass().getSimpleName() + " with " + action;
    }
  }

  static Stream<Case> cases() {
    List<Integer> hidden = List.of(16);
    Space box = Space.Box.symmetric(2);
    Space choice = new Space.Discrete(4);
    return Stream.of(
        new Case(new Ppo().withHidden(hidden).withBatch(100), 1, box),
        new Case(new Ppo().withHidden(hidden).withTargetKl(0.01), 1, choice),
        new Case(new Ippo().withHidden(hidden), 3, box),
        new Case(new Ippo().withHidden(hidden).withSharing(Sharing.ONE), 3, choice),
        new Case(new Mappo().withHidden(hidden), 3, box),
        new Case(new Mappo().withHidden(hidden).withSharing(Sharing.EACH), 3, choice),
        new Case(new A2c().withHidden(hidden), 3, box),
        new Case(new A2c().withHidden(hidden).withObservations(Scaling.RAW), 3, choice),
        new Case(new Iac().withHidden(hidden), 3, box),
        new Case(new Iac().withHidden(hidden), 3, choice),
        new Case(new Reinforce().withHidden(hidden), 3, box),
        new Case(new Reinforce().withBaseline(Reinforce.Baseline.LANES), 3, choice),
        new Case(new Coma().withHidden(hidden).withTargetEvery(24), 3, choice),
        new Case(new Dqn().withHidden(hidden).withLearningStarts(50), 3, choice),
        new Case(new Maddpg().withHidden(hidden).withLearningStarts(50).withBatch(16), 3, box));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneAndTwoThreadsGiveTheSameBits(Case one) throws IOException {
    byte[] alone = inPool(1, () -> learnt(one, 11));
    byte[] both = inPool(2, () -> learnt(one, 11));

    assertThat(both).isEqualTo(alone);
    assertThat(learnt(one, 12)).isNotEqualTo(alone);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatResumesEndsAsIfItHadNeverStopped(Case one) throws IOException {
    Training whole = one.game().training(one.algorithm, 11);
    whole.horizon();
    whole.horizon();
    byte[] saved = bytes(whole, one);
    whole.horizon();

    Training resumed = one.game().training(one.algorithm, 11);
    ((Resumable) resumed.learner(one.game().role()))
        .resume(new DataInputStream(new ByteArrayInputStream(saved)));
    resumed.resumeAfter(2);
    resumed.horizon();

    assertThat(bytes(resumed, one)).isEqualTo(bytes(whole, one));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCheckpointOfOtherHyperParametersIsRefused(Case one) throws IOException {
    byte[] saved = bytes(one.game().training(one.algorithm, 11), one);
    Algorithm other =
        one.algorithm instanceof Mappo mappo ? mappo.withGamma(0.5) : new Mappo().withGamma(0.5);
    Resumable learner = (Resumable) one.game().training(other, 1).learner(one.game().role());

    assertThatThrownBy(() -> learner.resume(new DataInputStream(new ByteArrayInputStream(saved))))
        .hasMessageStartingWith("Mappo: the learner was saved with other hyper-parameters, ");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRewardThatIsNoNumberIsRefusedWithItsPlace(Case one) {
    Training training = ToyGame.line(one.agents, one.action, Float.NaN).training(one.algorithm, 1);

    assertThatThrownBy(training::horizon)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            one.algorithm.getClass().getSimpleName()
                + ": the reward of role 'player', lane 0, agent 0 in step 0 is NaN, but must be a"
                + " finite number.");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gamesOfSeveralObjectivesAndObservationsThatAreNoBoxAreRefused(Case one) {
    Role role = new Role("player", one.agents, Space.Box.unbounded(2), one.action);
    Role blind = new Role("blind", one.agents, new Space.Discrete(3), one.action);

    assertThatThrownBy(() -> one.algorithm.start(spec(role, 2), role, 1))
        .hasMessageContaining("needs rewards with 1 objective, but the game has 2");
    assertThatThrownBy(() -> one.algorithm.start(spec(blind, 1), blind, 1))
        .hasMessageContaining("needs a box of at least 1 number to observe, but role 'blind'");
  }

  private static Spec spec(Role role, int objectives) {
    return new Spec(List.of(role), 2, objectives, 0, 1, true);
  }

  private static byte[] learnt(Case one, long seed) throws IOException {
    Training training = one.game().training(one.algorithm, seed);
    for (int i = 0; i < 3; i++) {
      training.horizon();
    }
    return bytes(training, one);
  }

  private static byte[] bytes(Training training, Case one) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((Resumable) training.learner(one.game().role())).write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] inPool(int threads, Callable<byte[]> work) {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(work).join();
    }
  }
}
