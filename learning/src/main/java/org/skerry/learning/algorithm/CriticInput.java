package org.skerry.learning.algorithm;

/// What a critic sees. The actor sees its own observation in every case.
public enum CriticInput {
  /// The agent's own observation.
  LOCAL,
  /// The observations of all agents of the role in the lane, one after the other.
  CONCAT,
  /// The global state of the lane and the agent's own observation.
  AGENT_SPECIFIC
}
