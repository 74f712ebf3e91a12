package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.rollout.Rollout;

/// REINFORCE, the policy gradient without a critic (Williams: Simple Statistical Gradient-Following
/// Algorithms for Connectionist Reinforcement Learning, 1992): one gradient step per horizon, `L =
/// -mean(log π (G - b)) - c mean H`.
///
/// `G` is earned within the horizon; what comes after its end counts nothing, even where the game
/// only truncates.
///
/// @param hidden sizes of the hidden layers
/// @param activation what hidden layers apply to their sums
/// @param gamma discount per step, in [0, 1]
/// @param credit which rewards a choice is credited with
/// @param baseline what is subtracted from the return
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate, above 0
/// @param maxNorm clip of the gradient's global norm, above 0
/// @param observations whether networks see observations as they are or normalised
/// @param sharing which agents share networks
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
/// @param deviation initial standard deviation of a choice, above 0; of a box of actions
@HyperParameters
public record Reinforce(
    List<Integer> hidden,
    Activation activation,
    double gamma,
    Credit credit,
    Baseline baseline,
    double entropy,
    double actorRate,
    double maxNorm,
    Scaling observations,
    Sharing sharing,
    Gaussian.Bounds bounds,
    double deviation)
    implements Algorithm, PolicyGradient, ReinforceBuilder.With {

  /// Which rewards a choice is credited with.
  public enum Credit {
    /// All of the episode, earlier ones too: `G = Σ_k γ^k r_k`.
    EPISODE,
    /// Those from the choice on, which it can still change: `G_t = Σ_{k ≥ t} γ^(k - t) r_k`. The
    /// same gradient on average, with less variance.
    TO_GO
  }

  /// What a return is compared with.
  public enum Baseline {
    /// Nothing.
    NONE,
    /// The mean return of the same agent from the same step, over all lanes.
    LANES
  }

  /// @throws IllegalArgumentException if a number is out of range
  public Reinforce {
    hidden = List.copyOf(hidden);
    new Check("Reinforce")
        .networks(hidden, deviation)
        .within("gamma", gamma, 0, 1)
        .positive("actorRate", actorRate)
        .positive("maxNorm", maxNorm)
        .atLeast("entropy", entropy, 0);
  }

  /// The customary hyper-parameters, with a shared network.
  public Reinforce() {
    this(
        List.of(128),
        Activation.TANH,
        0.99,
        Credit.TO_GO,
        Baseline.NONE,
        0,
        1e-3,
        0.5,
        Scaling.RUNNING,
        Sharing.ONE,
        Gaussian.Bounds.CLIP,
        1);
  }

  /// @throws IllegalArgumentException if the algorithm cannot handle the role, or there are too few
  ///   lanes for the baseline
  @Override
  public Learner start(Spec spec, Role role, long seed) {
    if (baseline == Baseline.LANES && spec.lanes() < 2) {
      throw new IllegalArgumentException(
          "Reinforce compares lanes with each other, but the game has only 1. Play several, or use"
              + " the baseline NONE.");
    }
    return new PolicyGradientLearner(this, spec, role, seed);
  }

  @Override
  public AdvantageScale advantages() {
    return AdvantageScale.NONE;
  }

  @Override
  public Critics critics(Spec spec, Role role, Rollout rollout, List<Group> groups) {
    return new Returns(this, role.agents(), rollout);
  }
}
