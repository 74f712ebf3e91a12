package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

/// Holds the gradients derived by hand against libtorch's automatic differentiation in double.
@Tag("slow")
class LibtorchOracleTest {
  private static final int ROWS = 120;
  private static final double TOLERANCE = 1e-5; // floats against doubles, over 120 rows

  private final Random random = new Random(12);

  @Test
  void theClippedSurrogateOfAGaussianHasTheGradientOfAutograd() {
    Mlp actor = network(Activation.TANH, 4, 20, 128, 128, 4);
    Rollout rollout = rollout(4, 0);
    ClippedSurrogate loss =
        new ClippedSurrogate(
            rollout, actor, Gaussian.Bounds.CLIP, new ClippedSurrogate.Standard(), 0.2, 0.01);
    scatterLogs(rollout, actor, loss);
    Torch torch = new Torch(actor);

    Tensor mean = torch.output(tensor(rollout.actorInputs(), ROWS, 20));
    Tensor free = torch.free;
    Tensor z = tensor(rollout.choices(), ROWS, 4).sub(mean).mul(free.neg().exp());
    Tensor log =
        z.square()
            .mul(new Scalar(-0.5))
            .sub(free)
            .sub(new Scalar(0.5 * Math.log(2 * Math.PI)))
            .sum(1);
    Tensor entropy = free.add(new Scalar(0.5 + 0.5 * Math.log(2 * Math.PI))).sum();
    surrogate(rollout, log).sub(entropy.mul(new Scalar(0.01))).backward();

    assertThat(torch.worst(gradient(loss, actor))).isLessThan(TOLERANCE);
  }

  @Test
  void theClippedSurrogateOfFortyChoicesHasTheGradientOfAutograd() {
    Mlp actor = network(Activation.TANH, 0, 20, 128, 128, 40);
    Rollout rollout = rollout(1, 40);
    Arrays.fill(rollout.open(), true);
    long[] chosen = new long[ROWS];
    for (int r = 0; r < ROWS; r++) {
      chosen[r] = random.nextInt(40);
      rollout.choices()[r] = chosen[r];
    }
    ClippedSurrogate loss =
        new ClippedSurrogate(
            rollout, actor, Gaussian.Bounds.CLIP, new ClippedSurrogate.Standard(), 0.2, 0.05);
    scatterLogs(rollout, actor, loss);
    Torch torch = new Torch(actor);

    Tensor all = torch.output(tensor(rollout.actorInputs(), ROWS, 20)).log_softmax(1);
    Tensor log = all.gather(1, AbstractTensor.create(chosen, ROWS, 1)).sum(1);
    Tensor entropy = all.mul(all.exp()).sum(1).neg().mean();
    surrogate(rollout, log).sub(entropy.mul(new Scalar(0.05))).backward();

    assertThat(torch.worst(gradient(loss, actor))).isLessThan(TOLERANCE);
  }

  @Test
  void theClippedValueErrorHasTheGradientOfAutograd() {
    for (double huber : new double[] {Double.POSITIVE_INFINITY, 0.5}) {
      Mlp critic = network(Activation.TANH, 0, 20, 128, 128, 1);
      Rollout rollout = rollout(1, 0);
      float[] old = new float[ROWS];
      for (int r = 0; r < ROWS; r++) {
        old[r] = (float) random.nextGaussian() * 0.5f;
      }
      Loss loss = new ValueError(rollout, critic, old, new ValueNorm(), 0.2, huber);
      Torch torch = new Torch(critic);

      Tensor value = torch.output(tensor(rollout.criticInputs(), ROWS, 20)).sum(1);
      Tensor before = tensor(old, ROWS);
      Tensor target = tensor(rollout.returns(), ROWS);
      Tensor within = before.add(clamp(value.sub(before), -0.2, 0.2));
      error(value.sub(target), huber).maximum(error(within.sub(target), huber)).mean().backward();

      assertThat(torch.worst(gradient(loss, critic))).isLessThan(TOLERANCE);
    }
  }

