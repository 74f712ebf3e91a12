package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Space;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.rollout.Rollout;

class ReinforceTest {
  private static final Reinforce REINFORCE = new Reinforce().withGamma(0.5);

  @Test
  void aChoiceIsCreditedWithTheWholeEpisodeOrWithWhatFollows() {
    Rollout rollout = new Rollout(3, 1, 1, 1, 1, 2);

    assertThat(credited(REINFORCE, rollout, 1, 1, 2, 3)).containsExactly(2.75f, 3.5f, 3f);
    assertThat(credited(REINFORCE.withCredit(Reinforce.Credit.EPISODE), rollout, 1, 1, 2, 3))
        .containsExactly(2.75f, 2.75f, 2.75f);
  }

  @Test
  void theBaselineIsTheMeanOfTheSameAgentAndStepOverLanes() {
    // two steps, two lanes, two agents; γ = 0.5
    Rollout rollout = new Rollout(2, 4, 1, 1, 1, 2);

    float[] advantages =
        credited(
            REINFORCE.withBaseline(Reinforce.Baseline.LANES), rollout, 2, 0, 10, 2, 20, 4, 0, 8, 8);

    // to go: (2, 10), (6, 24), then (4, 0), (8, 8)
    assertThat(advantages).containsExactly(-2, -7, 2, 7, -2, -4, 2, 4);
  }

  @Test
  void withoutAValueTheAdvantageOfAnActorCriticIsTheReturn() {
    Random random = new Random(3);
    Rollout rollout = new Rollout(24, 12, 1, 1, 1, 2);
    float[] rewards = new float[rollout.samples()];
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = random.nextFloat();
    }
    float[] returns = credited(REINFORCE, rollout, 3, rewards);

    rollout.estimate(0.5, 1, true); // what A2C does, with λ = 1 and values that are zero

    assertThat(rollout.advantages()).isEqualTo(returns);
  }

  @Test
  void theMeanGradientOfATwoArmedBanditIsTheExactOne() {
    // pays 1 and 0, logits 0 and 0: ∇E[r] = (0.25, -0.25); the standard error of the mean is 2.5e-4
    int pulls = 1_000_000;
    Random random = new Random(1);
    Rollout rollout = new Rollout(1, pulls, 1, 1, 1, 2);
    Arrays.fill(rollout.open(), true);
    Arrays.fill(rollout.logs(), (float) Math.log(0.5));
    int[] order = new int[pulls];
    for (int i = 0; i < pulls; i++) {
      order[i] = i;
      rollout.choices()[i] = random.nextInt(2);
      rollout.rewards()[i] = 1 - rollout.choices()[i];
    }
    new Returns(REINFORCE, 1, rollout).estimate(new float[0]);
    Mlp actor = new Mlp(Activation.TANH, 0, 1, 2);

    float[] gradient = descent(actor, rollout).gradient(order, 0, pulls);

    assertThat(-gradient[actor.bias(0, 0)]).isCloseTo(0.25f, Offset.offset(2e-3f));
    assertThat(-gradient[actor.bias(0, 1)]).isCloseTo(-0.25f, Offset.offset(2e-3f));
  }

  @Test
  void whatFollowsHasTheSameMeanGradientAsTheEpisodeAndLessVariance() {
    // 24 independent steps that pay 1 for choice 0; each lane gives one estimate of ∇E[Σr] = 24 × ¼
    int lanes = 20_000;
    Random random = new Random(2);
    Rollout rollout = new Rollout(24, lanes, 1, 1, 1, 2);
    for (int i = 0; i < rollout.samples(); i++) {
      rollout.choices()[i] = random.nextInt(2);
      rollout.rewards()[i] = 1 - rollout.choices()[i];
    }
    Reinforce whole = new Reinforce().withGamma(1).withCredit(Reinforce.Credit.EPISODE);
    double[] episode = estimates(whole, rollout, lanes);
    double[] following = estimates(whole.withCredit(Reinforce.Credit.TO_GO), rollout, lanes);

    assertThat(mean(episode)).isCloseTo(6, Offset.offset(0.5));
    assertThat(mean(following)).isCloseTo(6, Offset.offset(0.5));
    assertThat(variance(following) / variance(episode)).isLessThan(0.5);
  }

  @Test
  void aBaselineOverLanesNeedsLanes() {
    ToyGame game = pay(1);

    assertThatThrownBy(() -> game.training(REINFORCE.withBaseline(Reinforce.Baseline.LANES), 1))
        .hasMessageContaining("the game has only 1. Play several, or use the baseline NONE.");
  }

  @Test
  void theBestOfManyChoicesIsFoundWithEitherBaseline() {
    for (Reinforce.Baseline baseline : Reinforce.Baseline.values()) {
      Reinforce reinforce =
          new Reinforce().withHidden(List.of(16)).withActorRate(0.01).withBaseline(baseline);
      ToyGame game = pay(64);
      var training = game.training(reinforce, 1);

      for (int i = 0; i < 200; i++) {
        training.horizon();
      }

      assertThat(training.meanReturn(game.role())).as("%s", baseline).isGreaterThan(0.9);
    }
  }

  /// Pays 1 for the last of five choices.
  private static ToyGame pay(int lanes) {
    return new ToyGame(
        lanes,
        1,
        1,
        new Space.Discrete(5),
        1,
        1,
        false,
        (random, s) -> s[0] = 1,
        (s, agent, out) -> out[0] = 1,
        (s, a, r) -> r[0] = a[0] == 4 ? 1 : 0);
  }

  private static float[] credited(
      Reinforce reinforce, Rollout rollout, int agents, float... rewards) {
    System.arraycopy(rewards, 0, rollout.rewards(), 0, rewards.length);
    new Returns(reinforce, agents, rollout).estimate(new float[0]);
    return rollout.advantages().clone();
  }

  /// What each lane says of the gradient with respect to the first logit.
  private static double[] estimates(Reinforce reinforce, Rollout rollout, int lanes) {
    new Returns(reinforce, 1, rollout).estimate(new float[0]);
    double[] estimates = new double[lanes];
    for (int sample = 0; sample < rollout.samples(); sample++) {
      double score = rollout.choices()[sample] == 0 ? 0.5 : -0.5;
      estimates[sample % lanes] += score * rollout.advantages()[sample];
    }
    return estimates;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double centre = mean(values);
    return Arrays.stream(values).map(value -> (value - centre) * (value - centre)).sum()
        / values.length;
  }

  private static Descent descent(Mlp actor, Rollout rollout) {
    double never = Double.POSITIVE_INFINITY;
    return new Descent(
        actor,
        new Adam(actor, 1e-5),
        () ->
            new ClippedSurrogate(
                rollout, actor, Gaussian.Bounds.CLIP, new ClippedSurrogate.Standard(), never, 0),
        ClippedSurrogate.MEASURES);
  }
}
