package org.skerry.learning.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassTest {
  private final Random random = new Random(2);

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theGradientOfASquaredErrorEqualsFiniteDifferences(Activation activation) {
    for (int[] sizes : new int[][] {{3, 5}, {5, 20, 2}, {20, 33, 17, 40}, {4, 16, 16, 1}}) {
      Mlp network = new Mlp(activation, 0, sizes);
      network.initialise(random, 1);
      jitter(network);
      double[][] inputs = inputs(7, sizes[0]);
      Pass pass = filled(network, inputs);
      float[] gradient = new float[network.parameters().length];

      pass.forward(7);
      for (int r = 0; r < 7; r++) {
        for (int j = 0; j < network.outputs(); j++) {
          int at = r * pass.outputStride() + j;
          pass.outputGradient()[at] = pass.output()[at] - 0.3f;
        }
      }
      pass.backward(7, gradient);

      double error =
          new ReferenceNetwork(network).worstError(gradient, n -> halfSquares(n, inputs));
      assertThat(error).isLessThan(5e-6); // float sums of seven rows against double
    }
  }

  @Test
  void theGradientAtTheInputEqualsFiniteDifferences() {
    Mlp network = new Mlp(Activation.TANH, 0, 6, 20, 3);
    network.initialise(random, 1);
    double[][] inputs = inputs(4, 6);
    Pass pass = filled(network, inputs);
    ReferenceNetwork reference = new ReferenceNetwork(network);

    pass.forward(4);
    for (int r = 0; r < 4; r++) {
      pass.outputGradient()[r * pass.outputStride() + 1] = 1;
    }
    float[] gradient = pass.backwardToInput(4);

    double h = 1e-6;
    for (int i = 0; i < 6; i++) {
      double[] up = inputs[2].clone();
      double[] down = inputs[2].clone();
      up[i] += h;
      down[i] -= h;
      double numeric = (reference.output(up)[1] - reference.output(down)[1]) / (2 * h);
      assertThat((double) gradient[2 * pass.inputStride() + i])
          .isCloseTo(numeric, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void theOutputEqualsThatInDoubleAndIsTheSameWithPlainLoops() {
    Mlp network = new Mlp(Activation.TANH, 2, 20, 128, 128, 4);
    network.initialise(random, 1);
    Mlp plain = new Mlp(new PlainKernels(), Activation.TANH, 2, 20, 128, 128, 4);
    plain.moveTo(network, 1);
    double[][] inputs = inputs(13, 20);
    Pass pass = filled(network, inputs);
    Pass slow = filled(plain, inputs);

    pass.forward(13);
    slow.forward(13);

    assertThat(pass.output()).isEqualTo(slow.output());
    ReferenceNetwork reference = new ReferenceNetwork(network);
    for (int r = 0; r < 13; r++) {
      double[] expected = reference.output(inputs[r]);
      for (int j = 0; j < 4; j++) {
        assertThat((double) pass.output()[r * pass.outputStride() + j])
            .isCloseTo(expected[j], org.assertj.core.data.Offset.offset(2e-6));
      }
    }
  }

  @Test
  void aRowGivesTheSameBitsAloneAndAmongOthers() {
    Mlp network = new Mlp(Activation.TANH, 0, 20, 128, 128, 4);
    network.initialise(random, 1);
    double[][] inputs = inputs(8, 20);
    Pass many = filled(network, inputs);
    Pass one = filled(network, new double[][] {inputs[7]});

    many.forward(8);
    one.forward(1);

    for (int j = 0; j < 4; j++) {
      assertThat(one.output()[j]).isEqualTo(many.output()[7 * many.outputStride() + j]);
    }
  }

  @Test
  void paddingStaysZeroThroughManySteps() {
    Mlp network = new Mlp(Activation.TANH, 1, 3, 5, 2);
    network.initialise(random, 1);
    Adam adam = new Adam(network, 1e-5);
    Pass pass = filled(network, inputs(4, 3));

    for (int step = 0; step < 20; step++) {
      float[] gradient = new float[network.parameters().length];
      pass.forward(4);
      for (int r = 0; r < 4; r++) {
        pass.outputGradient()[r * pass.outputStride()] = 1;
      }
      pass.backward(4, gradient);
      adam.step(gradient, 0.01, 0.5);
    }

    int used = 3 * 5 + 5 + 5 * 2 + 2;
    int nonZero = 0;
    for (float value : network.parameters()) {
      nonZero += value != 0 ? 1 : 0;
    }
    assertThat(nonZero).isLessThanOrEqualTo(used);
  }

  @Test
  void senselessSizesAreRefused() {
    assertThatThrownBy(() -> new Mlp(Activation.TANH, 0, 3))
        .hasMessageContaining("at least the sizes of its input and its output");
    assertThatThrownBy(() -> new Pass(new Mlp(Activation.TANH, 0, 3, 2), 0))
        .hasMessageContaining("capacity is 0");
  }

  private static double halfSquares(ReferenceNetwork network, double[][] inputs) {
    double sum = 0;
    for (double[] input : inputs) {
      for (double y : network.output(input)) {
        sum += 0.5 * (y - 0.3f) * (y - 0.3f);
      }
    }
    return sum;
  }

  private void jitter(Mlp network) {
    int[] sizes = network.sizes();
    for (int layer = 0; layer + 1 < sizes.length; layer++) {
      for (int j = 0; j < sizes[layer + 1]; j++) {
        network.parameters()[network.bias(layer, j)] = (float) random.nextGaussian() * 0.3f;
      }
    }
    network.mirror();
  }

  private double[][] inputs(int rows, int size) {
    double[][] inputs = new double[rows][size];
    for (double[] row : inputs) {
      for (int i = 0; i < size; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return inputs;
  }

  private static Pass filled(Mlp network, double[][] inputs) {
    Pass pass = new Pass(network, inputs.length);
    for (int r = 0; r < inputs.length; r++) {
      for (int i = 0; i < inputs[r].length; i++) {
        pass.input()[r * pass.inputStride() + i] = (float) inputs[r][i];
      }
    }
    return pass;
  }
}
