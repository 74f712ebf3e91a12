package org.skerry.learning.algorithm;

/// Whether numbers are used as they are or by their running mean and deviation.
public enum Scaling {
  /// As they are.
  RAW,
  /// Shifted by the running mean, divided by the running deviation; frozen in a policy.
  RUNNING
}
