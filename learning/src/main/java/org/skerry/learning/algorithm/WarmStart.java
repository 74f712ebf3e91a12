package org.skerry.learning.algorithm;

import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;

/// A policy gradient whose actor begins as a given policy, such as a clone ([Cloning]) of the
/// optimum's decisions.
///
/// A critic that knows nothing yet would lead a good actor astray. So at first only the critic
/// learns, from what the policy earns. Observations stay normalised as in the policy, so that it
/// decides as before until the actor moves.
///
/// @param algorithm a policy gradient, such as [Mappo]; its actor has the form of the policy's
///   network
/// @param policy to begin with
/// @param deviation standard deviation of a choice at first, above 0; of a box of actions. Small,
///   so that exploring does not spoil what the policy knows
/// @param criticFirst horizons from which only the critic learns, at least 0
@HyperParameters
public record WarmStart(
    Algorithm algorithm, NetworkPolicy policy, double deviation, int criticFirst)
    implements Algorithm, WarmStartBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public WarmStart {
    new Check("WarmStart").positive("deviation", deviation).atLeast("criticFirst", criticFirst, 0);
  }

  /// Begins with `policy`, a deviation of 0.1, and ten horizons for the critic alone.
  public WarmStart(Algorithm algorithm, NetworkPolicy policy) {
    this(algorithm, policy, 0.1, 10);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    PolicyGradientLearner learner =
        PolicyGradientLearner.of("WarmStart", algorithm.start(spec, role, seed), algorithm);
    learner.begin(policy, deviation, criticFirst);
    return learner;
  }
}
