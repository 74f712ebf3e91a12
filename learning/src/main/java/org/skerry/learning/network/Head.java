package org.skerry.learning.network;

import java.util.random.RandomGenerator;

/// Reads the output of a network as a distribution over choices. It works on the rows that its pass
/// evaluated last and shares the pass's limits.
///
/// A choice is what was drawn, before it is fitted to the game's action space; log-probabilities
/// are of choices, so they never have to be recovered from clipped actions. The log-probability of
/// a row is one number, summed over the dimensions of its choice.
public sealed interface Head permits Gaussian, Categorical {

  /// Floats in one choice.
  int size();

  /// Draws a choice for each row.
  ///
  /// @param open shape `[rows][outputs]`, false where a choice is closed; empty if all are open
  /// @param choices overwritten, shape `[rows][size]` from `choicesFrom` on
  /// @param logs overwritten with the log-probability of each choice, from `logsFrom` on
  void sample(
      int rows,
      RandomGenerator random,
      boolean[] open,
      float[] choices,
      int choicesFrom,
      float[] logs,
      int logsFrom);

  /// The most probable choice of each row.
  void mode(int rows, boolean[] open, float[] choices);

  /// Fits choices to the game's action space, in place or into another array.
  ///
  /// @param count floats, from the start of both arrays
  void fit(float[] choices, int choicesFrom, float[] actions, int count);

  /// The log-probability of given choices.
  ///
  /// @param choices shape `[rows][size]`
  /// @param logs overwritten, one per row
  void logs(int rows, boolean[] open, float[] choices, float[] logs);

  /// The entropy of the distribution of one row.
  double entropy(int row);

  /// Writes the gradient of `Σ_row weights[row] log π(choice) - Σ_row bonus[row] H` at the output
  /// of the pass, and adds that of the free parameters to `gradient`. Follows [#logs] of the same
  /// rows and choices.
  void gradient(int rows, float[] choices, float[] weights, float[] bonus, float[] gradient);
}
