package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;

class PolicyGradientTest {
  private static final Ppo PPO =
      new Ppo()
          .withHidden(List.of(16))
          .withObservations(Scaling.RAW)
          .withActorRate(3e-3)
          .withCriticRate(1e-2)
          .withBatch(64);

  @Test
  void theMeanOfAGaussianBanditIsFound() {
    ToyGame game =
        new ToyGame(
            32,
            1,
            1,
            Space.Box.symmetric(1),
            1,
            1,
            false,
            (random, s) -> s[0] = 1,
            (s, agent, out) -> out[0] = 1,
            (s, a, r) -> r[0] = -(a[0] - 0.3f) * (a[0] - 0.3f));

    Training training = game.training(PPO.withDeviation(0.5), 1);
    for (int i = 0; i < 200; i++) {
      training.horizon();
    }

    assertThat(decide(training, game, 1)).isCloseTo(0.3f, Offset.offset(0.02f));
  }

  @Test
  void theGainOfALinearQuadraticRegulatorIsFoundWithinATenth() {
    ToyGame game = ToyGame.regulator();
    Ppo ppo = PPO.withGamma(0.95).withDeviation(0.2).withBatch(320).withActorRate(3e-3);
    Training training = game.training(ppo, 3);

    for (int i = 0; i < 500; i++) {
      training.horizon();
    }

    float gain = 2 * (decide(training, game, 0.5f) - decide(training, game, -0.5f));
    assertThat(gain).isCloseTo(-1.511348f, Offset.offset(0.15f));
  }

  @Test
  void aConstantRewardGivesItsValue() {
    train(probe(1, 1, (s, a, r) -> r[0] = 1), 60);

    assertThat(last.measures().get("valueLoss")).isLessThan(1e-3);
  }

  @Test
  void aLargeRewardIsValuedInAFewHorizons() {
    // Limited to 0.2 a horizon, a value would have come to 8 in 40 of them: an error of 92² / 2.
    ToyGame game = probe(1, 1, (s, a, r) -> r[0] = 100);
    Training training = game.training(new Ppo().withHidden(List.of(16)).withCriticRate(2e-2), 1);

    for (int horizon = 0; horizon < 40; horizon++) {
      last = training.horizon().get(game.role());
    }

    assertThat(last.measures().get("valueLoss")).isLessThan(100);
  }

  @Test
  void theFirstHorizonIsNormalisedByWhatItHasSeen() {
    // All lanes begin at hour 0: after the first step nothing is known to differ.
    ToyGame game =
        new ToyGame(
            8,
            1,
            1,
            Space.Box.symmetric(1),
            1,
            24,
            true,
            (random, s) -> s[0] = 0,
            (s, agent, out) -> out[0] = s[0],
            (s, a, r) -> s[0]++);
    Training training = game.training(new Ppo(), 1);

    training.horizon();

    PolicyGradientLearner learner = (PolicyGradientLearner) training.learner(game.role());
    assertThat(learner.actorInputs()).allMatch(input -> Math.abs(input) < 2);
    NetworkPolicy policy = (NetworkPolicy) learner.policy();
    assertThat(policy.normalisation().count()).isEqualTo(8 * 24);
    assertThat(policy.normalisation().centre()).containsExactly(11.5f);
  }

  @Test
  void aRewardThatDependsOnTheObservationGivesItsValue() {
    train(probe(1, 1, (s, a, r) -> r[0] = s[0]), 80);

    assertThat(last.measures().get("valueLoss")).isLessThan(5e-3);
  }

  @Test
  void aDelayedRewardIsDiscountedOnce() {
    train(
        probe(
            2,
            2,
            (s, a, r) -> {
              r[0] = s[1];
              s[1] = 1 - s[1];
            }),
        150);

    // V = (γ, 1): a critic that failed to discount, or to wait, leaves an error of at least 2e-3
    assertThat(last.measures().get("valueLoss")).isLessThan(1e-3);
    assertThat(last.measures().get("explainedVariance")).isFinite();
  }

  @Test
  void theBetterActionIsChosenWhereItDependsOnTheObservation() {
    ToyGame game =
        new ToyGame(
            64,
            1,
            1,
            new Space.Discrete(2),
            1,
            1,
            false,
            (random, s) -> s[0] = random.nextBoolean() ? 1 : -1,
            (s, agent, out) -> out[0] = s[0],
            (s, a, r) -> r[0] = (a[0] == 1) == (s[0] > 0) ? 1 : -1);

    Training training = train(game, 60);

    assertThat(decide(training, game, 1)).isEqualTo(1);
    assertThat(decide(training, game, -1)).isEqualTo(0);
  }

