package org.skerry.learning;

/// A group of agents that see, decide and earn in the same form: the microgrid operators, the
/// households, the distributor.
///
/// @param name unique within a game
/// @param form what the numbers that are seen and decided mean, such as `PooledOperators TOGETHER`:
///   a policy plays roles of its form only. Empty where the name says all
/// @param agents how many agents play the role in each lane, at least 1
/// @param observation what one agent sees
/// @param action what one agent decides
public record Role(String name, String form, int agents, Space observation, Space action) {
  /// @throws IllegalArgumentException if the name is blank or `agents` is below 1
  public Role {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A role needs a name, but it is blank.");
    }
    if (agents < 1) {
      throw new IllegalArgumentException(
          "Role '" + name + "' needs at least 1 agent, but agents is " + agents + ".");
    }
  }

  /// A role whose name says what its numbers mean.
  public Role(String name, int agents, Space observation, Space action) {
    this(name, "", agents, observation, action);
  }

  /// How many choices an agent has; 0 for a box of actions.
  public int choices() {
    return action instanceof Space.Discrete(int count) ? count : 0;
  }
}
