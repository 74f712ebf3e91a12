package org.skerry.studies.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// A contender and all its trials, in the order of seeds.
///
/// @param contender its name
/// @param about what it is, in a sentence
/// @param knows what it knew when it decided
/// @param random whether it depends on the seed; if not its only trial is exact
/// @param trials at least one
public record Standing(
    String contender, String about, Set<Knows> knows, boolean random, List<Trial> trials) {
  public Standing {
    knows = Set.copyOf(knows);
    trials = List.copyOf(trials);
  }

  /// The mean of a metric over the seeds, with its interval.
  public Estimate estimate(String metric) {
    return Estimate.of(trials.stream().mapToDouble(trial -> trial.metric(metric)).toArray());
  }

  /// The trial of a seed; the only one where the contender has no randomness.
  Optional<Trial> trial(long seed) {
    return random
        ? trials.stream().filter(trial -> trial.seed() == seed).findFirst()
        : Optional.of(trials.getFirst());
  }

  double median(ToDoubleFunction<Trial> figure) {
    double[] sorted = trials.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