  @Test
  void theBatteryIsRunAsDynamicProgrammingWould() {
    // prices 3, 1, 2, 5, 1, 4; levels 0 to 2; buy, wait or sell 1 kWh; the optimum from empty is 7
    float[] prices = {3, 1, 2, 5, 1, 4};
    ToyGame game =
        new ToyGame(
            64,
            1,
            9,
            new Space.Discrete(3),
            2,
            6,
            false,
            (random, s) -> Arrays.fill(s, 0),
            (s, agent, out) -> {
              Arrays.fill(out, 0);
              out[(int) Math.min(s[0], 5)] = 1;
              out[6 + (int) s[1]] = 1;
            },
            (s, a, r) -> {
              float wanted = s[1] + a[0] - 1;
              float level = Math.clamp(wanted, 0f, 2f);
              r[0] = -(level - s[1]) * prices[(int) s[0]];
              s[0]++;
              s[1] = level;
            });
    Training training =
        game.training(
            PPO.withHidden(List.of(32))
                .withGamma(1)
                .withLambda(0.95)
                .withEntropy(0.02)
                .withBatch(128),
            5);

    for (int i = 0; i < 250; i++) {
      training.horizon();
    }

    assertThat(greedyReturn(training, game)).isGreaterThanOrEqualTo(6.86); // 2 % below 7
  }

  @Test
  void everyCriticInputAndSharingLearnsToCoordinate() {
    for (CriticInput criticInput : CriticInput.values()) {
      for (Sharing sharing : List.of(Sharing.ONE_WITH_IDENTITY, Sharing.EACH)) {
        ToyGame game = coordination();
        Mappo mappo =
            new Mappo()
                .withHidden(List.of(16))
                .withActorRate(0.01)
                .withCriticRate(0.01)
                .withCriticInput(criticInput)
                .withSharing(sharing);

        Training training = game.training(mappo, 2);
        for (int i = 0; i < 60; i++) {
          training.horizon();
        }

        assertThat(training.meanReturn(game.role()))
            .as("%s %s", criticInput, sharing)
            .isGreaterThan(0.95);
      }
    }
  }

  @Test
  void actorCriticsLearnToCoordinateSharedOrEachAlone() {
    for (Sharing sharing : List.of(Sharing.ONE, Sharing.EACH)) {
      ToyGame game = coordination();
      A2c a2c =
          new A2c()
              .withHidden(List.of(16))
              .withActorRate(0.02)
              .withCriticRate(0.02)
              .withSharing(sharing);

      Training training = game.training(a2c, 4);
      for (int i = 0; i < 150; i++) {
        training.horizon();
      }

      assertThat(training.meanReturn(game.role())).as("%s", sharing).isGreaterThan(0.95);
    }
  }

  @Test
  void oneAgentWithALocalCriticLearnsTheSameBitsWhateverTheName() {
    Mappo mappo = new Mappo().withCriticInput(CriticInput.LOCAL).withSharing(Sharing.ONE);
    Ippo ippo = new Ippo().withSharing(Sharing.ONE);

    assertThat(bits(mappo, line(1))).isEqualTo(bits(ippo, line(1)));
  }

  @Test
  void actorsDecideWithoutTheGlobalState() {
    ToyGame game = coordination();
    Training training = game.training(new Mappo().withCriticInput(CriticInput.AGENT_SPECIFIC), 1);
    float[] state = new float[game.spec().lanes() * game.spec().stateSize()];
    Arrays.fill(state, Float.NaN);
    float[] actions = new float[game.spec().actions(game.role())];

    training
        .learner(game.role())
        .act(
            state,
            new float[game.spec().observations(game.role())],
            new boolean[actions.length * 2],
            actions);

    for (float action : actions) {
      assertThat(action).isIn(0f, 1f);
    }
  }

  @Test
  void theFirstBatchOfTheFirstEpochHasRatiosOfOne() {
    Training training = line(2).training(new Mappo().withEpochs(1), 1);

    Progress progress = training.horizon().get(line(2).role());

    assertThat(progress.measures().get("klDivergence")).isCloseTo(0, Offset.offset(1e-6));
    assertThat(progress.measures().get("clipFraction")).isZero();
  }

  @Test
  void epochsStopOnceThePolicyHasMovedEnough() {
    Training free = line(1).training(PPO, 1);
    Training held = line(1).training(PPO.withTargetKl(1e-6), 1);
    Role role = line(1).role();

    double moved = free.horizon().get(role).measures().get("klDivergence");
    double stopped = held.horizon().get(role).measures().get("klDivergence");

    assertThat(stopped).isLessThan(moved);
  }

