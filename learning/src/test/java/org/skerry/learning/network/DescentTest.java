package org.skerry.learning.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DescentTest {
  @Test
  void theFirstStepOfAdamMovesEachWeightByTheRate() {
    Mlp network = new Mlp(Activation.TANH, 0, 1, 1);
    float[] gradient = new float[network.parameters().length];
    gradient[network.bias(0, 0)] = 0.5f;

    double norm = new Adam(network, 1e-5).step(gradient, 1e-3, Double.POSITIVE_INFINITY);

    assertThat(network.parameters()[network.bias(0, 0)])
        .isCloseTo(-0.00099998f, Offset.offset(1e-8f));
    assertThat(norm).isEqualTo(0.5);
  }

  @Test
  void theClipLeavesAShortGradientAloneAndShortensALongOne() {
    Mlp network = new Mlp(Activation.TANH, 0, 1, 1);
    Adam adam = new Adam(network, 1e-5);
    float[] gradient = new float[network.parameters().length];
    gradient[network.bias(0, 0)] = 4;

    adam.step(gradient, 0, 0.5);

    assertThat(adam.mean()[network.bias(0, 0)]).isCloseTo(0.05f, Offset.offset(1e-6f));
  }

  @Test
  void initialWeightsAreOrthonormalTimesTheirGain() {
    Mlp network = new Mlp(Activation.TANH, 0, 20, 64, 3);
    network.initialise(new Random(1), 0.01);

    for (int a = 0; a < 20; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int j = 0; j < 64; j++) {
          dot +=
              network.parameters()[network.weight(0, a, j)]
                  * (double) network.parameters()[network.weight(0, b, j)];
        }
        assertThat(dot).isCloseTo(a == b ? 2 : 0, Offset.offset(1e-6));
      }
    }
    double norm = 0;
    for (int i = 0; i < 64; i++) {
      norm += Math.pow(network.parameters()[network.weight(1, i, 2)], 2);
    }
    assertThat(Math.sqrt(norm)).isCloseTo(0.01, Offset.offset(1e-8));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    float[] alone = trained(1);

    assertThat(trained(2)).isEqualTo(alone);
    assertThat(trained(3)).isEqualTo(alone);
  }

  @Test
  void aNetworkLearnsAFunction() {
    Regression regression = new Regression(256);
    double first = regression.step();
    double last = 0;
    for (int i = 0; i < 1000; i++) {
      last = regression.step();
    }

    assertThat(last).isLessThan(first / 30);
  }

  private static float[] trained(int threads) {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(
              () -> {
                Regression regression = new Regression(2100);
                for (int i = 0; i < 5; i++) {
                  regression.step();
                }
                return regression.network.parameters();
              })
          .join();
    }
  }

  /// The sum of two inputs' sines, learnt by squared error.
  private static final class Regression {
    private final Mlp network = new Mlp(Activation.TANH, 0, 2, 32, 1);
    private final float[] inputs;
    private final int[] order;
    private final Descent descent;

    Regression(int samples) {
      Random random = new Random(9);
      network.initialise(random, 1);
      inputs = new float[samples * 2];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      order = IntStream.range(0, samples).toArray();
      descent = new Descent(network, new Adam(network, 1e-8), SquaredError::new, 1);
    }

    double step() {
      descent.step(order, 0, order.length, 3e-3, 10);
      return descent.measure(0);
    }

    private final class SquaredError implements Loss {
      private final Pass pass = new Pass(network, Descent.CHUNK);

      @Override
      public Pass pass() {
        return pass;
      }

      @Override
      public void add(
          int[] samples, int from, int rows, int batch, float[] gradient, double[] measures) {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(inputs, samples[from + r] * 2, pass.input(), r * pass.inputStride(), 2);
        }
        pass.forward(rows);
        for (int r = 0; r < rows; r++) {
          int sample = samples[from + r] * 2;
          double target = Math.sin(inputs[sample]) + Math.sin(inputs[sample + 1]);
          double error = pass.output()[r * pass.outputStride()] - target;
          pass.outputGradient()[r * pass.outputStride()] = (float) (2 * error / batch);
          measures[0] += error * error / batch;
        }
        pass.backward(rows, gradient);
      }
    }
  }
}
