package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.rollout.Rollout;

/// Counterfactual multi-agent policy gradients (Foerster, Farquhar, Afouras, Nardelli, Whiteson:
/// Counterfactual Multi-Agent Policy Gradients, 2018): decentralised actors, and a central critic
/// that tells each agent what its choice was worth beside its other choices, the others' held
/// fixed.
///
/// One gradient step of the actors per horizon, with the advantage of [CounterfactualCritic]. While
/// learning, `π_ε = (1 - ε) π + ε / n` decides, and `log π_ε` is what is improved. Where rewards
/// differ between agents, each learns from its own.
///
/// As in the authors' code, but with Adam in place of RMSprop, without the last actions among the
/// critic's inputs, which the state of a Markov game makes superfluous, and with `ε` held fixed
/// within a horizon.
///
/// @param hidden sizes of the hidden layers of actor and critic
/// @param activation what hidden layers of the actor apply to their sums; the critic's are
///   rectified
/// @param gamma discount per step, in [0, 1]
/// @param lambda weight of later steps in the critic's target, in [0, 1]
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate of the actor, above 0
/// @param criticRate learning rate of the critic, above 0
/// @param maxNorm clip of the gradient's global norm, of actor and critic separately, above 0
/// @param targetEvery gradient steps of the critic from one copy to its target to the next, at
///   least 1; copied between horizons
/// @param epsilonStart probability of a random action at first, in [0, 1)
/// @param epsilonEnd probability of a random action at last, in [0, 1)
/// @param explorationSteps steps of the game over which it falls linearly, at least 1
/// @param observations whether networks see observations as they are or normalised
/// @param sharing which agents share an actor; the critic is one for all
/// @param criticInput what the critic sees beside the actions of the others
@HyperParameters
public record Coma(
    List<Integer> hidden,
    Activation activation,
    double gamma,
    double lambda,
    double entropy,
    double actorRate,
    double criticRate,
    double maxNorm,
    int targetEvery,
    double epsilonStart,
    double epsilonEnd,
    int explorationSteps,
    Scaling observations,
    Sharing sharing,
    CriticInput criticInput)
    implements Algorithm, PolicyGradient, ComaBuilder.With {
  private static final double BELOW_ONE = Math.nextDown(1.0);

  /// @throws IllegalArgumentException if a number is out of range
  public Coma {
    hidden = List.copyOf(hidden);
    new Check("Coma")
        .sizes("hidden", hidden)
        .returns(gamma, lambda)
        .descent(actorRate, criticRate, maxNorm)
        .atLeast("entropy", entropy, 0)
        .atLeast("targetEvery", targetEvery, 1)
        .within("epsilonStart", epsilonStart, 0, BELOW_ONE)
        .within("epsilonEnd", epsilonEnd, 0, BELOW_ONE)
        .atLeast("explorationSteps", explorationSteps, 1);
  }

  /// The hyper-parameters of the authors' code.
  public Coma() {
    this(
        List.of(128, 128),
        Activation.TANH,
        0.99,
        0.8,
        0,
        5e-4,
        5e-4,
        10,
        200,
        0.5,
        0.01,
        100_000,
        Scaling.RUNNING,
        Sharing.ONE_WITH_IDENTITY,
        CriticInput.CONCAT);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    new Check("Coma").discrete(role, "Iac or Mappo");
    return new PolicyGradientLearner(this, spec, role, seed);
  }

  @Override
  public AdvantageScale advantages() {
    return AdvantageScale.NONE;
  }

  @Override
  public double epsilon(long steps) {
    double done = Math.min(1, (double) steps / explorationSteps);
    return epsilonStart + done * (epsilonEnd - epsilonStart);
  }

  @Override
  public Critics critics(Spec spec, Role role, Rollout rollout, List<Group> groups) {
    return new CounterfactualCritic(this, spec, role, rollout, groups.getFirst().noise());
  }
}
