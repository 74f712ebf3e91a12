package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.skerry.learning.Role;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;
import org.skerry.learning.rollout.Replay;

/// Actor and critic of one agent, with their targets. A critic takes in the observations of all
/// agents, then the actions of all.
final class MaddpgMember {
  private final Maddpg maddpg;
  private final int agent;
  private final int agents;
  private final int observationSize;
  private final int actionSize;
  private final Replay replay;
  private final Normalisation observed;
  private final Mlp actor;
  private final Mlp critic;
  private final Mlp actorTarget;
  private final Mlp criticTarget;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final Descent actorDescent;
  private final Descent criticDescent;
  private final Pass actorPass;
  private final Pass actorTargetPass;
  private final Pass criticTargetPass;
  private final float[] nextActions;
  private final float[] aims;
  private double actorNorm;
  private double criticNorm;

  MaddpgMember(
      Maddpg maddpg, Role role, int agent, Replay replay, Normalisation observed, Noise noise) {
    this.maddpg = maddpg;
    this.agent = agent;
    this.replay = replay;
    this.observed = observed;
    agents = role.agents();
    observationSize = role.observation().size();
    actionSize = role.action().size();
    actor = Mlp.between(observationSize, maddpg.hidden(), actionSize, Activation.RELU, actionSize);
    critic =
        Mlp.between(
            agents * (observationSize + actionSize), maddpg.hidden(), 1, Activation.RELU, 0);
    actor.initialise(noise, 0.01);
    for (int i = 0; i < actionSize; i++) {
      actor.parameters()[actor.free() + i] = (float) Math.log(Math.max(maddpg.noise(), 1e-6));
    }
    critic.initialise(noise, 1);
    actorTarget = actor.copy();
    criticTarget = critic.copy();
    actorAdam = new Adam(actor, 1e-8);
    criticAdam = new Adam(critic, 1e-8);
    actorDescent = new Descent(actor, actorAdam, Climb::new, 1);
    criticDescent = new Descent(critic, criticAdam, SquaredError::new, 1);
    actorPass = new Pass(actor, Descent.CHUNK);
    actorTargetPass = new Pass(actorTarget, Descent.CHUNK);
    criticTargetPass = new Pass(criticTarget, Descent.CHUNK);
    nextActions = new float[maddpg.batch() * actionSize];
    aims = new float[maddpg.batch()];
  }

