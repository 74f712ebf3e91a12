package org.skerry.studies;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Demonstrations;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.game.TeachableLayer;
import org.skerry.learning.Role;
import org.skerry.learning.algorithm.Cloning;
import org.skerry.learning.algorithm.NetworkPolicy;

/// Learning from a teacher, before learning from rewards: in the first round the agents clone what
/// the teacher does; in every further one they play, are told what the teacher would have done, and
/// clone all they have seen (Ross, Gordon, Bagnell: A Reduction of Imitation Learning and
/// Structured Prediction to No-Regret Online Learning, 2011).
///
/// @param cloning how each round learns; the networks are those of the policy
/// @param rounds at least 1
/// @param restart steps after which stores are given a random charge, at least 1
public record Apprenticeship(Cloning cloning, int rounds, int restart) {

  /// @throws IllegalArgumentException if a number is out of range
  public Apprenticeship {
    if (rounds < 1 || restart < 1) {
      throw new IllegalArgumentException(
          "An apprenticeship needs at least 1 round and 1 step between restarts, but has %d and %d."
              .formatted(rounds, restart));
    }
  }

  /// Six rounds on networks of 64 and 64, a random charge every week of hours.
  public Apprenticeship() {
    this(
        new Cloning()
            .withHidden(List.of(64, 64))
            .withRate(2e-3)
            .withEpochs(30)
            .withBatch(512)
            .withMaxNorm(1),
        6,
        168);
  }

  /// Learns.
  ///
  /// @param settlement how microgrids settle
  /// @param layer whose agents learn
  /// @param period to learn on
  /// @param seed decides everything random
  public NetworkPolicy learn(
      Setting setting,
      Function<Lanes, Settlement> settlement,
      Function<Lanes, ? extends TeachableLayer> layer,
      Controller teacher,
      Period period,
      long seed) {
    Demonstrations examples = new Demonstrations(setting, settlement, layer);
    Role role = examples.role();
    Optional<NetworkPolicy> pupil = Optional.empty();
    for (int round = 0; round < rounds; round++) {
      long number = seed * rounds + round;
      examples.add(teacher, pupil, period, restart, number);
      pupil = Optional.of(cloning.learn(role, examples.observations(), examples.actions(), number));
    }
    return pupil.orElseThrow();
  }
}
