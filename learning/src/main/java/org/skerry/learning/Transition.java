package org.skerry.learning;

import java.util.ArrayList;
import java.util.List;

/// What one step of a game gave: the reward of every agent.
///
/// The caller owns it and hands it to [MarkovGame#resolve(Transition)], which overwrites it. Not
/// safe for several threads at once.
public final class Transition {
  private final List<Role> roles;
  private final List<float[]> rewards = new ArrayList<>();

  /// Makes room for one step of a game of this shape.
  public Transition(Spec spec) {
    roles = spec.roles();
    for (Role role : roles) {
      rewards.add(new float[spec.lanes() * role.agents() * spec.objectives()]);
    }
  }

  /// The rewards of `role`, shape `[lanes][agents][objectives]`; larger is better.
  ///
  /// @throws IllegalArgumentException if the game has no such role
  public float[] reward(Role role) {
    int index = roles.indexOf(role);
    if (index < 0) {
      throw new IllegalArgumentException("The game has no role '" + role.name() + "'.");
    }
    return rewards.get(index);
  }
}
