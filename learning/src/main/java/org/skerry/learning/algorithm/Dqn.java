package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;

/// Deep Q-learning (Mnih et al.: Human-level control through deep reinforcement learning, 2015), by
/// default in its double form (van Hasselt, Guez, Silver: Deep Reinforcement Learning with Double
/// Q-learning, 2016).
///
/// `L = mean (y - Q(s, a))²` with `y = r + γ (1 - terminated) Q⁻(s', a')`. With several agents it
/// is independent multi-agent Q-learning: each network learns from a buffer of its own, and what
/// the others do is no input. Their learning makes old transitions stale, so keep buffers short.
///
/// @param hidden sizes of the hidden layers, of ReLU
/// @param gamma discount per step, in [0, 1]
/// @param rate learning rate, above 0
/// @param buffer transitions kept, of each network
/// @param batch transitions in a batch, at least 1
/// @param updates gradient steps after each step of the game, at least 0
/// @param learningStarts transitions before the first gradient step, at least 1; a full buffer will
///   do
/// @param targetEvery gradient steps from one move of the target network to the next, at least 1
/// @param tau how far the target network moves, in (0, 1]; 1 copies
/// @param epsilonStart probability of a random action at first, in [0, 1]
/// @param epsilonEnd probability of a random action at last, in [0, 1]
/// @param explorationSteps steps of the game over which it falls linearly, at least 1
/// @param maxNorm clip of the gradient's global norm, above 0; infinite for none
/// @param target whose choice of the next action the target values
/// @param sharing which agents share a network and a buffer
@HyperParameters
public record Dqn(
    List<Integer> hidden,
    double gamma,
    double rate,
    int buffer,
    int batch,
    int updates,
    int learningStarts,
    int targetEvery,
    double tau,
    double epsilonStart,
    double epsilonEnd,
    int explorationSteps,
    double maxNorm,
    Target target,
    Sharing sharing)
    implements Algorithm, DqnBuilder.With {

  /// Which network chooses the next action that the target network values.
  public enum Target {
    /// The target network itself.
    SINGLE,
    /// The network that learns, which guards against overestimation.
    DOUBLE
  }

  /// @throws IllegalArgumentException if a number is out of range
  public Dqn {
    hidden = List.copyOf(hidden);
    new Check("Dqn")
        .sizes("hidden", hidden)
        .within("gamma", gamma, 0, 1)
        .positive("rate", rate)
        .atLeast("buffer", buffer, 1)
        .atLeast("batch", batch, 1)
        .atLeast("updates", updates, 0)
        .atLeast("learningStarts", learningStarts, 1)
        .atLeast("targetEvery", targetEvery, 1)
        .positive("tau", tau)
        .within("tau", tau, 0, 1)
        .within("epsilonStart", epsilonStart, 0, 1)
        .within("epsilonEnd", epsilonEnd, 0, 1)
        .atLeast("explorationSteps", explorationSteps, 1)
        .positive("maxNorm", maxNorm);
  }

  /// The customary hyper-parameters, with a network for each agent.
  public Dqn() {
    this(
        List.of(128, 128),
        0.99,
        2.5e-4,
        10_000,
        128,
        1,
        1000,
        500,
        1,
        1,
        0.05,
        10_000,
        10,
        Target.DOUBLE,
        Sharing.EACH);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    return new DqnLearner(this, spec, role, seed);
  }
}
