package org.skerry.learning.algorithm;

/// Over which samples advantages are shifted to mean 0 and scaled to deviation 1.
public enum AdvantageScale {
  /// Over each batch, as PPO does.
  BATCH,
  /// Over the whole rollout, as MAPPO does.
  ROLLOUT,
  /// Advantages are used as they are.
  NONE
}
