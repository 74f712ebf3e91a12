package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;

/// Multi-agent deep deterministic policy gradient (Lowe, Wu, Tamar, Harb, Abbeel, Mordatch:
/// Multi-Agent Actor-Critic for Mixed Cooperative-Competitive Environments, 2017).
///
/// Each agent has a deterministic actor that sees its own observation, and a critic that sees the
/// observations and actions of all. The critic learns `y = r_i + γ (1 - terminated) Q⁻_i(o',
/// π⁻(o'))` by squared error; the actor climbs `Q_i(o, a_1 … π_i(o_i) … a_N)`. Target networks
/// follow slowly. Actions are squashed by the hyperbolic tangent; while learning, normal noise is
/// added to them.
///
/// @param hidden sizes of the hidden layers, of ReLU
/// @param gamma discount per step, in [0, 1]
/// @param actorRate learning rate of the actors, above 0
/// @param criticRate learning rate of the critics, above 0
/// @param buffer transitions kept, of each network
/// @param batch transitions in a batch, at least 1
/// @param updates gradient steps after each step of the game, at least 0
/// @param learningStarts transitions before the first gradient step, at least 1; a full buffer will
///   do
/// @param tau how far the target network moves, in (0, 1]; 1 copies
/// @param noise standard deviation of what is added to actions while learning, at least 0
/// @param maxNorm clip of the gradient's global norm, above 0; infinite for none
/// @param observations whether networks see observations as they are or normalised by running
///   statistics, as policy gradients do; rewards stay as they are
@HyperParameters
public record Maddpg(
    List<Integer> hidden,
    double gamma,
    double actorRate,
    double criticRate,
    int buffer,
    int batch,
    int updates,
    int learningStarts,
    double tau,
    double noise,
    double maxNorm,
    Scaling observations)
    implements Algorithm, MaddpgBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Maddpg {
    hidden = List.copyOf(hidden);
    new Check("Maddpg")
        .sizes("hidden", hidden)
        .within("gamma", gamma, 0, 1)
        .positive("actorRate", actorRate)
        .positive("criticRate", criticRate)
        .atLeast("buffer", buffer, 1)
        .atLeast("batch", batch, 1)
        .atLeast("updates", updates, 0)
        .atLeast("learningStarts", learningStarts, 1)
        .positive("tau", tau)
        .within("tau", tau, 0, 1)
        .atLeast("noise", noise, 0)
        .positive("maxNorm", maxNorm);
  }

  /// The customary hyper-parameters.
  public Maddpg() {
    this(
        List.of(128, 128), 0.95, 1e-4, 1e-3, 100_000, 256, 1, 1000, 0.01, 0.2, 10, Scaling.RUNNING);
  }

  @Override
  public Learner start(Spec spec, Role role, long seed) {
    return new MaddpgLearner(this, spec, role, seed);
  }
}
