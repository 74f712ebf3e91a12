package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Policy;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;
import org.skerry.learning.rollout.Rollout;

/// The learner of policy gradients: records one horizon, estimates advantages, then lets every
/// actor and every critic take its epochs.
///
/// Actors and critics have no parameter in common, so each is a task of its own for [Workers]: they
/// run side by side with nothing to wait for until all are done. Which thread does what changes no
/// bit. Not safe for several threads at once.
final class PolicyGradientLearner implements Learner, Resumable {
  private final PolicyGradient settings;
  private final Check check;
  private final Spec spec;
  private final Role role;
  private final Rollout rollout;
  private final Inputs inputs;
  private final Noise noise;
  private final List<Group> groups;
  private final List<Actor> actors;
  private final Critics critics;
  private final float[] last;
  private final Normalisation observedStates;
  private final float[] spareActorInputs;
  private final float[] seen;
  private final float[] seenStates;
  private Normalisation observed;
  private String description;
  private boolean frozen;
  private int criticFirst;
  private double fall = Double.POSITIVE_INFINITY;
  private long played;
  private int step;
  private boolean finished;

  PolicyGradientLearner(PolicyGradient settings, Spec spec, Role role, long seed) {
    this.settings = settings;
    this.spec = spec;
    this.role = role;
    check = new Check(settings.getClass().getSimpleName());
    description = settings.toString();
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
    groups = Group.of(spec, role, settings.sharing(), seed);
    actors = groups.stream().map(group -> new Actor(settings, role, rollout, group)).toList();
    critics = settings.critics(spec, role, rollout, groups);
    last = new float[spec.actions(role)];
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

  /// The learner, if it is of this kind.
  ///
  /// @param by who asks for it, for the message
  /// @throws IllegalArgumentException if it has no actor of the kind of policy gradients
  static PolicyGradientLearner of(String by, Learner learner, Algorithm algorithm) {
    if (learner instanceof PolicyGradientLearner gradient) {
      return gradient;
    }
    throw new IllegalArgumentException(
        by
            + " needs an algorithm with an actor of its own kind, but has "
            + algorithm
            + ". Use Ppo, Ippo, Mappo, A2c, Iac, Reinforce or Coma.");
  }

  /// Lets the learning rate of the actors fall linearly to zero.
  ///
  /// @param horizons until it is zero
  void anneal(int horizons) {
    fall = horizons;
    description = description + ", annealed over " + horizons + " horizons";
  }

  /// What is left of the actors' learning rate, in [0, 1].
  private double left() {
    return Math.max(0, 1 - (double) played / spec.horizon() / fall);
  }

  /// Lets the actors begin as a policy, with its normalisation for good, and the critics alone
  /// learn from the first horizons.
  ///
  /// @throws IllegalArgumentException if the actors have another form than the policy
  void begin(NetworkPolicy policy, double deviation, int criticHorizons) {
    List<Mlp> networks = policy.networks();
    Scaling scaling = policy.normalisation().count() == 0 ? Scaling.RAW : Scaling.RUNNING;
    if (policy.decision() != Decision.of(role, settings.bounds())
        || scaling != settings.observations()
        || policy.normalisation().size() != observed.size()
        || (networks.size() != 1 && networks.size() != actors.size())
        || !actors.getFirst().fits(networks.getFirst())) {
      throw new IllegalArgumentException(
          "A policy for role '"
              + policy.role().name()
              + "' with networks of sizes "
              + Arrays.toString(networks.getFirst().sizes())
              + " cannot begin the actors of "
              + settings
              + " for role '"
              + role.name()
              + "'. Learn both for the same role, with equal hidden, observations, sharing and"
              + " bounds.");
    }
    for (int i = 0; i < actors.size(); i++) {
      actors.get(i).begin(networks.get(networks.size() == 1 ? 0 : i), deviation);
    }
    observed = policy.normalisation().copy();
    frozen = true;
    criticFirst = criticHorizons;
    description =
        "warm start of "
            + description
            + ", deviation "
            + deviation
            + ", criticFirst "
            + criticHorizons;
  }

  @Override
  public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
    if (finished) {
      inputs.actor(observations, observed, spareActorInputs, 0);
      for (Actor actor : actors) {
        actor.act(spareActorInputs, 0, available, noise, epsilon(), actions, -1);
      }
      System.arraycopy(actions, 0, last, 0, last.length);
      return;
    }
    note(state, observations);
    int first = step * rollout.columns();
    inputs.actor(observations, observed, rollout.actorInputs(), first);
    inputs.critic(state, observations, observed, observedStates, rollout.criticInputs(), first);
    System.arraycopy(available, 0, rollout.open(), first * rollout.openSize(), available.length);
    for (Actor actor : actors) {
      actor.act(rollout.actorInputs(), first, available, noise, epsilon(), actions, first);
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
  public void finish(float[] state, float[] observations, boolean[] available) {
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
    groups.forEach(Group::draw);
    critics.estimate(last);
    Workers.each(
        actors.size() + critics.learners(),
        i -> {
          if (i >= actors.size()) {
            critics.improve(i - actors.size());
          } else if (criticFirst == 0) {
            actors.get(i).improve(left());
          }
        });
    criticFirst = Math.max(0, criticFirst - 1);
    Map<String, Double> measures = new LinkedHashMap<>();
    for (Actor actor : actors) {
      actor.measure(measures, actors.size());
    }
    critics.measure(measures);
    check.finite("actor", measures.getOrDefault("actorNorm", 0.0));
    check.finite("critic", measures.getOrDefault("criticNorm", 0.0));
    if (settings.observations() == Scaling.RUNNING && played > 0) {
      if (!frozen) {
        observed.update(seen, seen.length / role.observation().size());
      }
      observedStates.update(seenStates, spec.stateSize() == 0 ? 0 : spec.horizon() * spec.lanes());
    }
    played += step;
    step = 0;
    finished = false;
    return new Progress(measures);
  }

  @Override
  public Policy policy() {
    return new NetworkPolicy(
        role,
        actors.stream().map(Actor::copy).toList(),
        observed.copy(),
        settings.sharing(),
        Decision.of(role, settings.bounds()));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeUTF(description);
    out.writeLong(noise.state());
    out.writeInt(criticFirst);
    out.writeLong(played);
    observed.write(out);
    observedStates.write(out);
    for (Group group : groups) {
      group.write(out);
    }
    for (Actor actor : actors) {
      actor.write(out);
    }
    critics.write(out);
  }

  @Override
  public void resume(DataInput in) throws IOException {
    check.same(in.readUTF(), description);
    noise.resume(in.readLong());
    criticFirst = in.readInt();
    played = in.readLong();
    observed.resume(in);
    observedStates.resume(in);
    for (Group group : groups) {
      group.resume(in);
    }
    for (Actor actor : actors) {
      actor.resume(in);
    }
    critics.resume(in);
  }

  /// What actors took in over the last horizon, for tests, a copy.
  List<Float> actorInputs() {
    List<Float> inputs = new ArrayList<>();
    for (float input : rollout.actorInputs()) {
      inputs.add(input);
    }
    return inputs;
  }

  private double epsilon() {
    return settings.epsilon(played);
  }

  /// Keeps raw observations until the horizon's end, when the statistics take note of them. Those
  /// of the first horizon are noted at once, step by step: where all lanes begin at the same hour,
  /// the first step alone would say that the hour never changes.
  private void note(float[] state, float[] observations) {
    if (settings.observations() == Scaling.RAW) {
      return;
    }
    if (played == 0) {
      if (!frozen) {
        observed.update(observations, rollout.columns());
      }
      observedStates.update(state, spec.stateSize() == 0 ? 0 : spec.lanes());
    }
    System.arraycopy(observations, 0, seen, step * observations.length, observations.length);
    System.arraycopy(state, 0, seenStates, step * state.length, state.length);
  }
}
