package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Rollout;
import org.skerry.learning.rollout.ValueNorm;

/// One actor and its critic, with the agents that use them: all of the role, or one.
final class ProximalMember {
  private static final double EPSILON = 1e-5;

  private final ProximalSettings settings;
  private final Rollout rollout;
  private final Mlp actor;
  private final Mlp critic;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final Descent actorDescent;
  private final Descent criticDescent;
  private final Pass actorPass;
  private final Head head;
  private final ValueNorm norm = new ValueNorm();
  private final ClippedSurrogate.Standard standard = new ClippedSurrogate.Standard();
  private final Noise noise;
  private final int[] rows;
  private final int[] samples;
  private final int[] actorOrder;
  private final int[] criticOrder;
  private final float[] oldValues;
  private final float[] choices;
  private final float[] fitted;
  private final float[] logs;
  private final boolean[] open;
  private final double[] actorMeasures = new double[ClippedSurrogate.MEASURES];
  private double actorNorm;
  private double criticNorm;
  private double valueLoss;
  private double explained;
  private long shuffles;

  ProximalMember(
      ProximalSettings settings, Spec spec, Role role, Rollout rollout, int group, long seed) {
    this.settings = settings;
    this.rollout = rollout;
    noise = Noise.of(seed, group + 1L);
    boolean box = role.action() instanceof Space.Box;
    int outputs = role.action() instanceof Space.Discrete(int count) ? count : role.action().size();
    actor =
        Mlp.between(
            rollout.actorSize(), settings.hidden(), outputs, Activation.TANH, box ? outputs : 0);
    critic = Mlp.between(rollout.criticSize(), settings.hidden(), 1, Activation.TANH, 0);
    actor.initialise(noise, 0.01);
    deviate(settings.deviation());
    critic.initialise(noise, 1);
    actorAdam = new Adam(actor, EPSILON);
    criticAdam = new Adam(critic, EPSILON);
    oldValues = new float[rollout.samples()];
    actorDescent =
        new Descent(
            actor,
            actorAdam,
            () ->
                new ClippedSurrogate(
                    rollout,
                    actor,
                    settings.bounds(),
                    standard,
                    settings.clip(),
                    settings.entropy()),
            ClippedSurrogate.MEASURES);
    criticDescent =
        new Descent(
            critic,
            criticAdam,
            () ->
                new ValueError(
                    rollout, critic, oldValues, norm, settings.valueClip(), settings.huber()),
            ValueError.MEASURES);
    actorPass = new Pass(actor, Descent.CHUNK);
    head = Decision.of(role, settings.bounds()).head(actorPass);
    rows = rowsOf(group, spec.lanes(), role.agents(), settings.sharing() == Sharing.EACH);
    samples = new int[rows.length * rollout.steps()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i / rows.length * rollout.columns() + rows[i % rows.length];
    }
    actorOrder = samples.clone();
    criticOrder = samples.clone();
    choices = new float[Descent.CHUNK * rollout.choiceSize()];
    fitted = new float[Descent.CHUNK * rollout.choiceSize()];
    logs = new float[Descent.CHUNK];
    open = new boolean[Descent.CHUNK * rollout.openSize()];
  }

  /// Lets the actor begin as a network of its shape.
  void begin(Mlp network, double deviation) {
    actor.moveTo(network, 1f);
    deviate(deviation);
  }

  private void deviate(double deviation) {
    for (int i = 0; i < actor.freeCount(); i++) {
      actor.parameters()[actor.free() + i] = (float) Math.log(deviation);
    }
  }

  /// Whether its actor could begin as this network.
  boolean fits(Mlp network) {
    return Arrays.equals(network.sizes(), actor.sizes())
        && network.activation() == actor.activation()
        && network.freeCount() == actor.freeCount();
  }

