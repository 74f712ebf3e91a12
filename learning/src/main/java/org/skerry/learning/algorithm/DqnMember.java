package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Replay;

/// One Q-network with its target, its buffer and the agents that use it.
final class DqnMember {
  private final Dqn dqn;
  private final int inputSize;
  private final int choices;
  private final int[] rows;
  private final Noise noise;
  private final Mlp network;
  private final Mlp target;
  private final Adam adam;
  private final Descent descent;
  private final Replay replay;
  private final boolean[] nextOpen;
  private final Pass pass;
  private final Pass targetPass;
  private final int[] places;
  private final float[] aims;
  private double norm;
  private long updates;

  DqnMember(Dqn dqn, int inputSize, int choices, int[] rows, Noise noise) {
    this.dqn = dqn;
    this.inputSize = inputSize;
    this.choices = choices;
    this.rows = rows;
    this.noise = noise;
    network = Mlp.between(inputSize, dqn.hidden(), choices, Activation.RELU, 0);
    network.initialise(noise, 1);
    target = network.copy();
    adam = new Adam(network, 1e-8);
    descent = new Descent(network, adam, SquaredError::new, 1);
    replay = new Replay(dqn.buffer(), inputSize, 1, 1);
    nextOpen = new boolean[dqn.buffer() * choices];
    pass = new Pass(network, Descent.CHUNK);
    targetPass = new Pass(target, Descent.CHUNK);
    places = new int[dqn.batch()];
    aims = new float[dqn.batch()];
  }

  /// Decides for its agents, at random with probability `epsilon`; a closed action is never taken.
  void act(float[] inputs, boolean[] available, double epsilon, Noise random, float[] actions) {
    for (int from = 0; from < rows.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, rows.length - from);
      for (int r = 0; r < count; r++) {
        System.arraycopy(
            inputs, rows[from + r] * inputSize, pass.input(), r * pass.inputStride(), inputSize);
      }
      pass.forward(count);
      for (int r = 0; r < count; r++) {
        int row = rows[from + r];
        boolean explores = random.nextDouble() < epsilon;
        actions[row] = explores ? anyOpen(available, row, random) : best(pass, r, available, row);
      }
    }
  }

  private int anyOpen(boolean[] available, int row, Noise random) {
    int open = 0;
    for (int j = 0; j < choices; j++) {
      open += isOpen(available, row, j) ? 1 : 0;
    }
    int left = random.nextInt(Math.max(open, 1));
    for (int j = 0; j < choices; j++) {
      if (isOpen(available, row, j) && left-- == 0) {
        return j;
      }
    }
    return 0;
  }

  private int best(Pass values, int r, boolean[] available, int row) {
    int best = -1;
    for (int j = 0; j < choices; j++) {
      if (isOpen(available, row, j)
          && (best < 0
              || values.output()[r * values.outputStride() + j]
                  > values.output()[r * values.outputStride() + best])) {
        best = j;
      }
    }
    return Math.max(best, 0);
  }

  private boolean isOpen(boolean[] available, int row, int choice) {
    return available.length == 0 || available[row * choices + choice];
  }

  void remember(
      float[] seen,
      float[] actions,
      float[] rewards,
      float[] next,
      boolean[] open,
      boolean terminal) {
    for (int row : rows) {
      int place = replay.next();
      if (open.length == 0) {
        Arrays.fill(nextOpen, place * choices, (place + 1) * choices, true);
      } else {
        System.arraycopy(open, row * choices, nextOpen, place * choices, choices);
      }
      replay.add(
          seen, row * inputSize, actions, row, rewards, row, next, row * inputSize, terminal);
    }
  }

  /// Takes the gradient steps that follow a step of the game.
  void learn() {
    if (replay.size() < Math.min(dqn.learningStarts(), dqn.buffer())) {
      return;
    }
    for (int i = 0; i < dqn.updates(); i++) {
      replay.draw(noise, places);
      aim();
      norm = descent.step(places, 0, places.length, dqn.rate(), dqn.maxNorm());
      if (++updates % dqn.targetEvery() == 0) {
        target.moveTo(network, (float) dqn.tau());
      }
    }
  }

  /// The targets `y` of the drawn transitions.
  private void aim() {
    for (int from = 0; from < places.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, places.length - from);
      fill(targetPass, replay.nextObservations(), from, count);
      targetPass.forward(count);
      Pass chooser = targetPass;
      if (dqn.target() == Dqn.Target.DOUBLE) {
        fill(pass, replay.nextObservations(), from, count);
        pass.forward(count);
        chooser = pass;
      }
      for (int r = 0; r < count; r++) {
        int place = places[from + r];
        int choice = best(chooser, r, nextOpen, place);
        double value = targetPass.output()[r * targetPass.outputStride() + choice];
        aims[from + r] =
            (float)
                (replay.rewards()[place] + (replay.terminated()[place] ? 0 : dqn.gamma() * value));
      }
    }
  }

  private void fill(Pass into, float[] observations, int from, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(
          observations,
          places[from + r] * inputSize,
          into.input(),
          r * into.inputStride(),
          inputSize);
    }
  }

  double norm() {
    return norm;
  }

  double loss() {
    return descent.measure(0);
  }

  Mlp copy() {
    return network.copy();
  }

  Mlp network() {
    return network;
  }

  /// The gradient on given places of the buffer, for tests.
  float[] gradient(int[] drawn) {
    System.arraycopy(drawn, 0, places, 0, places.length);
    aim();
    return descent.gradient(places, 0, places.length);
  }

  Replay replay() {
    return replay;
  }

  boolean[] nextOpen() {
    return nextOpen;
  }

  Mlp target() {
    return target;
  }

  void write(DataOutput out) throws IOException {
    network.write(out);
    target.write(out);
    adam.write(out);
    replay.write(out);
    for (boolean open : nextOpen) {
      out.writeBoolean(open);
    }
    out.writeLong(noise.state());
    out.writeLong(updates);
  }

  void resume(DataInput in) throws IOException {
    network.resume(in);
    target.resume(in);
    adam.resume(in);
    replay.resume(in);
    for (int i = 0; i < nextOpen.length; i++) {
      nextOpen[i] = in.readBoolean();
    }
    noise.resume(in.readLong());
    updates = in.readLong();
  }

  /// `mean (y - Q(s, a))²`; its gradient at the output is `2 (Q(s, a) - y) / batch` at the action
  /// taken and zero elsewhere.
  private final class SquaredError implements Loss {
    private final Pass own = new Pass(network, Descent.CHUNK);

    @Override
    public Pass pass() {
      return own;
    }

    @Override
    public void add(
        int[] order, int from, int count, int batch, float[] gradient, double[] measures) {
      fill(own, replay.observations(), from, count);
      own.forward(count);
      Arrays.fill(own.outputGradient(), 0, count * own.outputStride(), 0f);
      for (int r = 0; r < count; r++) {
        int at = r * own.outputStride() + (int) replay.actions()[order[from + r]];
        double error = own.output()[at] - aims[from + r];
        own.outputGradient()[at] = (float) (2 * error / batch);
        measures[0] += error * error / batch;
      }
      own.backward(count, gradient);
    }
  }
}
