package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;

/// Multi-agent PPO: decentralised actors, centralised critics (Yu, Velu, Vinitsky, Gao, Wang,
/// Bayen, Wu: The Surprising Effectiveness of PPO in Cooperative Multi-Agent Games, 2022).
///
/// As [Ppo], but the critic may see more than the actor ([CriticInput]) and gives one value per
/// agent; returns are normalised by running statistics
/// ([ValueNorm][org.skerry.learning.rollout.ValueNorm]); advantages are normalised over the whole
/// rollout; and the value error is Huber's. Every agent is credited with its own reward; where the
/// reward is shared the game gives the same to all. The log-probability of an action is one number,
/// summed over its dimensions, where the published code compares it dimension by dimension and so
/// weighs the surrogate by their number.
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
/// @param criticInput what the critic sees
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
/// @param deviation initial standard deviation of a choice, above 0; of a box of actions
@HyperParameters
public record Mappo(
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
    CriticInput criticInput,
    Gaussian.Bounds bounds,
    double deviation)
    implements Algorithm, PolicyGradient, MappoBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Mappo {
    hidden = List.copyOf(hidden);
    new Check("Mappo")
        .networks(hidden, deviation)
        .returns(gamma, lambda)
        .descent(actorRate, criticRate, maxNorm)
        .proximal(epochs, batch, clip, valueClip)
        .positive("huber", huber)
        .atLeast("entropy", entropy, 0);
  }

  /// The customary hyper-parameters, with 10 epochs over the whole rollout at once.
  public Mappo() {
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
        Sharing.ONE_WITH_IDENTITY,
        CriticInput.CONCAT,
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
