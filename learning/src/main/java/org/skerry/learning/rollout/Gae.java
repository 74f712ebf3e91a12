package org.skerry.learning.rollout;

/// Generalised advantage estimation (Schulman, Moritz, Levine, Jordan, Abbeel: High-Dimensional
/// Continuous Control Using Generalized Advantage Estimation, 2016).
///
/// `δ_t = r_t + γ V(s_{t+1}) (1 - terminated_t) - V(s_t)` and `Â_t = δ_t + γ λ (1 - done_t)
/// Â_{t+1}`, with `done` = terminated or truncated. A true end cuts the bootstrap; either end cuts
/// the recursion. At a truncation the next value is that of the observation before any reset.
public final class Gae {
  private Gae() {}

  /// How a step of one column ended.
  public static final byte GOES_ON = 0;

  /// The game truly ended: nothing follows.
  public static final byte TERMINATED = 1;

  /// The game was cut off: what would follow has the value in `cutValues`.
  public static final byte TRUNCATED = 2;

  /// Advantages where episodes end within the horizon.
  ///
  /// @param steps of the horizon
  /// @param columns independent sequences, lanes × agents
  /// @param rewards shape `[steps][columns]`
  /// @param values shape `[steps + 1][columns]`; the last row values what follows the horizon
  /// @param ends shape `[steps][columns]`
  /// @param cutValues shape `[steps][columns]`, read where `ends` is truncated
  /// @param advantages overwritten, shape `[steps][columns]`; return = advantage + value
  public static void advantages(
      int steps,
      int columns,
      float[] rewards,
      float[] values,
      byte[] ends,
      float[] cutValues,
      double gamma,
      double lambda,
      float[] advantages) {
    for (int c = 0; c < columns; c++) {
      double following = 0;
      for (int t = steps - 1; t >= 0; t--) {
        int at = t * columns + c;
        double next =
            switch (ends[at]) {
              case TERMINATED -> 0;
              case TRUNCATED -> cutValues[at];
              default -> values[at + columns];
            };
        double carried = ends[at] == GOES_ON ? following : 0;
        double delta = rewards[at] + gamma * next - values[at];
        following = delta + gamma * lambda * carried;
        advantages[at] = (float) following;
      }
    }
  }

  /// Advantages where nothing ends within the horizon. The last row of `values` is zero where the
  /// end of the horizon is a true end.
  public static void advantages(
      int steps,
      int columns,
      float[] rewards,
      float[] values,
      double gamma,
      double lambda,
      float[] advantages) {
    for (int c = 0; c < columns; c++) {
      double following = 0;
      for (int at = (steps - 1) * columns + c; at >= 0; at -= columns) {
        double delta = rewards[at] + gamma * values[at + columns] - values[at];
        following = delta + gamma * lambda * following;
        advantages[at] = (float) following;
      }
    }
  }
}