  /// Decides in all lanes, with noise.
  void act(float[] observations, int lanes, Noise random, float[] actions) {
    for (int from = 0; from < lanes; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, lanes - from);
      for (int r = 0; r < count; r++) {
        int row = (from + r) * agents + agent;
        observed.apply(
            observations, row * observationSize, actorPass.input(), r * actorPass.inputStride());
      }
      actorPass.forward(count);
      for (int r = 0; r < count; r++) {
        int at = ((from + r) * agents + agent) * actionSize;
        for (int d = 0; d < actionSize; d++) {
          double mode = Math.tanh(actorPass.output()[r * actorPass.outputStride() + d]);
          double noisy = mode + maddpg.noise() * random.nextGaussian();
          actions[at + d] = (float) Math.clamp(noisy, -1.0, 1.0);
        }
      }
    }
  }

  /// What the target actor would do next in the drawn transitions, shape `[batch][action]`.
  float[] nextActions(int[] places) {
    for (int from = 0; from < places.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, places.length - from);
      for (int r = 0; r < count; r++) {
        observed.apply(
            replay.nextObservations(),
            (places[from + r] * agents + agent) * observationSize,
            actorTargetPass.input(),
            r * actorTargetPass.inputStride());
      }
      actorTargetPass.forward(count);
      for (int r = 0; r < count; r++) {
        for (int d = 0; d < actionSize; d++) {
          nextActions[(from + r) * actionSize + d] =
              (float) Math.tanh(actorTargetPass.output()[r * actorTargetPass.outputStride() + d]);
        }
      }
    }
    return nextActions;
  }

  /// One gradient step of critic and actor, after which the targets follow.
  ///
  /// @param next the next actions of every agent, `[agent][batch × action]`
  void learn(int[] places, float[][] next) {
    aim(places, next);
    criticNorm =
        criticDescent.step(places, 0, places.length, maddpg.criticRate(), maddpg.maxNorm());
    actorNorm = actorDescent.step(places, 0, places.length, maddpg.actorRate(), maddpg.maxNorm());
    actorTarget.moveTo(actor, (float) maddpg.tau());
    criticTarget.moveTo(critic, (float) maddpg.tau());
  }

  private void aim(int[] places, float[][] next) {
    for (int from = 0; from < places.length; from += Descent.CHUNK) {
      int count = Math.min(Descent.CHUNK, places.length - from);
      for (int r = 0; r < count; r++) {
        int at = r * criticTargetPass.inputStride();
        seen(replay.nextObservations(), places[from + r], criticTargetPass.input(), at);
        for (int other = 0; other < agents; other++) {
          System.arraycopy(
              next[other],
              (from + r) * actionSize,
              criticTargetPass.input(),
              at + agents * observationSize + other * actionSize,
              actionSize);
        }
      }
      criticTargetPass.forward(count);
      for (int r = 0; r < count; r++) {
        int place = places[from + r];
        double value = criticTargetPass.output()[r * criticTargetPass.outputStride()];
        aims[from + r] =
            (float)
                (replay.rewards()[place * agents + agent]
                    + (replay.terminated()[place] ? 0 : maddpg.gamma() * value));
      }
    }
  }

  /// What all agents saw in a transition.
  private void seen(float[] observations, int place, float[] out, int at) {
    for (int other = 0; other < agents; other++) {
      observed.apply(
          observations,
          (place * agents + other) * observationSize,
          out,
          at + other * observationSize);
    }
  }

  private void fillCritic(Pass pass, int[] order, int from, int count) {
    for (int r = 0; r < count; r++) {
      int place = order[from + r];
      int at = r * pass.inputStride();
      seen(replay.observations(), place, pass.input(), at);
      System.arraycopy(
          replay.actions(),
          place * agents * actionSize,
          pass.input(),
          at + agents * observationSize,
          agents * actionSize);
    }
  }

  double actorNorm() {
    return actorNorm;
  }

  double criticNorm() {
    return criticNorm;
  }

  /// The mean value of what the actor would do, in the last step.
  double value() {
    return -actorDescent.measure(0);
  }

  double loss() {
    return criticDescent.measure(0);
  }

  Mlp actorCopy() {
    return actor.copy();
  }

  void write(DataOutput out) throws IOException {
    for (Mlp network : new Mlp[] {actor, critic, actorTarget, criticTarget}) {
      network.write(out);
    }
    actorAdam.write(out);
    criticAdam.write(out);
  }

  void resume(DataInput in) throws IOException {
    for (Mlp network : new Mlp[] {actor, critic, actorTarget, criticTarget}) {
      network.resume(in);
    }
    actorAdam.resume(in);
    criticAdam.resume(in);
  }

  /// The critic's loss, `mean (y - Q(o, a))²`.
  private final class SquaredError implements Loss {
    private final Pass pass = new Pass(critic, Descent.CHUNK);

    @Override
    public Pass pass() {
      return pass;
    }

    @Override
    public void add(
        int[] order, int from, int count, int batch, float[] gradient, double[] measures) {
      fillCritic(pass, order, from, count);
      pass.forward(count);
      for (int r = 0; r < count; r++) {
        int at = r * pass.outputStride();
        double error = pass.output()[at] - aims[from + r];
        pass.outputGradient()[at] = (float) (2 * error / batch);
        measures[0] += error * error / batch;
      }
      pass.backward(count, gradient);
    }
  }

  /// The actor's loss, `-mean Q(o, a_1 … π(o_i) … a_N)`: the critic's gradient at the agent's own
  /// action, through the hyperbolic tangent, to the actor.
  private final class Climb implements Loss {
    private final Pass own = new Pass(actor, Descent.CHUNK);
    private final Pass judge = new Pass(critic, Descent.CHUNK);
    private final int offset = agents * observationSize + agent * actionSize;

    @Override
    public Pass pass() {
      return own;
    }

    @Override
    public void add(
        int[] order, int from, int count, int batch, float[] gradient, double[] measures) {
      fillCritic(judge, order, from, count);
      for (int r = 0; r < count; r++) {
        observed.apply(
            replay.observations(),
            (order[from + r] * agents + agent) * observationSize,
            own.input(),
            r * own.inputStride());
      }
      own.forward(count);
      for (int r = 0; r < count; r++) {
        for (int d = 0; d < actionSize; d++) {
          judge.input()[r * judge.inputStride() + offset + d] =
              (float) Math.tanh(own.output()[r * own.outputStride() + d]);
        }
      }
      judge.forward(count);
      for (int r = 0; r < count; r++) {
        int at = r * judge.outputStride();
        measures[0] -= judge.output()[at] / batch;
        judge.outputGradient()[at] = -1f / batch;
      }
      float[] slope = judge.backwardToInput(count);
      for (int r = 0; r < count; r++) {
        for (int d = 0; d < actionSize; d++) {
          int at = r * judge.inputStride() + offset + d;
          float action = judge.input()[at];
          own.outputGradient()[r * own.outputStride() + d] = slope[at] * (1 - action * action);
        }
      }
      own.backward(count, gradient);
    }
  }
}
