package org.skerry.energy.game;

/// A layer whose set-points can be told as actions, so that its agents can learn from what another
/// controller decides.
public interface TeachableLayer extends Layer {

  /// Writes the actions that would set the set-points as they are, or come closest. Where many
  /// would, they are all between the least and the greatest. Called between the decision and the
  /// end of the step.
  ///
  /// @param least shape `[lanes][agents][action]`
  /// @param greatest as above
  void shown(float[] least, float[] greatest);
}
