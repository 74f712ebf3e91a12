package org.skerry.learning;

import java.util.random.RandomGenerator;

/// Decides for the agents of a role from what they observe, and from nothing else.
@FunctionalInterface
public interface Policy {

  /// Decides for `rows` agents at once.
  ///
  /// @param role the role that acts
  /// @param rows agents in the arrays, lanes × agents of the role
  /// @param observations shape `[rows][observation]`, read only
  /// @param available open actions, shape `[rows][count]`; empty for a box of actions, or where all
  ///   are open
  /// @param actions shape `[rows][action]`, overwritten
  /// @param random source of everything random; a deterministic policy leaves it alone
  void act(
      Role role,
      int rows,
      float[] observations,
      boolean[] available,
      float[] actions,
      RandomGenerator random);
}
