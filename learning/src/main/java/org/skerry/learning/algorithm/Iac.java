package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;

/// Independent actor-critic with a critic of values, IAC-V (Foerster, Farquhar, Afouras, Nardelli,
/// Whiteson: Counterfactual Multi-Agent Policy Gradients, 2018): every agent learns as if it were
/// alone, actor and critic both from its own observation.
///
/// It is [A2c] with networks for each agent and, by default, the error of a single step as
/// advantage: `A = r + γ V(o') - V(o)`.
///
/// @param hidden sizes of the hidden layers of actor and critic
/// @param activation what hidden layers apply to their sums
/// @param gamma discount per step, in [0, 1]
/// @param lambda weight of later steps in an advantage, in [0, 1]
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate of the actor, above 0
/// @param criticRate learning rate of the critic, above 0
/// @param maxNorm clip of the gradient's global norm, of actor and critic separately, above 0
/// @param observations whether networks see observations as they are or normalised
/// @param sharing which agents share networks
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
/// @param deviation initial standard deviation of a choice, above 0; of a box of actions
@HyperParameters
public record Iac(
    List<Integer> hidden,
    Activation activation,
    double gamma,
    double lambda,
    double entropy,
    double actorRate,
    double criticRate,
    double maxNorm,
    Scaling observations,
    Sharing sharing,
    Gaussian.Bounds bounds,
    double deviation)
    implements Algorithm, PolicyGradient, IacBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Iac {
    hidden = List.copyOf(hidden);
    new Check("Iac")
        .networks(hidden, deviation)
        .returns(gamma, lambda)
        .descent(actorRate, criticRate, maxNorm)
        .atLeast("entropy", entropy, 0);
  }

  /// The hyper-parameters of [A2c], with networks for each agent and the error of a single step.
  public Iac() {
    this(
        List.of(128, 128),
        Activation.TANH,
        0.99,
        0,
        0,
        7e-4,
        7e-4,
        0.5,
        Scaling.RUNNING,
        Sharing.EACH,
        Gaussian.Bounds.CLIP,
        1);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    return new PolicyGradientLearner(this, spec, role, seed);
  }

  @Override
  public AdvantageScale advantages() {
    return AdvantageScale.NONE;
  }
}
