package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.learning.Learner;
import org.skerry.learning.Policy;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;
import org.skerry.learning.rollout.Replay;

/// The learner of [Dqn]: explores, remembers, and after every step of the game lets each network
/// take its gradient steps. Not safe for several threads at once.
final class DqnLearner implements Learner, Resumable {
  private final Dqn dqn;
  private final Role role;
  private final int choices;
  private final Inputs inputs;
  private final Successor successor;
  private final Noise noise;
  private final float[] seen;
  private final float[] next;
  private final List<DqnMember> members = new ArrayList<>();
  private final Check check = new Check("Dqn");
  private final Normalisation identity;
  private long steps;

  DqnLearner(Dqn dqn, Spec spec, Role role, long seed) {
    this.dqn = dqn;
    this.role = role;
    check.play(spec, role);
    choices = check.discrete(role, "Ppo, Mappo or Maddpg");
    inputs = new Inputs(spec, role, dqn.sharing(), CriticInput.LOCAL);
    successor = new Successor(spec, role, check);
    noise = Noise.of(seed, 0);
    identity = new Normalisation(role.observation().size());
    int rows = spec.lanes() * role.agents();
    seen = new float[rows * inputs.actorSize()];
    next = new float[rows * inputs.actorSize()];
    int groups = dqn.sharing() == Sharing.EACH ? role.agents() : 1;
    for (int group = 0; group < groups; group++) {
      int[] own = new int[rows / groups];
      for (int i = 0; i < own.length; i++) {
        own[i] = i * groups + group;
      }
      members.add(new DqnMember(dqn, inputs.actorSize(), choices, own, Noise.of(seed, group + 1L)));
    }
  }

  @Override
  public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
    if (successor.waiting()) {
      remember(observations, available);
    }
    inputs.actor(observations, identity, seen, 0);
    double epsilon = epsilon();
    for (DqnMember member : members) {
      member.act(seen, available, epsilon, noise, actions);
    }
    if (!successor.finished()) {
      successor.decided(observations, actions);
    }
  }

  @Override
  public void learn(Transition transition) {
    successor.earned(transition);
    steps++;
    Workers.each(members.size(), i -> members.get(i).learn());
    for (DqnMember member : members) {
      check.finite("values", member.norm());
    }
  }

  @Override
  public void finish(float[] state, float[] observations, boolean[] available) {
    remember(observations, available);
    successor.finish();
  }

  @Override
  public Progress update() {
    successor.begin();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("epsilon", epsilon());
    double loss = 0;
    for (DqnMember member : members) {
      loss += member.loss() / members.size();
    }
    measures.put("valueLoss", loss);
    return new Progress(measures);
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(
        role,
        members.stream().map(DqnMember::copy).toList(),
        identity.copy(),
        dqn.sharing(),
        Decision.CHOICE);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeUTF(dqn.toString());
    out.writeLong(steps);
    out.writeLong(noise.state());
    for (DqnMember member : members) {
      member.write(out);
    }
  }

  @Override
  public void resume(DataInput in) throws IOException {
    check.same(in.readUTF(), dqn.toString());
    steps = in.readLong();
    noise.resume(in.readLong());
    for (DqnMember member : members) {
      member.resume(in);
    }
  }

  /// The buffer of a member, for tests.
  Replay replay(int member) {
    return members.get(member).replay();
  }

  /// What was open after the transitions of a member, shape `[places][choices]`, for tests.
  boolean[] nextOpen(int member) {
    return members.get(member).nextOpen();
  }

  private double epsilon() {
    double gone = Math.min(1, (double) steps / dqn.explorationSteps());
    return dqn.epsilonStart() + gone * (dqn.epsilonEnd() - dqn.epsilonStart());
  }

  private void remember(float[] observations, boolean[] nextOpen) {
    inputs.actor(successor.observations(), identity, seen, 0);
    inputs.actor(observations, identity, next, 0);
    for (DqnMember member : members) {
      member.remember(
          seen, successor.actions(), successor.rewards(), next, nextOpen, successor.terminal());
    }
  }
}
