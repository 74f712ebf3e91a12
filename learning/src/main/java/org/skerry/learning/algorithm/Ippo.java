package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;

/// Independent PPO: every agent learns as if it were alone, actor and critic both from its own
/// observation (de Witt et al.: Is Independent Learning All You Need in the StarCraft Multi-Agent
/// Challenge?, 2020). It is [Mappo] with a local critic; by default with networks for each agent.
///
/// @param hidden sizes of the hidden layers of actor and critic
/// @param activation what hidden layers apply to their sums
/// @param gamma discount per step, in [0, 1]
/// @param lambda weight of later steps in an advantage, in [0, 1]
/// @param clip ε, how far the ratio of probabilities pays, above 0
/// @param valueClip how far a value may move from the old one, above 0; infinite for no limit
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate of the actor, above 0
/// @param criticRate learning rate of the critic, above 0
/// @param epochs K, passes over the rollout, at least 1
/// @param batch samples in a batch, at least 2; more than a rollout has means all at once
/// @param maxNorm clip of the gradient's global norm, of actor and critic separately, above 0
/// @param huber error beyond which the value loss is absolute, above 0; infinite for squared
/// @param values whether the critic learns returns as they are or normalised
/// @param observations whether networks see observations as they are or normalised
/// @param sharing which agents share networks
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
/// @param deviation initial standard deviation of a choice, above 0; of a box of actions
@HyperParameters
public record Ippo(
    List<Integer> hidden,
    Activation activation,
    double gamma,
    double lambda,
    double clip,
    double valueClip,
    double entropy,
    double actorRate,
    double criticRate,
    int epochs,
    int batch,
    double maxNorm,
    double huber,
    Scaling values,
    Scaling observations,
    Sharing sharing,
    Gaussian.Bounds bounds,
    double deviation)
    implements Algorithm, PolicyGradient, IppoBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Ippo {
    hidden = List.copyOf(hidden);
    new Check("Ippo")
        .networks(hidden, deviation)
        .returns(gamma, lambda)
        .descent(actorRate, criticRate, maxNorm)
        .proximal(epochs, batch, clip, valueClip)
        .positive("huber", huber)
        .atLeast("entropy", entropy, 0);
  }

  /// The hyper-parameters of [Mappo], for a fair comparison.
  public Ippo() {
    this(
        List.of(128, 128),
        Activation.TANH,
        0.99,
        0.95,
        0.2,
        0.2,
        0.01,
        5e-4,
        5e-4,
        10,
        Integer.MAX_VALUE,
        10,
        10,
        Scaling.RUNNING,
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
    return AdvantageScale.ROLLOUT;
  }
}
