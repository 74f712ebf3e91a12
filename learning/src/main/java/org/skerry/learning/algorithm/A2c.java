package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Gaussian;

/// Advantage actor-critic, synchronous (Mnih et al.: Asynchronous Methods for Deep Reinforcement
/// Learning, 2016): one gradient step of actor and critic per horizon, all samples at once.
///
/// `L_π = -mean(A log π) - c mean H` and `L_V = ½ mean (R - V)²`, the advantage taken as it is.
/// With `lambda` 1 the return is that of the whole episode. With [Sharing#ONE] the agents share
/// actor and critic; with [Sharing#EACH] it is the independent actor-critic (Foerster et al.:
/// Counterfactual Multi-Agent Policy Gradients, 2018). As the ratio of probabilities is 1 in the
/// only step, it is the first step of [Ppo] without any clip, and runs as such.
///
/// @param hidden sizes of the hidden layers of actor and critic
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
public record A2c(
    List<Integer> hidden,
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
    implements Algorithm {

  /// @throws IllegalArgumentException if a number is out of range
  public A2c {
    hidden = List.copyOf(hidden);
    settings(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The customary hyper-parameters, with shared networks.
  public A2c() {
    this(
        List.of(128, 128),
        0.99,
        1,
        0,
        7e-4,
        7e-4,
        0.5,
        Scaling.RUNNING,
        Sharing.ONE,
        Gaussian.Bounds.CLIP,
        1);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    return new Proximal(
        settings(
            hidden,
            gamma,
            lambda,
            entropy,
            actorRate,
            criticRate,
            maxNorm,
            observations,
            sharing,
            bounds,
            deviation),
        spec,
        role,
        seed);
  }

  /// The same with another `hidden`.
  public A2c withHidden(List<Integer> hidden) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `gamma`.
  public A2c withGamma(double gamma) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `lambda`.
  public A2c withLambda(double lambda) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `entropy`.
  public A2c withEntropy(double entropy) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `actorRate`.
  public A2c withActorRate(double actorRate) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `criticRate`.
  public A2c withCriticRate(double criticRate) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `maxNorm`.
  public A2c withMaxNorm(double maxNorm) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `observations`.
  public A2c withObservations(Scaling observations) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `sharing`.
  public A2c withSharing(Sharing sharing) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `bounds`.
  public A2c withBounds(Gaussian.Bounds bounds) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  /// The same with another `deviation`.
  public A2c withDeviation(double deviation) {
    return new A2c(
        hidden,
        gamma,
        lambda,
        entropy,
        actorRate,
        criticRate,
        maxNorm,
        observations,
        sharing,
        bounds,
        deviation);
  }

  private static ProximalSettings settings(
      List<Integer> hidden,
      double gamma,
      double lambda,
      double entropy,
      double actorRate,
      double criticRate,
      double maxNorm,
      Scaling observations,
      Sharing sharing,
      Gaussian.Bounds bounds,
      double deviation) {
    double never = Double.POSITIVE_INFINITY;
    return new ProximalSettings(
        "A2c",
        hidden,
        gamma,
        lambda,
        never,
        never,
        entropy,
        actorRate,
        criticRate,
        1,
        Integer.MAX_VALUE,
        maxNorm,
        never,
        never,
        Scaling.RAW,
        observations,
        AdvantageScale.NONE,
        sharing,
        CriticInput.LOCAL,
        bounds,
        deviation);
  }
}
