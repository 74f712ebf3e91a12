package org.skerry.energy.game;

/// A layer whose set-points can be told as actions, so that its agents can learn from what another
/// controller decides.
public interface TeachableLayer extends Layer {

  /// Writes the actions that would set the set-points as they are, or come closest; shape
  /// `[lanes][agents][action]`. Called between the decision and the end of the step.
  void shown(float[] actions);
}