  @Test
  void theGradientOfAMixedPolicyIsThatOfItsOwnLog() {
    // π_ε = 0.7 π + 0.3 / 3, by central differences of log π_ε of the first choice
    double epsilon = 0.3;
    Mlp actor = new Mlp(Activation.TANH, 0, 1, 3);
    double[] logits = {0.4, -0.2, 0.9};
    for (int j = 0; j < 3; j++) {
      actor.parameters()[actor.bias(0, j)] = (float) logits[j];
    }
    actor.mirror();
    Rollout rollout = new Rollout(1, 1, 1, 1, 1, 3);
    Arrays.fill(rollout.open(), true);
    rollout.advantages()[0] = 2;
    rollout.logs()[0] = (float) (mixedLog(logits, epsilon) - Math.log(1 - epsilon));
    ClippedSurrogate loss =
        new ClippedSurrogate(
            rollout,
            actor,
            Gaussian.Bounds.CLIP,
            new ClippedSurrogate.Standard(),
            Double.POSITIVE_INFINITY,
            0);
    float[] gradient = new float[actor.parameters().length];

    loss.add(new int[] {0}, 0, 1, 1, gradient, new double[ClippedSurrogate.MEASURES]);

    for (int j = 0; j < 3; j++) {
      double[] up = logits.clone();
      double[] down = logits.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double slope = (mixedLog(up, epsilon) - mixedLog(down, epsilon)) / 2e-5;
      assertThat(gradient[actor.bias(0, j)]).isCloseTo((float) (-2 * slope), Offset.offset(1e-6f));
    }
  }

