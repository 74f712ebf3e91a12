package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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

/// The learner of [Maddpg]: one buffer of the whole team's transitions, and for each agent an actor
/// and a critic. In a gradient step all targets are computed before any network moves; then the
/// agents are tasks of their own. Not safe for several threads at once.
final class MaddpgLearner implements Learner, Resumable {
  private final Maddpg maddpg;
  private final Spec spec;
  private final Role role;
  private final Successor successor;
  private final Check check = new Check("Maddpg");
  private final Noise noise;
  private final Replay replay;
  private final int[] places;
  private final Normalisation observed;
  private final List<MaddpgMember> members = new ArrayList<>();

  MaddpgLearner(Maddpg maddpg, Spec spec, Role role, long seed) {
    this.maddpg = maddpg;
    this.spec = spec;
    this.role = role;
    check.play(spec, role);
    int actionSize = check.box(role, "Dqn or Mappo");
    successor = new Successor(spec, role, check);
    noise = Noise.of(seed, 0);
    int agents = role.agents();
    int observationSize = role.observation().size();
    replay = new Replay(maddpg.buffer(), agents * observationSize, agents * actionSize, agents);
    places = new int[maddpg.batch()];
    observed = new Normalisation(observationSize);
    for (int agent = 0; agent < agents; agent++) {
      members.add(
          new MaddpgMember(maddpg, role, agent, replay, observed, Noise.of(seed, agent + 1L)));
    }
  }

  @Override
  public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
    if (successor.waiting()) {
      remember(observations);
    }
    if (maddpg.observations() == Scaling.RUNNING && !successor.finished()) {
      observed.update(observations, spec.lanes() * role.agents());
    }
    for (MaddpgMember member : members) {
      member.act(observations, spec.lanes(), noise, actions);
    }
    if (!successor.finished()) {
      successor.decided(observations, actions);
    }
  }

  @Override
  public void learn(Transition transition) {
    successor.earned(transition);
    if (replay.size() < Math.min(maddpg.learningStarts(), maddpg.buffer())) {
      return;
    }
    for (int i = 0; i < maddpg.updates(); i++) {
      replay.draw(noise, places);
      float[][] next = new float[members.size()][];
      Workers.each(members.size(), m -> next[m] = members.get(m).nextActions(places));
      Workers.each(members.size(), m -> members.get(m).learn(places, next));
    }
    for (MaddpgMember member : members) {
      check.finite("actor", member.actorNorm());
      check.finite("critic", member.criticNorm());
    }
  }

  @Override
  public void finish(float[] state, float[] observations, boolean[] available) {
    remember(observations);
    successor.finish();
  }

  @Override
  public Progress update() {
    successor.begin();
    double value = 0;
    double loss = 0;
    for (MaddpgMember member : members) {
      value += member.value() / members.size();
      loss += member.loss() / members.size();
    }
    return new Progress(Map.of("value", value, "valueLoss", loss));
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(
        role,
        members.stream().map(MaddpgMember::actorCopy).toList(),
        observed.copy(),
        Sharing.EACH,
        Decision.SQUASHED);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeUTF(maddpg.toString());
    out.writeLong(noise.state());
    observed.write(out);
    replay.write(out);
    for (MaddpgMember member : members) {
      member.write(out);
    }
  }

  @Override
  public void resume(DataInput in) throws IOException {
    check.same(in.readUTF(), maddpg.toString());
    noise.resume(in.readLong());
    observed.resume(in);
    replay.resume(in);
    for (MaddpgMember member : members) {
      member.resume(in);
    }
  }

  private void remember(float[] observations) {
    int observationSize = role.agents() * role.observation().size();
    int actionSize = role.agents() * role.action().size();
    for (int lane = 0; lane < spec.lanes(); lane++) {
      replay.add(
          successor.observations(),
          lane * observationSize,
          successor.actions(),
          lane * actionSize,
          successor.rewards(),
          lane * role.agents(),
          observations,
          lane * observationSize,
          successor.terminal());
    }
  }
}
