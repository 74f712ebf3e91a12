package org.skerry.learning;

/// A way to learn. Its record components are its published hyper-parameters.
@FunctionalInterface
public interface Algorithm {

  /// A learner for one role, before its first step.
  ///
  /// @param spec the game
  /// @param role the role to learn
  /// @param seed decides everything random in the learner
  /// @throws IllegalArgumentException if the algorithm cannot handle the spaces of the role; the
  ///   message names one that can
  Learner start(Spec spec, Role role, long seed);
}
