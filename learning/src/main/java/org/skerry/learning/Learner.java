package org.skerry.learning;

/// One algorithm at work on one role. It never owns the loop; [Training] does.
///
/// Per step the loop calls `act`, then, once the game has resolved, `learn`. At the end of a
/// horizon it calls `finish` with the last observation, then `update`.
public interface Learner {

  /// Decides, exploring, for all agents of the role.
  ///
  /// @param state the global state, shape `[lanes][stateSize]`, for central critics only
  /// @param observations shape `[lanes][agents][observation]`
  /// @param available open actions, shape `[lanes][agents][count]`; empty for a box of actions
  /// @param actions overwritten, shape `[lanes][agents][action]`
  void act(float[] state, float[] observations, boolean[] available, float[] actions);

  /// Records what the step gave.
  void learn(Transition transition);

  /// Ends the horizon: what the agents see after the last step, to value it where the end
  /// truncates.
  ///
  /// @param state shape `[lanes][stateSize]`
  /// @param observations shape `[lanes][agents][observation]`
  /// @param available actions that would be open then, as for `act`
  void finish(float[] state, float[] observations, boolean[] available);

  /// Improves the policy with what was recorded and says how it went.
  Progress update();

  /// The policy learnt so far, taking its best action, not exploring. It stays as it is while
  /// learning goes on.
  Policy policy();
}
