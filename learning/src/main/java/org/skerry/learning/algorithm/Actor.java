package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Categorical;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;

/// The actor of one group: decides for its agents, and learns from the advantages of a horizon.
final class Actor {
  /// Of [Adam], as is customary for policy gradients.
  static final double EPSILON = 1e-5;

  private final PolicyGradient settings;
  private final Rollout rollout;
  private final Group group;
  private final Mlp network;
  private final Adam adam;
  private final Descent descent;
  private final Pass pass;
  private final Head head;
  private final ClippedSurrogate.Standard standard = new ClippedSurrogate.Standard();
  private final int[] order;
  private final float[] choices;
  private final float[] fitted;
  private final float[] logs;
  private final float[] probabilities;
  private final boolean[] open;
  private final double[] measures = new double[ClippedSurrogate.MEASURES];
  private double gradientNorm;

  Actor(PolicyGradient settings, Role role, Rollout rollout, Group group) {
    this.settings = settings;
    this.rollout = rollout;
    this.group = group;
    int outputs = role.action() instanceof Space.Discrete(int count) ? count : role.action().size();
    int free = role.action() instanceof Space.Box ? outputs : 0;
    network =
        Mlp.between(rollout.actorSize(), settings.hidden(), outputs, settings.activation(), free);
    network.initialise(group.noise(), 0.01);
    deviate(settings.deviation());
    adam = new Adam(network, EPSILON);
    descent =
        new Descent(
            network,
            adam,
            () ->
                new ClippedSurrogate(
                    rollout,
                    network,
                    settings.bounds(),
                    standard,
                    settings.clip(),
                    settings.entropy()),
            ClippedSurrogate.MEASURES);
    pass = new Pass(network, Descent.CHUNK);
    head = Decision.of(role, settings.bounds()).head(pass);
    order = group.samples().clone();
    choices = new float[Descent.CHUNK * rollout.choiceSize()];
    fitted = new float[Descent.CHUNK * rollout.choiceSize()];
    logs = new float[Descent.CHUNK];
    probabilities = new float[Descent.CHUNK * rollout.openSize()];
    open = new boolean[Descent.CHUNK * rollout.openSize()];
  }

  /// Begins as a network of its shape.
  void begin(Mlp other, double deviation) {
    network.moveTo(other, 1f);
    deviate(deviation);
  }

  /// Whether it could begin as this network.
  boolean fits(Mlp other) {
    return Arrays.equals(other.sizes(), network.sizes())
        && other.activation() == network.activation()
        && other.freeCount() == network.freeCount();
  }

  private void deviate(double deviation) {
    for (int i = 0; i < network.freeCount(); i++) {
      network.parameters()[network.free() + i] = (float) Math.log(deviation);
    }
  }

