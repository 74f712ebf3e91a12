package org.skerry.learning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The shape of a game.
///
/// @param roles who plays, in the order in which they act within a step
/// @param lanes independent copies played in lockstep, at least 1
/// @param objectives numbers in a reward, 1 unless the game has several objectives
/// @param stateSize numbers in the global state of one lane, as a central critic sees it
/// @param horizon steps from one reset to the next, at least 1
/// @param bootstrap whether the end of the horizon only truncates the game, so that the value of
///   the last observation counts; false where the end is a true end
public record Spec(
    List<Role> roles, int lanes, int objectives, int stateSize, int horizon, boolean bootstrap) {
  /// @throws IllegalArgumentException if a number is out of range or two roles share a name
  public Spec {
    roles = List.copyOf(roles);
    atLeast("lanes", lanes, 1);
    atLeast("objectives", objectives, 1);
    atLeast("stateSize", stateSize, 0);
    atLeast("horizon", horizon, 1);
    Set<String> names = new HashSet<>();
    for (Role role : roles) {
      if (!names.add(role.name())) {
        throw new IllegalArgumentException(
            "Two roles are named '" + role.name() + "'. Give each role a name of its own.");
      }
    }
  }

  /// The role of that name.
  ///
  /// @throws IllegalArgumentException if no role has the name
  public Role role(String name) {
    for (Role role : roles) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "The game has no role '"
            + name
            + "', only "
            + roles.stream().map(Role::name).toList()
            + ".");
  }

  /// Numbers in an array of observations of `role`, shape `[lanes][agents][observation]`.
  public int observations(Role role) {
    return lanes * role.agents() * role.observation().size();
  }

  /// Numbers in an array of actions of `role`, shape `[lanes][agents][action]`.
  public int actions(Role role) {
    return lanes * role.agents() * role.action().size();
  }

  /// Numbers in an array of open actions of `role`, shape `[lanes][agents][count]`; none for a box.
  public int choices(Role role) {
    return lanes * role.agents() * role.choices();
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "A game needs " + name + " of at least " + least + ", but it is " + value + ".");
    }
  }
}
