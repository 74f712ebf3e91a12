package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Training;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.rollout.Noise;

class CloningTest {
  private static final int ROWS = 600;
  private static final Cloning CLONING =
      new Cloning().withHidden(List.of(16)).withRate(1e-2).withBatch(32).withEpochs(200);

  private final Random random = new Random(4);

  @Test
  void aBoundedLinearFunctionIsLearntInsideAndOutsideItsBounds() {
    Role role = role(1, Space.Box.symmetric(1));
    float[] seen = seen(ROWS, 2);
    float[] done = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      done[r] = Math.clamp(0.8f * seen[2 * r] - 1.1f * seen[2 * r + 1], -1f, 1f);
    }

    for (Gaussian.Bounds bounds : Gaussian.Bounds.values()) {
      NetworkPolicy policy = CLONING.withBounds(bounds).learn(role, seen, done, 1);

      assertThat(decide(policy, role, 0.5f, 0.2f)).isCloseTo(0.18f, Offset.offset(0.03f));
      assertThat(decide(policy, role, 0.9f, -0.9f)).isCloseTo(1f, Offset.offset(0.03f));
      assertThat(decide(policy, role, -0.9f, 0.9f)).isCloseTo(-1f, Offset.offset(0.03f));
    }
  }

  @Test
  void theGradientIsThatOfTheErrorAsTheGameSeesIt() {
    // μ = 2 x + 0.5; of a choice the game sees clip(μ) or tanh(μ)
    assertThat(slopes(Decision.CLIPPED, 0.1f, 0.3f)).containsExactly(0.04f, 0.4f); // 0.7 - 0.3
    assertThat(slopes(Decision.CLIPPED, 0.5f, 1f)).containsExactly(0, 0); // clip(1.5) - 1
    assertThat(slopes(Decision.CLIPPED, 0.5f, 0.5f)).containsExactly(0.25f, 0.5f); // drawn back
    double tanh = Math.tanh(0.7);
    float slope = (float) ((tanh - 0.3) * (1 - tanh * tanh));
    assertThat(slopes(Decision.SQUASHED, 0.1f, 0.3f))
        .containsExactly(new float[] {0.1f * slope, slope}, near(1e-6f));
  }

  @Test
  void whatIsAsGoodIsNoError() {
    // μ = 2 · 0.1 + 0.5 = 0.7
    assertThat(slopes(Decision.CLIPPED, 0.1f, 0.3f, 0.9f)).containsExactly(0, 0);
    assertThat(slopes(Decision.CLIPPED, 0.1f, 0.8f, 0.9f)).containsExactly(-0.01f, -0.1f);
    assertThat(slopes(Decision.CLIPPED, 0.1f, -1, 0.3f)).containsExactly(0.04f, 0.4f);
  }

  /// Shown is only where 0.5 x is to stay above or below; between, the line is found.
  @Test
  void aFunctionIsLearntFromItsBounds() {
    Role role = role(1, Space.Box.symmetric(1));
    float[] seen = seen(ROWS, 2);
    float[] least = new float[ROWS];
    float[] greatest = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      float bound = 0.5f * seen[2 * r];
      least[r] = r % 2 == 0 ? bound : -1;
      greatest[r] = r % 2 == 0 ? 1 : bound;
    }

    NetworkPolicy policy = CLONING.learn(role, seen, least, greatest, 1);

    assertThat(decide(policy, role, 0.8f, 0.3f)).isCloseTo(0.4f, Offset.offset(0.05f));
    assertThat(decide(policy, role, -0.6f, 0.3f)).isCloseTo(-0.3f, Offset.offset(0.05f));
  }

  /// The gradient with respect to weight and bias for one pair.
  private static float[] slopes(Decision decision, float seen, float shown) {
    return slopes(decision, seen, shown, shown);
  }

  private static float[] slopes(Decision decision, float seen, float least, float greatest) {
    Mlp network = new Mlp(Activation.TANH, 1, 1, 1);
    network.parameters()[network.weight(0, 0, 0)] = 2;
    network.parameters()[network.bias(0, 0)] = 0.5f;
    network.mirror();
    float[] gradient = new float[network.parameters().length];
    float[] from = {least};
    float[] to = {greatest};
    new Imitation(network, decision, (sample, out, at) -> out[at] = seen, from, to)
        .add(new int[] {0}, 0, 1, 1, gradient, new double[Imitation.measures(network)]);
    return new float[] {
      Math.round(gradient[network.weight(0, 0, 0)] * 1e6f) / 1e6f,
      Math.round(gradient[network.bias(0, 0)] * 1e6f) / 1e6f
    };
  }

  @Test
  void theDeviationIsWhatTheObservationDoesNotExplain() {
    Role role = role(1, Space.Box.symmetric(1));
    float[] done = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      done[r] = r % 2 == 0 ? 0.3f : 0.1f; // 0.2 ± 0.1
    }

    NetworkPolicy policy = CLONING.learn(role, new float[2 * ROWS], done, 1);

    Mlp network = policy.networks().getFirst();
    assertThat(decide(policy, role, 0, 0)).isCloseTo(0.2f, Offset.offset(0.005f));
    assertThat(Math.exp(network.parameters()[network.free()])).isCloseTo(0.1, Offset.offset(0.005));
  }

  @Test
  void choicesAreLearntInTheirProportions() {
    Role role = role(1, new Space.Discrete(3));
    float[] done = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      done[r] = r % 10 < 7 ? 2 : 0; // cross-entropy is least at 0.3, 0, 0.7
    }
    NetworkPolicy policy = CLONING.learn(role, new float[2 * ROWS], done, 1);
    float[] drawn = new float[10_000];

    policy
        .sampling()
        .act(role, drawn.length, new float[2 * drawn.length], new boolean[0], drawn, new Noise(3));

    int[] counts = new int[3];
    for (float choice : drawn) {
      counts[(int) choice]++;
    }
    assertThat(decide(policy, role, 0, 0)).isEqualTo(2);
    assertThat(counts[0]).isCloseTo(3000, Offset.offset(200));
    assertThat(counts[1]).isLessThan(50);
  }

  @Test
  void agentsAreToldApartByTheirNetworksOrTheirIdentity() {
    Role role = role(2, Space.Box.symmetric(1));
    float[] seen = seen(ROWS, 2);
    float[] done = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      done[r] = (r % 2 == 0 ? 0.5f : -0.5f) * seen[2 * r];
    }

    for (Sharing sharing : List.of(Sharing.EACH, Sharing.ONE_WITH_IDENTITY)) {
      NetworkPolicy policy = CLONING.withSharing(sharing).learn(role, seen, done, 1);
      float[] actions = new float[2];
      policy.act(role, 2, new float[] {0.8f, 0, 0.8f, 0}, new boolean[0], actions, new Noise(1));

      assertThat(actions).as("%s", sharing).containsExactly(new float[] {0.4f, -0.4f}, near(0.03f));
    }
  }

  @Test
  void oneAndTwoThreadsLearnTheSameBits() {
    Role role = role(2, Space.Box.symmetric(1));
    float[] seen = seen(ROWS, 2);
    float[] done = seen(ROWS, 1);
    Cloning each = CLONING.withSharing(Sharing.EACH).withEpochs(3);

    float[] one = inPool(1, each, role, seen, done);
    float[] two = inPool(2, each, role, seen, done);

    assertThat(two).isEqualTo(one);
  }

  @Test
  void whatDoesNotFitTheRoleIsRefused() {
    Role role = role(2, Space.Box.symmetric(1));

    assertThatThrownBy(() -> CLONING.learn(role, new float[6], new float[3], 1))
        .hasMessageContaining("2 rows at a time, but there are 6 and 3 numbers");
    assertThatThrownBy(() -> CLONING.learn(role, new float[] {0, 0, 0, Float.NaN}, new float[2], 1))
        .hasMessageContaining("observation 1 of row 1 is NaN");
    assertThatThrownBy(() -> CLONING.learn(role, new float[4], new float[] {0, 1.5f}, 1))
        .hasMessage("Cloning: action 0 of row 1 is 1.5, but must be in [-1.0, 1.0].");
    assertThatThrownBy(() -> CLONING.learn(role, new float[4], new float[] {0, 1}, new float[2], 1))
        .hasMessage(
            "Cloning: row 1 has actions from 1.0 to 0.0. The greatest must be at least the least.");
    Role choices = role(1, new Space.Discrete(3));
    assertThatThrownBy(() -> CLONING.learn(choices, new float[2], new float[1], new float[] {1}, 1))
        .hasMessageEndingWith("The greatest must be equal to the least.");
    assertThatThrownBy(() -> CLONING.withRate(0)).hasMessageContaining("rate is 0.0");
  }

  @Test
  void aWarmStartDecidesAsThePolicyUntilTheCriticHasLearnt() {
    ToyGame game = ToyGame.regulator();
    NetworkPolicy clone = clone(game);
    Training training =
        game.training(new WarmStart(ppo(), clone).withDeviation(0.05).withCriticFirst(3), 2);

    for (int i = 0; i < 3; i++) {
      training.horizon();
      assertThat(gain(training, game)).isEqualTo(gain(clone, game));
    }
    training.horizon();

    assertThat(gain(training, game)).isNotEqualTo(gain(clone, game));
  }

  @Test
  void aWarmStartFromAPoorPolicyReachesTheOptimumAndKeepsTo() {
    ToyGame game = ToyGame.regulator();
    Training training =
        game.training(new WarmStart(ppo(), clone(game)).withDeviation(0.2).withCriticFirst(20), 2);

    for (int i = 0; i < 300; i++) {
      training.horizon();
    }

    assertThat(gain(training, game)).isCloseTo(-1.511348f, Offset.offset(0.15f));
  }

  @Test
  void aWarmStartResumesToTheBit() throws IOException {
    ToyGame game = ToyGame.regulator();
    WarmStart start = new WarmStart(ppo(), clone(game)).withCriticFirst(2);
    Training whole = game.training(start, 2);
    whole.horizon();
    byte[] saved = bytes(whole, game);
    whole.horizon();
    whole.horizon();

    Training resumed = game.training(start, 2);
    resume(resumed, game, saved);
    resumed.resumeAfter(1);
    resumed.horizon();
    resumed.horizon();

    assertThat(bytes(resumed, game)).isEqualTo(bytes(whole, game));
    assertThatThrownBy(() -> resume(game.training(ppo(), 2), game, saved))
        .hasMessageContaining("other hyper-parameters");
  }

  @Test
  void aPolicyOfAnotherFormIsRefused() {
    ToyGame game = ToyGame.regulator();
    NetworkPolicy clone = clone(game);

    assertThatThrownBy(() -> game.training(new WarmStart(ppo().withHidden(List.of(8)), clone), 1))
        .hasMessageContaining("sizes [1, 16, 1] cannot begin the actors of Ppo[hidden=[8]");
    assertThatThrownBy(() -> game.training(new WarmStart(new Maddpg(), clone), 1))
        .hasMessageContaining("Use Ppo, Ippo, Mappo, A2c, Iac, Reinforce or Coma.");
  }

  private static Ppo ppo() {
    return new Ppo()
        .withHidden(List.of(16))
        .withActorRate(3e-3)
        .withCriticRate(1e-2)
        .withGamma(0.95)
        .withBatch(320);
  }

  /// A clone of u = -x.
  private NetworkPolicy clone(ToyGame game) {
    float[] seen = seen(ROWS, 1);
    float[] done = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      done[r] = -0.5f * seen[r];
    }
    return CLONING.withSharing(Sharing.ONE).learn(game.role(), seen, done, 1);
  }

  private static float gain(Training training, ToyGame game) {
    return gain((NetworkPolicy) training.learner(game.role()).policy(), game);
  }

  private static float gain(NetworkPolicy policy, ToyGame game) {
    float[] actions = new float[2];
    policy.act(game.role(), 2, new float[] {0.5f, -0.5f}, new boolean[0], actions, new Noise(1));
    return 2 * (actions[0] - actions[1]);
  }

  private static byte[] bytes(Training training, ToyGame game) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((Resumable) training.learner(game.role())).write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void resume(Training training, ToyGame game, byte[] saved) throws IOException {
    ((Resumable) training.learner(game.role()))
        .resume(new DataInputStream(new ByteArrayInputStream(saved)));
  }

  private static float[] inPool(
      int threads, Cloning cloning, Role role, float[] seen, float[] done) {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> cloning.learn(role, seen, done, 1)).join().networks().stream()
          .map(Mlp::parameters)
          .reduce(
              new float[0],
              (all, next) -> {
                float[] both = Arrays.copyOf(all, all.length + next.length);
                System.arraycopy(next, 0, both, all.length, next.length);
                return both;
              });
    }
  }

  private static Role role(int agents, Space action) {
    return new Role("player", agents, Space.Box.unbounded(2), action);
  }

  private float[] seen(int rows, int size) {
    float[] seen = new float[rows * size];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = 2 * random.nextFloat() - 1;
    }
    return seen;
  }

  private static float decide(NetworkPolicy policy, Role role, float... seen) {
    float[] action = new float[1];
    policy.act(role, 1, seen, new boolean[0], action, new Noise(1));
    return action[0];
  }

  private static Offset<Float> near(float tolerance) {
    return Offset.offset(tolerance);
  }
}
