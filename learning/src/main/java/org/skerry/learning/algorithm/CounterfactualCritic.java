package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;

/// The central critic of [Coma]: `Q(s, u⁻ⁱ, ·)`, the worth of every choice of an agent in one pass,
/// given the choices of the others.
///
/// The agent's own choice is no input: its block of the one-hot vector is zero, which also says
/// whose choices are asked for. The advantage is `A = Q(s, u) - Σ_u' π_ε(u') Q(s, (u⁻ⁱ, u'))`,
/// whose mean over `π_ε` is zero. The critic learns `y_t = r_t + γ ((1 - λ) Q⁻_{t+1} + λ y_{t+1})`
/// by squared error, `Q⁻` from a copy that follows in leaps: one gradient step for each step of the
/// horizon, from the last to the first, and the advantages are of the values that it gave there,
/// just before.
final class CounterfactualCritic implements Critics {
  private final Coma coma;
  private final Spec spec;
  private final Rollout rollout;
  private final int agents;
  private final int choices;
  private final Mlp network;
  private final Mlp target;
  private final Adam adam;
  private final Descent descent;
  private final int[] order;
  private final float[] taken;
  private final float[] worths;
  private double gradientNorm;
  private double loss;
  private long steps;
  private long copied;

  CounterfactualCritic(Coma coma, Spec spec, Role role, Rollout rollout, Noise noise) {
    this.coma = coma;
    this.spec = spec;
    this.rollout = rollout;
    agents = role.agents();
    choices = rollout.openSize();
    network =
        Mlp.between(
            rollout.criticSize() + agents * choices, coma.hidden(), choices, Activation.RELU, 0);
    network.initialise(noise, 1);
    target = network.copy();
    adam = new Adam(network, Actor.EPSILON);
    descent = new Descent(network, adam, TakenError::new, 1);
    taken = new float[rollout.samples() + rollout.columns()];
    worths = new float[rollout.samples() * choices];
    order = new int[rollout.samples()];
    Arrays.setAll(order, sample -> sample);
  }

  @Override
  public void estimate(float[] last) {
    System.arraycopy(rollout.choices(), 0, taken, 0, rollout.samples());
    System.arraycopy(last, 0, taken, rollout.samples(), rollout.columns());
    int samples = spec.bootstrap() ? taken.length : rollout.samples();
    Workers.each(8, s -> valueTaken(samples * s / 8, samples * (s + 1) / 8));
    rollout.estimate(coma.gamma(), coma.lambda(), spec.bootstrap());
    loss = 0;
    for (int step = rollout.steps() - 1; step >= 0; step--) {
      int columns = rollout.columns();
      gradientNorm =
          descent.step(order, step * columns, columns, coma.criticRate(), coma.maxNorm());
      loss += descent.measure(0) / rollout.steps();
      steps++;
    }
    for (int sample = 0; sample < rollout.samples(); sample++) {
      rollout.advantages()[sample] =
          advantage(
              worths, rollout.probabilities(), sample * choices, choices, (int) taken[sample]);
    }
    if (steps - copied >= coma.targetEvery()) {
      target.moveTo(network, 1f);
      copied = steps;
    }
  }

  /// `Q(u) - Σ_u' π(u') Q(u')`, of `count` numbers from `from` on.
  static float advantage(float[] worths, float[] probabilities, int from, int count, int chosen) {
    double baseline = 0;
    for (int j = from; j < from + count; j++) {
      baseline += (double) probabilities[j] * worths[j];
    }
    return (float) (worths[from + chosen] - baseline);
  }

  /// Writes what the critic takes in for a sample, from `at` on.
  void input(int sample, float[] out, int at) {
    int size = rollout.criticSize();
    System.arraycopy(rollout.criticInputs(), sample * size, out, at, size);
    Arrays.fill(out, at + size, at + size + agents * choices, 0f);
    int agent = sample % agents;
    for (int other = 0; other < agents; other++) {
      if (other != agent) {
        out[at + size + other * choices + (int) taken[sample - agent + other]] = 1;
      }
    }
  }

  private void valueTaken(int from, int to) {
    Pass pass = new Pass(target, Descent.CHUNK);
    for (int i = from; i < to; i += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, to - i);
      for (int r = 0; r < count; r++) {
        input(i + r, pass.input(), r * pass.inputStride());
      }
      pass.forward(count);
      for (int r = 0; r < count; r++) {
        rollout.values()[i + r] = pass.output()[r * pass.outputStride() + (int) taken[i + r]];
      }
    }
  }

  @Override
  public int learners() {
    return 0;
  }

  @Override
  public void improve(int learner) {}

  @Override
  public void measure(Map<String, Double> all) {
    all.put("valueLoss", loss);
    all.put("criticNorm", gradientNorm);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    network.write(out);
    target.write(out);
    adam.write(out);
    out.writeLong(steps);
    out.writeLong(copied);
  }

  @Override
  public void resume(DataInput in) throws IOException {
    network.resume(in);
    target.resume(in);
    adam.resume(in);
    steps = in.readLong();
    copied = in.readLong();
  }

  /// `mean ½ (Q(u) - y)²`; keeps the worth of all choices on the way.
  private final class TakenError implements Loss {
    private final Pass pass = new Pass(network, Descent.CHUNK);

    @Override
    public Pass pass() {
      return pass;
    }

    @Override
    public void add(
        int[] order, int from, int rows, int batch, float[] gradient, double[] measures) {
      for (int r = 0; r < rows; r++) {
        input(order[from + r], pass.input(), r * pass.inputStride());
      }
      pass.forward(rows);
      for (int r = 0; r < rows; r++) {
        int sample = order[from + r];
        int at = r * pass.outputStride();
        System.arraycopy(pass.output(), at, worths, sample * choices, choices);
        Arrays.fill(pass.outputGradient(), at, at + choices, 0f);
        int place = at + (int) taken[sample];
        float error = pass.output()[place] - rollout.returns()[sample];
        pass.outputGradient()[place] = error / batch;
        measures[0] += 0.5 * error * error / batch;
      }
      pass.backward(rows, gradient);
    }
  }
}
