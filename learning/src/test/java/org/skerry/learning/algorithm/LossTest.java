package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

class LossTest {
  private static final int SAMPLES = 40;

  private final Random random = new Random(8);
  private final Mlp actor = new Mlp(Activation.TANH, 2, 3, 8, 2);
  private final Mlp critic = new Mlp(Activation.TANH, 0, 3, 8, 1);
  private final Rollout rollout = new Rollout(SAMPLES, 1, 3, 3, 2, 0);
  private final ClippedSurrogate.Standard standard = new ClippedSurrogate.Standard();
  private final double[] measures = new double[ClippedSurrogate.MEASURES];

  LossTest() {
    actor.initialise(random, 1);
    critic.initialise(random, 1);
    fill(rollout.actorInputs());
    fill(rollout.criticInputs());
    fill(rollout.choices());
    fill(rollout.advantages());
    fill(rollout.returns());
    Pass pass = new Pass(actor, SAMPLES);
    for (int r = 0; r < SAMPLES; r++) {
      System.arraycopy(rollout.actorInputs(), 3 * r, pass.input(), r * pass.inputStride(), 3);
    }
    pass.forward(SAMPLES);
    new Gaussian(pass, Gaussian.Bounds.CLIP)
        .logs(SAMPLES, new boolean[0], rollout.choices(), rollout.logs());
  }

  @Test
  void theGradientIsExactlyZeroWhereTheClipBinds() {
    rollout.advantages()[0] = 1;
    rollout.logs()[0] -= (float) Math.log(1.21); // the ratio is 1.21
    rollout.advantages()[1] = -1;
    rollout.logs()[1] += (float) Math.log(1 / 0.79);

    for (float value : policyGradient(0, 1)) {
      assertThat(value).isZero();
    }
  }

  @Test
  void theGradientIsNotCutWhereTheClipWouldHelpThePolicy() {
    rollout.advantages()[0] = -1;
    rollout.logs()[0] -= (float) Math.log(1.5);

    double norm = 0;
    for (float value : policyGradient(0)) {
      norm += Math.abs(value);
    }

    assertThat(norm).isGreaterThan(0.1);
  }

  @Test
  void atARatioOfOneTheGradientIsThatOfTheAdvantageTimesTheLog() {
    rollout.advantages()[0] = 2;
    float[] gradient = policyGradient(0);
    float[] direct = new float[gradient.length];
    Pass pass = new Pass(actor, 1);
    System.arraycopy(rollout.actorInputs(), 0, pass.input(), 0, 3);
    Gaussian head = new Gaussian(pass, Gaussian.Bounds.CLIP);

    pass.forward(1);
    head.logs(1, new boolean[0], rollout.choices(), new float[1]);
    head.gradient(1, rollout.choices(), new float[] {-2}, new float[1], direct);
    pass.backward(1, direct);

    assertThat(gradient).containsExactly(direct, Offset.offset(1e-6f));
  }

  @Test
  void samplesLeftOutMayHoldAnything() {
    float[] clean = policyGradient(1, 3);
    float[] cleanValue = valueGradient(Double.POSITIVE_INFINITY, 10, 1, 3);

    rollout.actorInputs()[6] = 1e9f;
    rollout.criticInputs()[6] = Float.NaN;
    rollout.advantages()[2] = 1e9f;
    rollout.returns()[2] = Float.NaN;

    assertThat(policyGradient(1, 3)).isEqualTo(clean);
    assertThat(valueGradient(Double.POSITIVE_INFINITY, 10, 1, 3)).isEqualTo(cleanValue);
  }

  @Test
  void theOrderOfSamplesChangesTheGradientByRoundingOnly() {
    float[] forth = policyGradient(0, 1, 2, 3, 4);
    float[] back = policyGradient(4, 3, 2, 1, 0);

    assertThat(back).containsExactly(forth, Offset.offset(1e-6f));
  }

  @Test
  void theValueLossIsTheLargerOfTheFreeAndTheClipped() {
    Pass pass = new Pass(critic, 1);
    System.arraycopy(rollout.criticInputs(), 0, pass.input(), 0, 3);
    pass.forward(1);
    float value = pass.output()[0];
    float[] old = new float[SAMPLES];
    old[0] = value - 1; // the clip holds the value at old + 0.2

    rollout.returns()[0] = value + 1; // the clipped value is farther off: no gradient
    for (float g : gradient(old, 0.2, 10, 0)) {
      assertThat(g).isZero();
    }
    assertThat(measures[0]).isCloseTo(0.5 * 1.8 * 1.8, Offset.offset(1e-5));
    rollout.returns()[0] = value - 3; // the free value is farther off
    gradient(old, 0.2, 10, 0);
    assertThat(measures[0]).isCloseTo(4.5, Offset.offset(1e-5));
    gradient(old, 0.2, 1, 0); // Huber: 1 × (3 - ½)
    assertThat(measures[0]).isCloseTo(2.5, Offset.offset(1e-5));
  }

  private float[] policyGradient(int... order) {
    float[] gradient = new float[actor.parameters().length];
    java.util.Arrays.fill(measures, 0);
    new ClippedSurrogate(rollout, actor, Gaussian.Bounds.CLIP, standard, 0.2, 0)
        .add(order, 0, order.length, order.length, gradient, measures);
    return gradient;
  }

  private float[] valueGradient(double clip, double huber, int... order) {
    return gradient(new float[SAMPLES], clip, huber, order);
  }

  private float[] gradient(float[] old, double clip, double huber, int... order) {
    float[] gradient = new float[critic.parameters().length];
    java.util.Arrays.fill(measures, 0);
    new ValueError(rollout, critic, old, new ValueNorm(), clip, huber)
        .add(order, 0, order.length, order.length, gradient, measures);
    return gradient;
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }
}