  @Test
  void theSquaredErrorOfADeepQNetworkHasTheGradientOfAutograd() {
    Dqn dqn = new Dqn().withBatch(ROWS).withGamma(0.9).withTarget(Dqn.Target.SINGLE);
    DqnMember member = new DqnMember(dqn, 20, 5, new int[] {0}, new Noise(3));
    float[] seen = new float[ROWS * 20];
    float[] next = new float[ROWS * 20];
    float[] rewards = new float[ROWS];
    long[] chosen = new long[ROWS];
    fill(seen);
    fill(next);
    fill(rewards);
    for (int r = 0; r < ROWS; r++) {
      chosen[r] = random.nextInt(5);
      member.remember(
          Arrays.copyOfRange(seen, 20 * r, 20 * r + 20),
          new float[] {chosen[r]},
          new float[] {rewards[r]},
          Arrays.copyOfRange(next, 20 * r, 20 * r + 20),
          new boolean[0],
          false);
    }
    Torch torch = new Torch(member.network());

    float[] gradient = member.gradient(order());
    double[] best = new double[ROWS];
    Tensor following = torch.output(tensor(next, ROWS, 20)).detach().contiguous();
    double[] values = new double[ROWS * 5];
    following.data_ptr_double().get(values);
    for (int r = 0; r < ROWS; r++) {
      best[r] = rewards[r] + 0.9 * Arrays.stream(values, 5 * r, 5 * r + 5).max().orElseThrow();
    }
    torch
        .output(tensor(seen, ROWS, 20))
        .gather(1, AbstractTensor.create(chosen, ROWS, 1))
        .sum(1)
        .sub(AbstractTensor.create(best, ROWS))
        .square()
        .mean()
        .backward();

    assertThat(torch.worst(gradient)).isLessThan(TOLERANCE);
  }

  private static Tensor surrogate(Rollout rollout, Tensor log) {
    Tensor ratio = log.sub(tensor(rollout.logs(), ROWS)).exp();
    Tensor advantage = tensor(rollout.advantages(), ROWS);
    return ratio.mul(advantage).minimum(clamp(ratio, 0.8f, 1.2f).mul(advantage)).mean().neg();
  }

  private static Tensor error(Tensor difference, double huber) {
    if (Double.isInfinite(huber)) {
      return difference.square().mul(new Scalar(0.5));
    }
    // with |d| = max(d, -d) and q = min(|d|, δ) Huber's error is q (|d| - q / 2)
    Tensor size = difference.maximum(difference.neg());
    Tensor near = clamp(size, 0, huber);
    return near.mul(size.sub(near.mul(new Scalar(0.5))));
  }

  private static Tensor clamp(Tensor tensor, double low, double high) {
    return tensor.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
  }

  private Mlp network(Activation activation, int free, int... sizes) {
    Mlp network = new Mlp(activation, free, sizes);
    network.initialise(random, 1);
    for (int i = 0; i < free; i++) {
      network.parameters()[network.free() + i] = 0.1f * i - 0.2f;
    }
    return network;
  }

  private Rollout rollout(int choiceSize, int openSize) {
    Rollout rollout = new Rollout(ROWS, 1, 20, 20, choiceSize, openSize);
    fill(rollout.actorInputs());
    fill(rollout.criticInputs());
    fill(rollout.choices());
    fill(rollout.advantages());
    fill(rollout.returns());
    return rollout;
  }

  /// Old log-probabilities near the new ones, so that some ratios are clipped and some are not.
  private void scatterLogs(Rollout rollout, Mlp actor, ClippedSurrogate loss) {
    Pass pass = new Pass(actor, ROWS);
    for (int r = 0; r < ROWS; r++) {
      System.arraycopy(rollout.actorInputs(), 20 * r, pass.input(), r * pass.inputStride(), 20);
    }
    pass.forward(ROWS);
    (rollout.openSize() > 0
            ? new org.skerry.learning.network.Categorical(pass)
            : new Gaussian(pass, Gaussian.Bounds.CLIP))
        .logs(ROWS, rollout.open(), rollout.choices(), rollout.logs());
    for (int r = 0; r < ROWS; r++) {
      rollout.logs()[r] += (float) random.nextGaussian() * 0.3f;
    }
    assertThat(loss.pass().network()).isSameAs(actor);
  }

