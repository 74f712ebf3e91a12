package org.skerry.studies;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Demonstrations;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.game.TeachableLayer;
import org.skerry.learning.Seeds;
import org.skerry.learning.algorithm.Cloning;
import org.skerry.learning.algorithm.NetworkPolicy;
import org.skerry.learning.network.Activation;
import org.skerry.studies.study.Taught;

/// Learning from a teacher, before learning from rewards: in the first round the agents clone what
/// the teacher does; in every further one they play, are told what the teacher would have done, and
/// clone all they have seen (Ross, Gordon, Bagnell: A Reduction of Imitation Learning and
/// Structured Prediction to No-Regret Online Learning, 2011).
///
/// @param cloning how each round learns; the networks are those of the policy
/// @param rounds at least 1
/// @param restart steps after which stores are given a random charge, 0 for never
/// @param most steps that are remembered, at least 1; of more, so many drawn by chance
public record Apprenticeship(Cloning cloning, int rounds, int restart, int most) {

  /// @throws IllegalArgumentException if a number is out of range
  public Apprenticeship {
    if (rounds < 1 || restart < 0 || most < 1) {
      throw new IllegalArgumentException(
          "An apprenticeship needs at least 1 round, a restart of at least 0 and 1 step to remember, but has %d, %d and %d."
              .formatted(rounds, restart, most));
    }
  }

  /// Six rounds on rectified networks of 128 and 128, a random charge every week of hours, a
  /// hundred thousand steps remembered.
  public Apprenticeship() {
    this(
        new Cloning()
            .withHidden(List.of(128, 128))
            .withActivation(Activation.RELU)
            .withRate(2e-3)
            .withEpochs(60)
            .withBatch(512)
            .withMaxNorm(1),
        6,
        168,
        100_000);
  }

  /// Where and when to play.
  public record Place(Setting setting, Period period) {}

  /// Learns, and tells from how many decisions.
  ///
  /// @param places to play in each round, at least one, all with the same role; asked for one after
  ///   the other, since there may be many
  /// @param settlement how microgrids settle
  /// @param layer whose agents learn
  /// @param seed decides everything random
  public Taught.Lessons learn(
      IntFunction<Stream<Place>> places,
      Function<Lanes, Settlement> settlement,
      Function<Lanes, ? extends TeachableLayer> layer,
      Controller teacher,
      long seed) {
    Demonstrations examples = new Demonstrations(settlement, layer, most);
    Optional<NetworkPolicy> pupil = Optional.empty();
    long agentSteps = 0;
    for (int round = 0; round < rounds; round++) {
      int number = 0; // of the place
      for (Place place : (Iterable<Place>) places.apply(round)::iterator) {
        examples.add(
            place.setting(),
            teacher,
            pupil,
            place.period(),
            restart,
            Seeds.of(seed, round, ++number));
        agentSteps += (long) place.period().horizon() * examples.role().agents();
      }
      pupil =
          Optional.of(
              cloning.learn(
                  examples.role(),
                  examples.observations(),
                  examples.least(),
                  examples.greatest(),
                  Seeds.of(seed, round)));
    }
    return new Taught.Lessons(pupil.orElseThrow(), agentSteps);
  }
}