  /// Decides for its agents in all lanes.
  ///
  /// @param first row of `inputs` at which the step begins
  /// @param epsilon probability of a random choice, in [0, 1)
  /// @param record sample at which the step begins, or negative to leave no record
  void act(
      float[] inputs,
      int first,
      boolean[] available,
      Noise random,
      double epsilon,
      float[] actions,
      int record) {
    int[] rows = group.rows();
    int size = rollout.actorSize();
    int choiceSize = rollout.choiceSize();
    int openSize = rollout.openSize();
    for (int from = 0; from < rows.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, rows.length - from);
      for (int r = 0; r < count; r++) {
        int row = rows[from + r];
        System.arraycopy(inputs, (first + row) * size, pass.input(), r * pass.inputStride(), size);
        System.arraycopy(available, row * openSize, open, r * openSize, openSize);
      }
      pass.forward(count);
      head.sample(count, random, open, choices, 0, logs, 0);
      if (head instanceof Categorical categorical) {
        explore(categorical, count, random, epsilon);
      }
      head.fit(choices, 0, fitted, count * choiceSize);
      for (int r = 0; r < count; r++) {
        int row = rows[from + r];
        System.arraycopy(fitted, r * choiceSize, actions, row * choiceSize, choiceSize);
        if (record >= 0) {
          int sample = record + row;
          System.arraycopy(
              choices, r * choiceSize, rollout.choices(), sample * choiceSize, choiceSize);
          System.arraycopy(
              probabilities, r * openSize, rollout.probabilities(), sample * openSize, openSize);
          rollout.logs()[sample] = logs[r];
        }
      }
    }
  }

  /// Mixes some random choices in: `π_ε = (1 - ε) π + ε / n`. The logs become those of `π_ε / (1 -
  /// ε)`, so that a ratio of probabilities, `(1 - ε) π / π_ε`, turns `∇log π` into `∇log π_ε`.
  private void explore(Categorical categorical, int count, Noise random, double epsilon) {
    int size = rollout.openSize();
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < size; j++) {
        probabilities[r * size + j] = categorical.probability(r, j);
      }
      if (epsilon > 0) {
        int ways = 0;
        for (int j = 0; j < size; j++) {
          ways += open[r * size + j] ? 1 : 0;
        }
        boolean explores = random.nextDouble() < epsilon;
        int left = explores ? random.nextInt(Math.max(ways, 1)) : -1;
        for (int j = 0; j < size; j++) {
          if (open[r * size + j]) {
            float mixed = (float) ((1 - epsilon) * probabilities[r * size + j] + epsilon / ways);
            probabilities[r * size + j] = mixed;
            if (left-- == 0) {
              choices[r] = j;
            }
          }
        }
        float chosen = probabilities[r * size + (int) choices[r]];
        logs[r] = (float) Math.log(chosen / (1 - epsilon));
      }
    }
  }

  /// All epochs.
  ///
  /// @param left of the learning rate, in [0, 1]
  void improve(double left) {
    if (settings.advantages() == AdvantageScale.ROLLOUT) {
      standard.of(rollout.advantages(), group.samples(), 0, order.length, 1e-5);
    }
    Noise shuffle = group.order();
    System.arraycopy(group.samples(), 0, order, 0, order.length);
    int batches = group.batches(settings.batch());
    double divergence = 0;
    for (int epoch = 0; epoch < settings.epochs() && divergence <= settings.targetKl(); epoch++) {
      shuffle.shuffle(order, order.length);
      Arrays.fill(measures, 0);
      for (int b = 0; b < batches; b++) {
        int from = group.begin(b, batches);
        int count = group.begin(b + 1, batches) - from;
        if (settings.advantages() == AdvantageScale.BATCH) {
          standard.of(rollout.advantages(), order, from, count, 1e-8);
        }
        gradientNorm =
            descent.step(order, from, count, left * settings.actorRate(), settings.maxNorm());
        for (int i = 0; i < measures.length; i++) {
          measures[i] += descent.measure(i) / batches;
        }
      }
      divergence = measures[ClippedSurrogate.DIVERGENCE];
    }
  }

  /// Adds how it went, as one of `actors`.
  void measure(Map<String, Double> all, int actors) {
    all.merge("policyLoss", measures[ClippedSurrogate.POLICY_LOSS] / actors, Double::sum);
    all.merge("entropy", measures[ClippedSurrogate.ENTROPY] / actors, Double::sum);
    all.merge("klDivergence", measures[ClippedSurrogate.DIVERGENCE] / actors, Double::sum);
    all.merge("clipFraction", measures[ClippedSurrogate.CLIPPED] / actors, Double::sum);
    all.merge("actorNorm", gradientNorm / actors, Double::sum);
  }

  /// A copy of its network.
  Mlp copy() {
    return network.copy();
  }

  void write(DataOutput out) throws IOException {
    network.write(out);
    adam.write(out);
  }

  void resume(DataInput in) throws IOException {
    network.resume(in);
    adam.resume(in);
  }
}
