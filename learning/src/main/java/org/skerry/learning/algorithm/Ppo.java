package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;

/// Proximal policy optimisation for a role of one agent (Schulman, Wolski, Dhariwal, Radford,
/// Klimov: Proximal Policy Optimization Algorithms, 2017).
///
/// A step collects one horizon in every lane, estimates advantages
/// ([Gae][org.skerry.learning.rollout.Gae]), then takes `epochs` passes in shuffled batches with
/// the clipped surrogate ([ClippedSurrogate]) and the value error ([ValueError]). Published code
/// often clips the change of a value by 0.2 as well; here returns are not normalised, so that what
/// is a step for one game would hold another in place, and nothing is clipped unless asked for.
/// Advantages are normalised per batch. Actor and critic have nothing in common: each has its own
/// Adam (ε = 1e-5) and its own clip of the gradient, where published code often clips both
/// together.
///
/// @param hidden sizes of the hidden layers of actor and critic
/// @param activation what hidden layers apply to their sums
/// @param gamma discount per step, in [0, 1]
/// @param lambda weight of later steps in an advantage, in [0, 1]
/// @param clip ε, how far the ratio of probabilities pays, above 0
/// @param valueClip how far a value may move from the old one, in units of the return, above 0;
///   infinite for no limit
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate of the actor, above 0
/// @param criticRate learning rate of the critic, above 0
/// @param epochs K, passes over the rollout, at least 1
/// @param batch samples in a batch, at least 2; more than a rollout has means all at once
/// @param maxNorm clip of the gradient's global norm, of actor and critic separately, above 0
/// @param targetKl divergence beyond which the actor's epochs stop, above 0; infinite for never
/// @param observations whether networks see observations as they are or normalised
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
/// @param deviation initial standard deviation of a choice, above 0; of a box of actions
@HyperParameters
public record Ppo(
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
    double targetKl,
    Scaling observations,
    Gaussian.Bounds bounds,
    double deviation)
    implements Algorithm, PolicyGradient, PpoBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Ppo {
    hidden = List.copyOf(hidden);
    new Check("Ppo")
        .networks(hidden, deviation)
        .returns(gamma, lambda)
        .descent(actorRate, criticRate, maxNorm)
        .proximal(epochs, batch, clip, valueClip)
        .positive("targetKl", targetKl)
        .atLeast("entropy", entropy, 0);
  }

  /// The customary hyper-parameters.
  public Ppo() {
    this(
        List.of(128, 128),
        Activation.TANH,
        0.99,
        0.95,
        0.2,
        Double.POSITIVE_INFINITY,
        0,
        3e-4,
        3e-4,
        10,
        64,
        0.5,
        Double.POSITIVE_INFINITY,
        Scaling.RUNNING,
        Gaussian.Bounds.CLIP,
        1);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    if (role.agents() != 1) {
      throw new IllegalArgumentException(
          "Ppo learns a role of one agent, but role '"
              + role.name()
              + "' has "
              + role.agents()
              + ". Use Ippo or Mappo.");
    }
    return new PolicyGradientLearner(this, spec, role, seed);
  }

  @Override
  public AdvantageScale advantages() {
    return AdvantageScale.BATCH;
  }
}