  private static double mixedLog(double[] logits, double epsilon) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Math.log((1 - epsilon) * Math.exp(logits[0]) / sum + epsilon / logits.length);
  }

  @Test
  void independentActorCriticsAreThoseOfA2cWithoutSharing() {
    A2c a2c = new A2c().withSharing(Sharing.EACH).withLambda(0);

    assertThat(bits(new Iac(), line(3))).isEqualTo(bits(a2c, line(3)));
  }

  @Test
  void aSharedActorWithoutIdentityPlaysWithAnyNumberOfAgents() {
    List<Integer> hidden = List.of(32);
    Reinforce reinforce = new Reinforce().withBaseline(Reinforce.Baseline.LANES);
    List<Algorithm> algorithms =
        List.of(
            new A2c().withHidden(hidden).withGamma(1).withActorRate(5e-3).withCriticRate(5e-3),
            new Ippo().withHidden(hidden).withGamma(1).withSharing(Sharing.ONE),
            new Coma()
                .withHidden(hidden)
                .withGamma(1)
                .withSharing(Sharing.ONE)
                .withActorRate(3e-3)
                .withCriticRate(3e-3)
                .withTargetEvery(60)
                .withExplorationSteps(1000),
            reinforce.withHidden(hidden).withGamma(1).withActorRate(5e-3));
    for (Algorithm algorithm : algorithms) {
      ToyGame three = levels(3);
      Training training = three.training(algorithm, 1);
      for (int i = 0; i < 120; i++) {
        training.horizon();
      }
      ToyGame five = levels(5);
      float[] seen = {0, 1, 0.25f, 1, 0.5f, 1, 0.75f, 1, 1, 1};
      float[] actions = new float[5];

      training
          .learner(three.role())
          .policy()
          .act(five.role(), 5, seen, new boolean[0], actions, new Noise(1));

      double lost = 0;
      for (int agent = 0; agent < 5; agent++) {
        lost += Math.abs(actions[agent] / 40 - 0.25 * agent) / 5;
      }
      // the best level that were the same for all would lose 0.3
      assertThat(lost).as(algorithm.getClass().getSimpleName()).isLessThan(0.2);
    }
  }

  /// In each of twelve steps, each of 41 levels pays the less the farther it is from the agent's
  /// own.
  private static ToyGame levels(int agents) {
    return new ToyGame(
        16,
        agents,
        2,
        new Space.Discrete(41),
        agents,
        12,
        false,
        (random, s) -> {
          for (int i = 0; i < s.length; i++) {
            s[i] = random.nextFloat();
          }
        },
        (s, agent, out) -> {
          out[0] = s[agent];
          out[1] = 1;
        },
        (s, a, r) -> {
          for (int i = 0; i < r.length; i++) {
            r[i] = -Math.abs(a[i] / 40 - s[i]);
          }
        });
  }

  @Test
  void unsuitableSpacesAndNumbersAreRefused() {
    Role several = new Role("players", 2, Space.Box.unbounded(1), Space.Box.symmetric(1));
    Role wide = new Role("wide", 1, Space.Box.unbounded(1), new Space.Box(1, -5, 5));
    Role blind = new Role("blind", 1, new Space.Discrete(3), Space.Box.symmetric(1));
    Spec spec = new Spec(List.of(several, wide, blind), 1, 1, 0, 1, true);
    Spec two = new Spec(List.of(several), 1, 2, 0, 1, true);

    assertThatThrownBy(() -> new Ppo().start(spec, several, 1))
        .hasMessage("Ppo learns a role of one agent, but role 'players' has 2. Use Ippo or Mappo.");
    assertThatThrownBy(() -> new Ppo().start(spec, wide, 1))
        .hasMessageContaining("needs actions in [-1, 1], but those of role 'wide'");
    assertThatThrownBy(() -> new Ppo().start(spec, blind, 1))
        .hasMessageContaining("needs a box of at least 1 number to observe");
    assertThatThrownBy(() -> new Mappo().start(two, several, 1))
        .hasMessageContaining("needs rewards with 1 objective, but the game has 2");
    assertThatThrownBy(() -> new Mappo().withGamma(95))
        .hasMessage("Mappo: gamma is 95.0, but must be in [0.0, 1.0].");
    assertThatThrownBy(() -> new Ippo().withEpochs(0))
        .hasMessage("Ippo: epochs is 0.0, but must be at least 1.0.");
    assertThatThrownBy(() -> new Ppo().withClip(Double.NaN))
        .hasMessage("Ppo: clip is NaN, but must be above 0.");
    assertThatThrownBy(() -> new Ppo().withHidden(List.of(0)))
        .hasMessageContaining("each layer needs at least 1 number");
  }

  @Test
  void updatingBeforeTheHorizonIsOverIsRefused() {
    Training training = line(1).training(PPO, 1);

    assertThatThrownBy(() -> training.learner(line(1).role()).update())
        .hasMessageContaining("learns from whole horizons of 12 steps, but 0 were recorded");
  }

  private Progress last = new Progress(Map.of());

  private Training train(ToyGame game, int horizons) {
    Training training = game.training(PPO, 1);
    for (int i = 0; i < horizons; i++) {
      last = training.horizon().get(game.role());
    }
    return training;
  }

  private static ToyGame probe(int stateSize, int horizon, ToyGame.Rules rules) {
    return new ToyGame(
        64,
        1,
        stateSize,
        new Space.Discrete(2),
        stateSize,
        horizon,
        false,
        (random, s) -> {
          s[0] = random.nextBoolean() ? 1 : -1;
          if (s.length > 1) {
            s[1] = 0;
          }
        },
        (s, agent, out) -> System.arraycopy(s, 0, out, 0, s.length),
        rules);
  }

  /// Two agents are paid for choosing alike.
  private static ToyGame coordination() {
    return new ToyGame(
        64,
        2,
        1,
        new Space.Discrete(2),
        1,
        1,
        false,
        (random, s) -> s[0] = 1,
        (s, agent, out) -> out[0] = 1,
        (s, a, r) -> Arrays.fill(r, a[0] == a[1] ? 1 : 0));
  }

  private static ToyGame line(int agents) {
    return ToyGame.line(agents, Space.Box.symmetric(2), 1);
  }

  private static float[] bits(Algorithm algorithm, ToyGame game) {
    Training training = game.training(algorithm, 11);
    for (int i = 0; i < 3; i++) {
      training.horizon();
    }
    NetworkPolicy policy = (NetworkPolicy) training.learner(game.role()).policy();
    return policy.networks().get(0).parameters();
  }

  private static float decide(Training training, ToyGame game, float seen) {
    float[] action = new float[1];
    training
        .learner(game.role())
        .policy()
        .act(game.role(), 1, new float[] {seen}, new boolean[0], action, new Noise(1));
    return action[0];
  }

  private static double greedyReturn(Training training, ToyGame game) {
    org.skerry.learning.Policy policy = training.learner(game.role()).policy();
    Spec spec = game.spec();
    org.skerry.learning.Transition transition = new org.skerry.learning.Transition(spec);
    float[] seen = new float[spec.observations(game.role())];
    float[] actions = new float[spec.actions(game.role())];
    double sum = 0;
    game.reset(1);
    for (int t = 0; t < spec.horizon(); t++) {
      game.observe(game.role(), seen);
      policy.act(game.role(), spec.lanes(), seen, new boolean[0], actions, new Noise(1));
      game.act(game.role(), actions);
      game.resolve(transition);
      sum += transition.reward(game.role())[0];
    }
    return sum;
  }
}
