package org.skerry.learning.algorithm;

/// Which agents of a role share networks.
public enum Sharing {
  /// One network for all; agents are told apart only by what they see.
  ONE,
  /// One network for all, which also sees which agent it acts for, as a one-hot vector.
  ONE_WITH_IDENTITY,
  /// A network for each agent, trained on its own samples.
  EACH
}
