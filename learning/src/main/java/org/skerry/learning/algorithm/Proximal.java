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
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;
import org.skerry.learning.rollout.Rollout;

/// The learner of PPO, IPPO and MAPPO: records one horizon, estimates advantages, then lets every
/// actor and every critic take its epochs.
///
/// Actors and critics have no parameter in common, so each is a task of its own for [Workers]: they
/// run side by side with nothing to wait for until all are done. Which thread does what changes no
/// bit. Not safe for several threads at once.
final class Proximal implements Learner, Resumable {
  private final ProximalSettings settings;
  private final Check check;
  private final Spec spec;
  private final Role role;
  private final Rollout rollout;
  private final Inputs inputs;
  private final Noise noise;
  private final List<ProximalMember> members = new ArrayList<>();
  private final Normalisation observed;
  private final Normalisation observedStates;
  private final float[] spareActorInputs;
  private final float[] seen;
  private final float[] seenStates;
  private int step;
  private boolean finished;

  Proximal(ProximalSettings settings, Spec spec, Role role, long seed) {
    this.settings = settings;
    this.spec = spec;
    this.role = role;
    check = new Check(settings.getClass().getSimpleName());
    check.play(spec, role);
    inputs = new Inputs(spec, role, settings.sharing(), settings.criticInput());
    int columns = spec.lanes() * role.agents();
    int choices = role.action() instanceof Space.Discrete(int count) ? count : 0;
    rollout =
        new Rollout(
            spec.horizon(),
            columns,
            inputs.actorSize(),
            inputs.criticSize(),
            role.action().size(),
            choices);
    noise = Noise.of(seed, 0);
    int groups = settings.sharing() == Sharing.EACH ? role.agents() : 1;
    for (int group = 0; group < groups; group++) {
      members.add(new ProximalMember(settings, spec, role, rollout, group, seed));
    }
    observed = new Normalisation(role.observation().size());
    observedStates = new Normalisation(spec.stateSize());
    spareActorInputs = new float[columns * inputs.actorSize()];
    seen =
        new float
            [settings.observations() == Scaling.RUNNING
                ? spec.horizon() * spec.observations(role)
                : 0];
    seenStates =
        new float
            [settings.observations() == Scaling.RUNNING
                ? spec.horizon() * spec.lanes() * spec.stateSize()
                : 0];
  }

  @Override
  public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
    if (finished) {
      inputs.actor(observations, observed, spareActorInputs, 0);
      for (ProximalMember member : members) {
        member.act(spareActorInputs, 0, available, noise, actions, -1);
      }
      return;
    }
    note(state, observations);
    int first = step * rollout.columns();
    inputs.actor(observations, observed, rollout.actorInputs(), first);
    inputs.critic(state, observations, observed, observedStates, rollout.criticInputs(), first);
    System.arraycopy(available, 0, rollout.open(), first * rollout.openSize(), available.length);
    for (ProximalMember member : members) {
      member.act(rollout.actorInputs(), first, available, noise, actions, first);
    }
  }

  @Override
  public void learn(Transition transition) {
    if (step == spec.horizon()) {
      throw new IllegalStateException(
          check.algorithm()
              + " has recorded all "
              + step
              + " steps of the horizon. Call finish and update before the next step.");
    }
    check.rewards(role, step, transition.reward(role), rollout.rewards(), step * rollout.columns());
    step++;
  }

  @Override
  public void finish(float[] state, float[] observations) {
    inputs.critic(
        state, observations, observed, observedStates, rollout.criticInputs(), rollout.samples());
    finished = true;
  }

  @Override
  public Progress update() {
    if (step != spec.horizon() || !finished) {
      throw new IllegalStateException(
          check.algorithm()
              + " learns from whole horizons of "
              + spec.horizon()
              + " steps, but "
              + step
              + " were recorded"
              + (finished ? "." : " and the horizon was not finished."));
    }
    Workers.each(members.size(), i -> members.get(i).value());
    rollout.estimate(settings.gamma(), settings.lambda(), spec.bootstrap());
    Workers.each(
        2 * members.size(),
        i -> {
          ProximalMember member = members.get(i / 2);
          if (i % 2 == 0) {
            member.improveActor();
          } else {
            member.improveCritic();
          }
        });
    Map<String, Double> measures = new LinkedHashMap<>();
    for (ProximalMember member : members) {
      check.finite("actor", member.actorNorm());
      check.finite("critic", member.criticNorm());
      member
          .measures()
          .forEach((name, value) -> measures.merge(name, value / members.size(), Double::sum));
    }
    if (settings.observations() == Scaling.RUNNING) {
      observed.update(seen, seen.length / role.observation().size());
      observedStates.update(seenStates, spec.stateSize() == 0 ? 0 : spec.horizon() * spec.lanes());
    }
    step = 0;
    finished = false;
    return new Progress(measures);
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(
        role,
        members.stream().map(ProximalMember::actorCopy).toList(),
        observed.copy(),
        settings.sharing(),
        Decision.of(role, settings.bounds()));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeUTF(settings.toString());
    out.writeLong(noise.state());
    observed.write(out);
    observedStates.write(out);
    for (ProximalMember member : members) {
      member.write(out);
    }
  }

  @Override
  public void resume(DataInput in) throws IOException {
    check.same(in.readUTF(), settings);
    noise.resume(in.readLong());
    observed.resume(in);
    observedStates.resume(in);
    for (ProximalMember member : members) {
      member.resume(in);
    }
  }

  /// Keeps raw observations until the horizon's end, when the statistics take note of them; the
  /// very first ones are noted at once, to have statistics at all.
  private void note(float[] state, float[] observations) {
    if (settings.observations() == Scaling.RAW) {
      return;
    }
    if (observed.count() == 0) {
      observed.update(observations, rollout.columns());
      observedStates.update(state, spec.stateSize() == 0 ? 0 : spec.lanes());
    }
    System.arraycopy(observations, 0, seen, step * observations.length, observations.length);
    System.arraycopy(state, 0, seenStates, step * state.length, state.length);
  }
}
