package org.skerry.learning.algorithm;

import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;

/// A policy gradient whose actor's learning rate falls linearly to zero, so that in the end the
/// policy settles instead of following the chance of the last horizons.
///
/// @param algorithm a policy gradient, such as [Mappo]
/// @param horizons until the rate is zero, at least 1; the actor learns no more after them
@HyperParameters
public record Annealed(Algorithm algorithm, int horizons)
    implements Algorithm, AnnealedBuilder.With {

  /// @throws IllegalArgumentException if there is no horizon
  public Annealed {
    new Check("Annealed").atLeast("horizons", horizons, 1);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    PolicyGradientLearner learner =
        PolicyGradientLearner.of("Annealed", algorithm.start(spec, role, seed), algorithm);
    learner.anneal(horizons);
    return learner;
  }
}
