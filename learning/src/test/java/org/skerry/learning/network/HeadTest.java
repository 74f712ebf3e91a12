package org.skerry.learning.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final boolean[] ALL = new boolean[0];

  @Test
  void theLogProbabilityOfASquashedChoiceHasItsKnownValue() {
    Pass pass = constant(0.1f, -0.5f);
    Gaussian clip = new Gaussian(pass, Gaussian.Bounds.CLIP);
    Gaussian tanh = new Gaussian(pass, Gaussian.Bounds.TANH);
    float[] logs = new float[1];

    clip.logs(1, ALL, new float[] {0.5f}, logs);
    assertThat(logs[0]).isCloseTo(-0.636401f, Offset.offset(1e-6f));
    tanh.logs(1, ALL, new float[] {0.5f}, logs);
    assertThat(logs[0]).isCloseTo(-0.396172f, Offset.offset(1e-6f));
    assertThat(Gaussian.logSlope(0.5)).isCloseTo(-0.240229, Offset.offset(1e-6));
    assertThat(Gaussian.logSlope(-40)).isCloseTo(2 * Math.log(2) - 80, Offset.offset(1e-9));
    assertThat(clip.entropy(0)).isCloseTo(0.918939, Offset.offset(1e-6));
  }

  @Test
  void actionsOfBothModesStayWithinBoundsAndChoicesDoNot() {
    Pass pass = constant(0.9f, 0.5f);
    for (Gaussian.Bounds bounds : Gaussian.Bounds.values()) {
      Gaussian head = new Gaussian(pass, bounds);
      float[] choice = new float[1];
      float[] log = new float[1];
      float[] action = new float[1];
      Random random = new Random(3);
      boolean beyond = false;
      for (int i = 0; i < 100; i++) {
        head.sample(1, random, ALL, choice, 0, log, 0);
        head.fit(choice, 0, action, 1);
        beyond |= Math.abs(choice[0]) > 1;
        assertThat(action[0]).isBetween(-1f, 1f);
      }
      assertThat(beyond).isTrue();
    }
  }

  @Test
  void samplesOfAGaussianHaveItsMeanAndDeviation() {
    Pass pass = constant(0.3f, -0.7f);
    Gaussian head = new Gaussian(pass, Gaussian.Bounds.CLIP);
    Random random = new Random(4);
    float[] choice = new float[1];
    float[] log = new float[1];
    float[] again = new float[1];
    double sum = 0;
    double squares = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      head.sample(1, random, ALL, choice, 0, log, 0);
      sum += choice[0];
      squares += choice[0] * choice[0];
    }
    head.logs(1, ALL, choice, again);

    double mean = sum / count;
    assertThat(mean).isCloseTo(0.3, Offset.offset(0.01));
    assertThat(squares / count - mean * mean).isCloseTo(Math.exp(-1.4), Offset.offset(0.01));
    assertThat(again).isEqualTo(log);
  }

  @Test
  void aClosedChoiceIsNeverDrawnAndTheOthersAddUpToOne() {
    Mlp network = new Mlp(Activation.TANH, 0, 1, 3);
    network.parameters()[network.bias(0, 0)] = 50;
    Pass pass = new Pass(network, 1);
    pass.forward(1);
    Categorical head = new Categorical(pass);
    boolean[] open = {false, true, true};
    float[] choice = new float[1];
    float[] log = new float[1];
    Random random = new Random(5);

    for (int i = 0; i < 50; i++) {
      head.sample(1, random, open, choice, 0, log, 0);
      assertThat(choice[0]).isNotZero();
    }
    head.mode(1, open, choice);

    assertThat(choice[0]).isNotZero();
    assertThat(log[0]).isCloseTo((float) Math.log(0.5), Offset.offset(1e-6f));
    assertThat(head.probability(0, 0)).isZero();
    assertThat(head.probability(0, 1) + head.probability(0, 2)).isEqualTo(1f);
    assertThat(head.entropy(0)).isCloseTo(Math.log(2), Offset.offset(1e-12));
  }

  @Test
  void theMeanScoreOfACategoricalIsZero() {
    Mlp network = new Mlp(Activation.TANH, 0, 1, 4);
    for (int j = 0; j < 4; j++) {
      network.parameters()[network.bias(0, j)] = j * 0.4f;
    }
    Pass pass = new Pass(network, 4);
    pass.forward(4);
    Categorical head = new Categorical(pass);
    float[] choices = {0, 1, 2, 3};
    float[] logs = new float[4];
    float[] weights = new float[4];
    float[] gradient = new float[network.parameters().length];

    head.logs(4, ALL, choices, logs);
    for (int a = 0; a < 4; a++) {
      weights[a] = head.probability(a, a);
    }
    head.gradient(4, choices, weights, new float[4], gradient);

    for (int j = 0; j < 4; j++) {
      double sum = 0;
      for (int a = 0; a < 4; a++) {
        sum += pass.outputGradient()[a * pass.outputStride() + j];
      }
      assertThat(sum).isCloseTo(0, Offset.offset(1e-7)); // the outputs are floats
    }
  }

  @Test
  void theGradientOfAGaussianEqualsFiniteDifferences() {
    Mlp network = new Mlp(Activation.TANH, 2, 3, 8, 2);
    network.initialise(new Random(6), 1);
    network.parameters()[network.free()] = -0.4f;
    network.parameters()[network.free() + 1] = 0.2f;
    Pass pass = new Pass(network, 1);
    pass.input()[0] = 0.7f;
    Gaussian head = new Gaussian(pass, Gaussian.Bounds.TANH);
    float[] choice = {0.4f, -1.1f};
    float[] gradient = new float[network.parameters().length];

    pass.forward(1);
    head.logs(1, ALL, choice, new float[1]);
    head.gradient(1, choice, new float[] {1.5f}, new float[] {0.25f}, gradient);
    pass.backward(1, gradient);

    double error =
        new ReferenceNetwork(network)
            .worstError(
                gradient,
                n -> {
                  double[] mean = n.output(0.7f, 0, 0);
                  double log = 0;
                  double entropy = 0;
                  for (int d = 0; d < 2; d++) {
                    double z = (choice[d] - mean[d]) / Math.exp(n.free(d));
                    log -= 0.5 * z * z + n.free(d);
                    entropy += n.free(d);
                  }
                  return 1.5 * log - 0.25 * entropy;
                });
    assertThat(error).isLessThan(2e-6);
  }

  @Test
  void theGradientOfAMaskedCategoricalEqualsFiniteDifferences() {
    Mlp network = new Mlp(Activation.TANH, 0, 3, 8, 40);
    network.initialise(new Random(7), 1);
    Pass pass = new Pass(network, 1);
    pass.input()[1] = -0.6f;
    Categorical head = new Categorical(pass);
    boolean[] open = new boolean[40];
    java.util.Arrays.fill(open, 3, 30, true);
    float[] choice = {17};
    float[] gradient = new float[network.parameters().length];

    pass.forward(1);
    head.logs(1, open, choice, new float[1]);
    head.gradient(1, choice, new float[] {-0.8f}, new float[] {0.1f}, gradient);
    pass.backward(1, gradient);

    double error =
        new ReferenceNetwork(network)
            .worstError(
                gradient,
                n -> {
                  double[] z = n.output(0, -0.6f, 0);
                  double sum = 0;
                  for (int j = 3; j < 30; j++) {
                    sum += Math.exp(z[j]);
                  }
                  double entropy = 0;
                  for (int j = 3; j < 30; j++) {
                    double p = Math.exp(z[j]) / sum;
                    entropy -= p * Math.log(p);
                  }
                  return -0.8 * (z[17] - Math.log(sum)) - 0.1 * entropy;
                });
    assertThat(error).isLessThan(2e-6);
  }

  @Test
  void aGaussianWithoutItsDeviationsIsRefused() {
    assertThatThrownBy(() ->
            new Gaussian(new Pass(new Mlp(Activation.TANH, 0, 3, 2), 1), Gaussian.Bounds.CLIP))
        .hasMessage(
            "A Gaussian over 2 outputs needs as many free parameters, but the network has 0.");
  }

  /// A pass whose only output is the constant `mean`, evaluated.
  private static Pass constant(float mean, float logDeviation) {
    Mlp network = new Mlp(Activation.TANH, 1, 1, 1);
    network.parameters()[network.bias(0, 0)] = mean;
    network.parameters()[network.free()] = logDeviation;
    Pass pass = new Pass(network, 1);
    pass.forward(1);
    return pass;
  }
}