  private static float[] gradient(Loss loss, Mlp network) {
    float[] gradient = new float[network.parameters().length];
    loss.add(order(), 0, ROWS, ROWS, gradient, new double[ClippedSurrogate.MEASURES]);
    return gradient;
  }

  private static int[] order() {
    int[] order = new int[ROWS];
    for (int r = 0; r < ROWS; r++) {
      order[r] = r;
    }
    return order;
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  private static Tensor tensor(float[] values, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    double[] wide = new double[count];
    for (int i = 0; i < count; i++) {
      wide[i] = values[i];
    }
    return AbstractTensor.create(wide, shape);
  }

  /// The same network in libtorch, in double.
  private static final class Torch {
    private final Mlp network;
    private final Tensor[] weights;
    private final Tensor[] biases;
    private final Tensor free;

    Torch(Mlp network) {
      this.network = network;
      int[] sizes = network.sizes();
      weights = new Tensor[sizes.length - 1];
      biases = new Tensor[sizes.length - 1];
      for (int layer = 0; layer + 1 < sizes.length; layer++) {
        double[] w = new double[sizes[layer] * sizes[layer + 1]];
        double[] b = new double[sizes[layer + 1]];
        for (int j = 0; j < b.length; j++) {
          b[j] = network.parameters()[network.bias(layer, j)];
          for (int i = 0; i < sizes[layer]; i++) {
            w[i * b.length + j] = network.parameters()[network.weight(layer, i, j)];
          }
        }
        weights[layer] = AbstractTensor.create(w, sizes[layer], b.length).set_requires_grad(true);
        biases[layer] = AbstractTensor.create(b, b.length).set_requires_grad(true);
      }
      double[] f = new double[Math.max(1, network.freeCount())];
      for (int i = 0; i < network.freeCount(); i++) {
        f[i] = network.parameters()[network.free() + i];
      }
      free = AbstractTensor.create(f, f.length).set_requires_grad(true);
    }

    Tensor output(Tensor input) {
      Tensor x = input;
      for (int layer = 0; layer < weights.length; layer++) {
        x = x.matmul(weights[layer]).add(biases[layer]);
        if (layer + 1 < weights.length) {
          x = network.activation() == Activation.TANH ? x.tanh() : x.relu();
        }
      }
      return x;
    }

    /// The largest difference over the largest gradient.
    double worst(float[] gradient) {
      double largest = 0;
      double worst = 0;
      int[] sizes = network.sizes();
      for (int layer = 0; layer + 1 < sizes.length; layer++) {
        double[] w = values(weights[layer], sizes[layer] * sizes[layer + 1]);
        double[] b = values(biases[layer], sizes[layer + 1]);
        for (int j = 0; j < b.length; j++) {
          largest = Math.max(largest, Math.abs(b[j]));
          worst = Math.max(worst, Math.abs(b[j] - gradient[network.bias(layer, j)]));
          for (int i = 0; i < sizes[layer]; i++) {
            double expected = w[i * b.length + j];
            largest = Math.max(largest, Math.abs(expected));
            worst = Math.max(worst, Math.abs(expected - gradient[network.weight(layer, i, j)]));
          }
        }
      }
      if (network.freeCount() > 0) {
        double[] f = values(free, network.freeCount());
        for (int i = 0; i < f.length; i++) {
          worst = Math.max(worst, Math.abs(f[i] - gradient[network.free() + i]));
        }
      }
      assertThat(largest).isPositive();
      return worst / largest;
    }

    private static double[] values(Tensor parameter, int count) {
      double[] values = new double[count];
      parameter.grad().contiguous().data_ptr_double().get(values);
      return values;
    }
  }
}
