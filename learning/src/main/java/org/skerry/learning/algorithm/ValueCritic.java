package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

/// The critic of one group: values what its agents saw, and learns what they earned.
final class ValueCritic {
  private final PolicyGradient settings;
  private final Rollout rollout;
  private final Group group;
  private final Mlp network;
  private final Adam adam;
  private final Descent descent;
  private final ValueNorm norm = new ValueNorm();
  private final float[] oldValues;
  private final int[] order;
  private double gradientNorm;
  private double loss;
  private double explained;

  ValueCritic(PolicyGradient settings, Rollout rollout, Group group) {
    this.settings = settings;
    this.rollout = rollout;
    this.group = group;
    network = Mlp.between(rollout.criticSize(), settings.hidden(), 1, settings.activation(), 0);
    network.initialise(group.noise(), 1);
    adam = new Adam(network, Actor.EPSILON);
    oldValues = new float[rollout.samples()];
    descent =
        new Descent(
            network,
            adam,
            () ->
                new ValueError(
                    rollout, network, oldValues, norm, settings.valueClip(), settings.huber()),
            ValueError.MEASURES);
    order = group.samples().clone();
  }

  /// Values every sample and what follows the last step.
  void value() {
    int steps = rollout.steps() + 1;
    int shards = Math.min(8, steps);
    Workers.each(shards, s -> value(steps * s / shards, steps * (s + 1) / shards));
  }

  private void value(int fromStep, int toStep) {
    Pass pass = new Pass(network, Descent.CHUNK);
    int size = rollout.criticSize();
    int from = fromStep * group.rows().length;
    int to = toStep * group.rows().length;
    for (int i = from; i < to; i += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, to - i);
      for (int r = 0; r < count; r++) {
        System.arraycopy(
            rollout.criticInputs(),
            group.sample(i + r) * size,
            pass.input(),
            r * pass.inputStride(),
            size);
      }
      pass.forward(count);
      for (int r = 0; r < count; r++) {
        int sample = group.sample(i + r);
        float value = pass.output()[r * pass.outputStride()];
        if (sample < oldValues.length) {
          oldValues[sample] = value;
        }
        rollout.values()[sample] = (float) norm.denormalised(value);
      }
    }
  }

  /// All epochs, in the same batches as the actor's.
  void improve() {
    explained = explainedVariance();
    Noise shuffle = group.order();
    System.arraycopy(group.samples(), 0, order, 0, order.length);
    int batches = group.batches(settings.batch());
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      shuffle.shuffle(order, order.length);
      loss = 0;
      for (int b = 0; b < batches; b++) {
        int from = group.begin(b, batches);
        int count = group.begin(b + 1, batches) - from;
        if (settings.values() == Scaling.RUNNING) {
          norm.update(rollout.returns(), order, from, count);
        }
        gradientNorm = descent.step(order, from, count, settings.criticRate(), settings.maxNorm());
        loss += descent.measure(ValueError.VALUE_LOSS) / batches;
      }
    }
  }

  private double explainedVariance() {
    double sum = 0;
    double squares = 0;
    double errorSum = 0;
    double errorSquares = 0;
    for (int sample : group.samples()) {
      double value = rollout.returns()[sample];
      double error = rollout.advantages()[sample];
      sum += value;
      squares += value * value;
      errorSum += error;
      errorSquares += error * error;
    }
    int count = group.samples().length;
    double variance = squares / count - sum / count * (sum / count);
    double left = errorSquares / count - errorSum / count * (errorSum / count);
    return variance <= 0 ? 0 : 1 - left / variance;
  }

  /// Adds how it went, as one of `critics`.
  void measure(Map<String, Double> all, int critics) {
    all.merge("valueLoss", loss / critics, Double::sum);
    all.merge("explainedVariance", explained / critics, Double::sum);
    all.merge("criticNorm", gradientNorm / critics, Double::sum);
  }

  void write(DataOutput out) throws IOException {
    network.write(out);
    adam.write(out);
    norm.write(out);
  }

  void resume(DataInput in) throws IOException {
    network.resume(in);
    adam.resume(in);
    norm.resume(in);
  }
}
