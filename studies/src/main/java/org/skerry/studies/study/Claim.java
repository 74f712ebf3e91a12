package org.skerry.studies.study;

import java.util.List;
import java.util.Optional;

/// What is claimed of contenders: by a paper, or as a goal of the project. A claim that is not met
/// is a row in the report, never a failure.
public sealed interface Claim {

  /// What is claimed, for people.
  String text();

  /// A claim beside what came of it.
  ///
  /// @param text what is claimed, for people
  /// @param published the figure or the order that was published
  /// @param reproduced what came of it here, with its interval
  /// @param met whether it holds; empty where the contenders did not play
  record Verdict(String text, String published, String reproduced, Optional<Boolean> met) {}

  /// One contender is better than another: the mean of the differences seed by seed, its 95 %
  /// interval clear of zero.
  ///
  /// @param text what is claimed
  /// @param metric by which they are compared
  /// @param contender said to be better
  /// @param other said to be worse
  record Beats(String text, String metric, String contender, String other) implements Claim {}

  /// One contender is better than another in every single seed.
  ///
  /// @param text what is claimed
  /// @param metric by which they are compared
  /// @param contender said to be better
  /// @param other said to be worse
  record AlwaysBeats(String text, String metric, String contender, String other) implements Claim {}

  /// The mean of a contender is at least as good as a bound.
  ///
  /// @param text what is claimed
  /// @param metric that is compared
  /// @param contender of which it is claimed
  /// @param bound to be reached
  record Reaches(String text, String metric, String contender, double bound) implements Claim {}

  /// Holds the claim against what the contenders did.
  ///
  /// @throws IllegalArgumentException if the study has no such metric
  default Verdict judge(List<Metric> metrics, List<Standing> standings) {
    return switch (this) {
      case Beats(var text, var metric, var contender, var other) -> {
        Differences found = Differences.of(named(metrics, metric), standings, contender, other);
        String order = contender + " before " + other;
        yield found.missing()
            ? new Verdict(text, order, "not played", Optional.empty())
            : new Verdict(text, order, found.interval(), Optional.of(found.mean().low() > 0));
      }
      case AlwaysBeats(var text, var metric, var contender, var other) -> {
        Differences found = Differences.of(named(metrics, metric), standings, contender, other);
        String order = contender + " before " + other + " in every seed";
        yield found.missing()
            ? new Verdict(text, order, "not played", Optional.empty())
            : new Verdict(
                text,
                order,
                found.better() + " of " + found.seeds() + " seeds, " + found.interval(),
                Optional.of(found.better() == found.seeds()));
      }
      case Reaches(var text, var metric, var contender, var bound) -> {
        Metric judged = named(metrics, metric);
        String wanted =
            (judged.aim() == Metric.Aim.LOWER ? "at most " : "at least ") + judged.number(bound);
        yield standings.stream()
            .filter(standing -> standing.contender().equals(contender))
            .findFirst()
            .map(standing -> standing.estimate(metric))
            .map(mean ->
                new Verdict(
                    text,
                    wanted,
                    judged.number(mean),
                    Optional.of(judged.advantage(mean.mean(), bound) >= 0)))
            .orElse(new Verdict(text, wanted, "not played", Optional.empty()));
      }
    };
  }

  private static Metric named(List<Metric> metrics, String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "A claim is about metric '" + name + "', but the study has no such metric."));
  }
}
