package org.skerry.learning;

import java.util.Arrays;

/// A finite-horizon Markov game, played as `lanes` independent copies in lockstep.
///
/// One step: for every role in turn [observe][#observe(Role, float[])], then [act][#act(Role,
/// float[])]; then [resolve][#resolve(Transition)]. This order covers simultaneous decisions,
/// leader and follower, and several levels. All lanes share the horizon, so there are no flags for
/// single lanes that end early and no automatic resets. After the last step the roles observe once
/// more, the earlier ones acting in between, without `resolve`, so that every role can value its
/// last observation.
///
/// Arrays belong to the caller. Nothing here allocates once the game is made. A game is not safe
/// for several threads at once; same seed, same bits.
public interface MarkovGame {

  /// The shape of the game; the same object for the whole life of the game.
  Spec spec();

  /// Begins a new horizon in every lane. The seed decides everything random in it.
  void reset(long seed);

  /// Writes what the agents of `role` see, shape `[lanes][agents][observation]`.
  void observe(Role role, float[] out);

  /// Writes which actions are open to the agents of `role`, shape `[lanes][agents][count]` for a
  /// discrete action space. Every action is open unless a game says otherwise.
  default void available(Role role, boolean[] out) {
    Arrays.fill(out, true);
  }

  /// Takes the decisions of the agents of `role`, shape `[lanes][agents][action]`. Numbers outside
  /// the space are clipped to it.
  void act(Role role, float[] actions);

  /// Ends the step: what was decided happens, `out` is overwritten with rewards and the state
  /// after.
  void resolve(Transition out);

  /// Writes the global state before the next step, shape `[lanes][stateSize]`: what a central
  /// critic sees.
  void state(float[] out);

  /// This game with `role` played by a fixed policy: a game with one role less. Where all roles
  /// learn, but not at once, see [Turns].
  ///
  /// @throws IllegalArgumentException if the game has no such role
  default MarkovGame playing(Role role, Policy policy, long seed) {
    return new PlayedGame(this, role, policy, seed);
  }
}
