package org.skerry.energy.game;

/// A layer whose set-points can be told as actions, so that its agents can learn from what another
/// controller decides.
public interface TeachableLayer extends Layer {

  /// Writes the actions that would do what the set-points do, or come closest; a layer says what
  /// counts as the same. All actions of an agent from the least to the greatest are as good,
  /// whichever of theirs the others take. Called between the decision and the end of the step.
  ///
  /// @param least shape `[lanes][agents][action]`
  /// @param greatest as above
  void shown(float[] least, float[] greatest);
}