  /// Decides for its agents in all lanes.
  ///
  /// @param first row of `inputs` at which the step begins
  /// @param record sample at which the step begins, or negative to leave no record
  void act(
      float[] inputs, int first, boolean[] available, Noise random, float[] actions, int record) {
    int size = rollout.actorSize();
    int choiceSize = rollout.choiceSize();
    int openSize = rollout.openSize();
    for (int from = 0; from < rows.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, rows.length - from);
      for (int r = 0; r < count; r++) {
        int row = rows[from + r];
        System.arraycopy(
            inputs, (first + row) * size, actorPass.input(), r * actorPass.inputStride(), size);
        System.arraycopy(available, row * openSize, open, r * openSize, openSize);
      }
      actorPass.forward(count);
      head.sample(count, random, open, choices, 0, logs, 0);
      head.fit(choices, 0, fitted, count * choiceSize);
      for (int r = 0; r < count; r++) {
        int row = rows[from + r];
        System.arraycopy(fitted, r * choiceSize, actions, row * choiceSize, choiceSize);
        if (record >= 0) {
          int sample = record + row;
          System.arraycopy(
              choices, r * choiceSize, rollout.choices(), sample * choiceSize, choiceSize);
          rollout.logs()[sample] = logs[r];
        }
      }
    }
  }

  /// Values every sample and what follows the last step.
  void value() {
    shuffles = noise.nextLong();
    int steps = rollout.steps() + 1;
    int shards = Math.min(8, steps);
    Workers.each(shards, s -> value(steps * s / shards, steps * (s + 1) / shards));
  }

  private void value(int fromStep, int toStep) {
    Pass pass = new Pass(critic, Descent.CHUNK);
    int size = rollout.criticSize();
    int from = fromStep * rows.length;
    int to = toStep * rows.length;
    for (int i = from; i < to; i += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, to - i);
      for (int r = 0; r < count; r++) {
        System.arraycopy(
            rollout.criticInputs(),
            sample(i + r) * size,
            pass.input(),
            r * pass.inputStride(),
            size);
      }
      pass.forward(count);
      for (int r = 0; r < count; r++) {
        int sample = sample(i + r);
        float value = pass.output()[r * pass.outputStride()];
        if (sample < oldValues.length) {
          oldValues[sample] = value;
        }
        rollout.values()[sample] = (float) norm.denormalised(value);
      }
    }
  }

  private int sample(int number) {
    return number / rows.length * rollout.columns() + rows[number % rows.length];
  }

  /// All epochs of the actor.
  void improveActor() {
    if (settings.advantages() == AdvantageScale.ROLLOUT) {
      standard.of(rollout.advantages(), samples, 0, samples.length, 1e-5);
    }
    Noise shuffle = new Noise(shuffles);
    System.arraycopy(samples, 0, actorOrder, 0, samples.length);
    int batches = batches();
    double divergence = 0;
    for (int epoch = 0; epoch < settings.epochs() && divergence <= settings.targetKl(); epoch++) {
      shuffle.shuffle(actorOrder, actorOrder.length);
      Arrays.fill(actorMeasures, 0);
      for (int b = 0; b < batches; b++) {
        int from = begin(b, batches);
        int count = begin(b + 1, batches) - from;
        if (settings.advantages() == AdvantageScale.BATCH) {
          standard.of(rollout.advantages(), actorOrder, from, count, 1e-8);
        }
        actorNorm =
            actorDescent.step(actorOrder, from, count, settings.actorRate(), settings.maxNorm());
        for (int i = 0; i < actorMeasures.length; i++) {
          actorMeasures[i] += actorDescent.measure(i) / batches;
        }
      }
      divergence = actorMeasures[ClippedSurrogate.DIVERGENCE];
    }
  }

  /// All epochs of the critic, in the same batches as the actor's.
  void improveCritic() {
    explained = explainedVariance();
    Noise shuffle = new Noise(shuffles);
    System.arraycopy(samples, 0, criticOrder, 0, samples.length);
    int batches = batches();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      shuffle.shuffle(criticOrder, criticOrder.length);
      valueLoss = 0;
      for (int b = 0; b < batches; b++) {
        int from = begin(b, batches);
        int count = begin(b + 1, batches) - from;
        if (settings.values() == Scaling.RUNNING) {
          norm.update(rollout.returns(), criticOrder, from, count);
        }
        criticNorm =
            criticDescent.step(criticOrder, from, count, settings.criticRate(), settings.maxNorm());
        valueLoss += criticDescent.measure(ValueError.VALUE_LOSS) / batches;
      }
    }
  }

  /// Batches of nearly equal size, so that every sample is used once per epoch and none is left for
  /// a tiny last batch.
  private int batches() {
    return Math.max(1, Math.round((float) samples.length / settings.batch()));
  }

  private int begin(int batch, int batches) {
    return (int) ((long) samples.length * batch / batches);
  }

  private double explainedVariance() {
    double sum = 0;
    double squares = 0;
    double errorSum = 0;
    double errorSquares = 0;
    for (int sample : samples) {
      double value = rollout.returns()[sample];
      double error = rollout.advantages()[sample];
      sum += value;
      squares += value * value;
      errorSum += error;
      errorSquares += error * error;
    }
    int count = samples.length;
    double variance = squares / count - sum / count * (sum / count);
    double left = errorSquares / count - errorSum / count * (errorSum / count);
    return variance <= 0 ? 0 : 1 - left / variance;
  }

  Map<String, Double> measures() {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("policyLoss", actorMeasures[ClippedSurrogate.POLICY_LOSS]);
    measures.put("entropy", actorMeasures[ClippedSurrogate.ENTROPY]);
    measures.put("klDivergence", actorMeasures[ClippedSurrogate.DIVERGENCE]);
    measures.put("clipFraction", actorMeasures[ClippedSurrogate.CLIPPED]);
    measures.put("valueLoss", valueLoss);
    measures.put("explainedVariance", explained);
    measures.put("actorNorm", actorNorm);
    measures.put("criticNorm", criticNorm);
    return measures;
  }

  double actorNorm() {
    return actorNorm;
  }

  double criticNorm() {
    return criticNorm;
  }

  Mlp actorCopy() {
    return actor.copy();
  }

  void write(DataOutput out) throws IOException {
    actor.write(out);
    critic.write(out);
    actorAdam.write(out);
    criticAdam.write(out);
    norm.write(out);
    out.writeLong(noise.state());
  }

  void resume(DataInput in) throws IOException {
    actor.resume(in);
    critic.resume(in);
    actorAdam.resume(in);
    criticAdam.resume(in);
    norm.resume(in);
    noise.resume(in.readLong());
  }

  private static int[] rowsOf(int group, int lanes, int agents, boolean each) {
    int[] rows = new int[each ? lanes : lanes * agents];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = each ? i * agents + group : i;
    }
    return rows;
  }
}
