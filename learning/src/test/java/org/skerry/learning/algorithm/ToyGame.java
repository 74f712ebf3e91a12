package org.skerry.learning.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.Transition;

/// A small game of one role, given by what it shows and what a step does.
final class ToyGame implements MarkovGame {
  /// Shows the state of one lane to one agent.
  interface Eyes {
    void look(float[] state, int agent, float[] out);
  }

  /// Changes the state of one lane and returns the rewards of its agents.
  interface Rules {
    void step(float[] state, float[] actions, float[] rewards);
  }

  /// Sets the state of one lane at the beginning.
  interface Start {
    void set(Random random, float[] state);
  }

  private final Spec spec;
  private final Role role;
  private final Start start;
  private final Eyes eyes;
  private final Rules rules;
  private final float[][] states;
  private final float[] actions;

  ToyGame(
      int lanes,
      int agents,
      int observation,
      Space action,
      int stateSize,
      int horizon,
      boolean bootstrap,
      Start start,
      Eyes eyes,
      Rules rules) {
    role = new Role("player", agents, Space.Box.unbounded(observation), action);
    spec = new Spec(List.of(role), lanes, 1, stateSize, horizon, bootstrap);
    this.start = start;
    this.eyes = eyes;
    this.rules = rules;
    states = new float[lanes][stateSize];
    actions = new float[spec.actions(role)];
  }

  /// x' = x + 0.5 u, cost x² + 0.1 u², γ = 0.95; the optimum is u = -1.511348 x.
  static ToyGame regulator() {
    return new ToyGame(
        64,
        1,
        1,
        Space.Box.symmetric(1),
        1,
        10,
        true,
        (random, s) -> s[0] = (random.nextFloat() - 0.5f) * 1.2f,
        (s, agent, out) -> out[0] = s[0],
        (s, a, r) -> {
          float u = 2 * a[0]; // so that clipping hardly ever binds
          r[0] = -(s[0] * s[0] + 0.1f * u * u);
          s[0] += 0.5f * u;
        });
  }

  /// Agents push a point towards zero, in 40 lanes.
  ///
  /// @param scale of the rewards
  static ToyGame line(int agents, Space action, float scale) {
    return new ToyGame(
        40,
        agents,
        2,
        action,
        1,
        12,
        true,
        (random, s) -> s[0] = (float) random.nextGaussian(),
        (s, agent, out) -> {
          out[0] = s[0];
          out[1] = agent;
        },
        (s, a, r) -> {
          for (float push : a) {
            s[0] += 0.1f * push;
          }
          Arrays.fill(r, -s[0] * s[0] * scale);
        });
  }

  Role role() {
    return role;
  }

  Training training(org.skerry.learning.Algorithm algorithm, long seed) {
    return new Training(this, Map.of("player", algorithm), seed);
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public void reset(long seed) {
    Random random = new Random(seed * 7919 + 1);
    for (float[] state : states) {
      start.set(random, state);
    }
  }

  @Override
  public void observe(Role player, float[] out) {
    float[] seen = new float[role.observation().size()];
    for (int row = 0; row < spec.lanes() * role.agents(); row++) {
      eyes.look(states[row / role.agents()], row % role.agents(), seen);
      System.arraycopy(seen, 0, out, row * seen.length, seen.length);
    }
  }

  @Override
  public void act(Role player, float[] decided) {
    System.arraycopy(decided, 0, actions, 0, actions.length);
  }

  @Override
  public void resolve(Transition out) {
    int size = role.agents() * role.action().size();
    float[] own = new float[size];
    float[] rewards = new float[role.agents()];
    for (int lane = 0; lane < spec.lanes(); lane++) {
      System.arraycopy(actions, lane * size, own, 0, size);
      rules.step(states[lane], own, rewards);
      System.arraycopy(rewards, 0, out.reward(role), lane * rewards.length, rewards.length);
    }
  }

  @Override
  public void state(float[] out) {
    for (int lane = 0; lane < spec.lanes(); lane++) {
      System.arraycopy(states[lane], 0, out, lane * spec.stateSize(), spec.stateSize());
    }
  }
}
