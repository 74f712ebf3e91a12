package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.rollout.Rollout;

/// What the learner of PPO, IPPO, MAPPO and A2C asks of their hyper-parameters.
///
/// An algorithm leaves one open by a record component of its name, which answers here by itself;
/// what it does not mention is as by default: one step over the whole rollout, nothing clipped.
interface ActorCritic {
  /// Sizes of the hidden layers, the same in actor and critic.
  List<Integer> hidden();

  /// Discount per step, in [0, 1].
  double gamma();

  /// Weight of later steps in an advantage, in [0, 1].
  double lambda();

  /// Weight of the entropy bonus, at least 0.
  double entropy();

  /// Learning rate of the actor, above 0.
  double actorRate();

  /// Learning rate of the critic, above 0.
  double criticRate();

  /// Clip of the gradient's global norm, of actor and critic separately.
  double maxNorm();

  /// Whether networks see observations normalised by their running statistics.
  Scaling observations();

  /// Over which samples advantages are normalised.
  AdvantageScale advantages();

  /// How a choice becomes an action of a box.
  Gaussian.Bounds bounds();

  /// The initial standard deviation of a box action, above 0.
  double deviation();

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
  default Critics critics(Spec spec, Rollout rollout, List<Group> groups) {
    return new ValueCritics(this, spec, rollout, groups);
  }
}
