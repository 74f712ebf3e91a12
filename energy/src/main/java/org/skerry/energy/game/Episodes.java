package org.skerry.energy.game;

/// Which steps of the timeline a game plays, and where its stores begin.
public interface Episodes {

  /// Steps from one reset to the next.
  int horizon();

  /// Whether the end of the horizon cuts off a game that would go on.
  boolean truncates();

  /// Begins a horizon: sets where each lane starts, and any state that does not begin as described.
  ///
  /// @param seed decides everything random
  /// @param lanes their states hold the initial values
  /// @param steps overwritten with the first step of each lane, shape `[lanes]`
  void begin(long seed, Lanes lanes, int[] steps);

  /// Moves to the next step.
  ///
  /// @param played steps played since the horizon began, 1 to `horizon()`; at `horizon()` the step
  ///   is only looked at, not played
  /// @param steps where each lane is, overwritten with where it goes, shape `[lanes]`
  void next(int played, int[] steps);
}
