package org.skerry.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// By how much one contender is better than another, seed by seed.
///
/// @param metric by which they are compared
/// @param advantages of the first over the second, one per seed; empty if one of them did not play
/// @param random whether they depend on the seed; if not the only one is exact
public record Differences(Metric metric, List<Double> advantages, boolean random) {
  public Differences {
    advantages = List.copyOf(advantages);
  }

  /// Compares two contenders. One without randomness has the same figure for every seed.
  public static Differences of(
      Metric metric, List<Standing> standings, String contender, String other) {
    Optional<Standing> first = find(standings, contender);
    Optional<Standing> second = find(standings, other);
    List<Double> advantages = new ArrayList<>();
    boolean random = false;
    if (first.isPresent() && second.isPresent()) {
      random = first.get().random() || second.get().random();
      var seeds = new TreeSet<Long>();
      for (Standing each : List.of(first.get(), second.get())) {
        if (each.random() || !random) {
          each.trials().forEach(trial -> seeds.add(trial.seed()));
        }
      }
      for (long seed : seeds) {
        Optional<Trial> one = first.get().trial(seed);
        Optional<Trial> two = second.get().trial(seed);
        if (one.isPresent() && two.isPresent()) {
          advantages.add(
              metric.advantage(one.get().metric(metric.name()), two.get().metric(metric.name())));
        }
      }
    }
    return new Differences(metric, advantages, random);
  }

  boolean missing() {
    return advantages.isEmpty();
  }

  /// The mean advantage with its interval.
  public Estimate mean() {
    return Estimate.of(advantages.stream().mapToDouble(Double::doubleValue).toArray());
  }

  int seeds() {
    return advantages.size();
  }

  /// In how many seeds the first was better.
  long better() {
    return advantages.stream().filter(advantage -> advantage > 0).count();
  }

  /// Whether the mean advantage is above zero.
  Claim.Holds above() {
    if (missing() || (random && seeds() == 1)) {
      return Claim.Holds.UNDECIDED;
    }
    Estimate mean = mean();
    return mean.low() > 0
        ? Claim.Holds.MET
        : mean.high() <= 0 ? Claim.Holds.NOT_MET : Claim.Holds.UNDECIDED;
  }

  /// Whether every single advantage is above zero.
  Claim.Holds always() {
    if (better() < seeds()) {
      return Claim.Holds.NOT_MET;
    }
    return random && seeds() == 1 ? Claim.Holds.UNDECIDED : Claim.Holds.MET;
  }

  /// The mean advantage in words.
  String interval() {
    if (missing()) {
      return "–";
    }
    Estimate mean = mean();
    return (mean.mean() >= 0 ? "better by " : "worse by ")
        + metric.number(
            mean.mean() >= 0
                ? mean
                : new Estimate(-mean.mean(), -mean.high(), -mean.low(), mean.seeds()));
  }

  private static Optional<Standing> find(List<Standing> standings, String contender) {
    return standings.stream()
        .filter(standing -> standing.contender().equals(contender))
        .findFirst();
  }
}
