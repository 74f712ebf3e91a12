package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.rollout.Rollout;

/// What the learner of policy gradients asks of the hyper-parameters of its algorithms.
///
/// An algorithm leaves one open by a record component of its name, which answers here by itself;
/// what it does not mention is as by default: one step over the whole rollout, nothing clipped.
interface PolicyGradient {
  /// Sizes of the hidden layers, the same in actor and critic.
  List<Integer> hidden();

  /// What the hidden layers of actor and critic of values apply to their sums.
  Activation activation();

  /// Discount per step, in [0, 1].
  double gamma();

  /// Weight of the entropy bonus, at least 0.
  double entropy();

  /// Learning rate of the actor, above 0.
  double actorRate();

  /// Clip of the gradient's global norm, of actor and critic separately.
  double maxNorm();

  /// Whether networks see observations normalised by their running statistics.
  Scaling observations();

  /// Over which samples advantages are normalised.
  AdvantageScale advantages();

  /// Weight of later steps in an advantage, in [0, 1].
  default double lambda() {
    return 1;
  }

  /// Learning rate of the critic, above 0.
  default double criticRate() {
    return actorRate();
  }

  /// How a choice becomes an action of a box.
  default Gaussian.Bounds bounds() {
    return Gaussian.Bounds.CLIP;
  }

  /// The initial standard deviation of a box action, above 0.
  default double deviation() {
    return 1;
  }

  /// Probability of a random choice after so many steps of the game, in [0, 1); of discrete
  /// actions.
  default double epsilon(long steps) {
    return 0;
  }

  /// How far a probability ratio pays, above 0.
  default double clip() {
    return Double.POSITIVE_INFINITY;
  }

  /// How far a value may move from the one before; infinite for no limit.
  default double valueClip() {
    return Double.POSITIVE_INFINITY;
  }

  /// Where the value error turns from squared to absolute; infinite for squared.
  default double huber() {
    return Double.POSITIVE_INFINITY;
  }

  /// The actor's epochs stop once the divergence exceeds it; infinite for never.
  default double targetKl() {
    return Double.POSITIVE_INFINITY;
  }

  /// Passes over the rollout, at least 1.
  default int epochs() {
    return 1;
  }

  /// Samples in a batch; more than a rollout has means all at once.
  default int batch() {
    return Integer.MAX_VALUE;
  }

  /// Whether the critic learns returns normalised likewise.
  default Scaling values() {
    return Scaling.RAW;
  }

  /// Which agents share networks.
  default Sharing sharing() {
    return Sharing.ONE;
  }

  /// What the critic sees.
  default CriticInput criticInput() {
    return CriticInput.LOCAL;
  }

  /// What tells its actors how good their choices were.
  default Critics critics(Spec spec, Role role, Rollout rollout, List<Group> groups) {
    return new ValueCritics(this, spec, rollout, groups);
  }
}
