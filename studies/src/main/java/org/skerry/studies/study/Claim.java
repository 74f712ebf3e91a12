package org.skerry.studies.study;

import java.util.List;
import java.util.Optional;

/// What is claimed of contenders: by a paper, or as a goal of the project. A claim that is not met
/// is a row in the report, never a failure.
///
/// @param text what is claimed, for people
/// @param published the figure that a paper gives for it, with its place; empty where it gives none
/// @param test what decides it
public record Claim(String text, Optional<String> published, Test test) {

  /// What came of a claim. An interval is that of 95 % over seeds; one seed has none, so what rests
  /// on a single seed is undecided.
  public enum Holds {
    /// It holds.
    MET("met"),
    /// It does not.
    NOT_MET("not met"),
    /// The interval allows both.
    UNDECIDED("undecided"),
    /// One of the contenders did not play.
    NOT_PLAYED("not played");

    private final String words;

    Holds(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }

    /// Whether it holds; empty where that is not known.
    public Optional<Boolean> met() {
      return switch (this) {
        case MET -> Optional.of(true);
        case NOT_MET -> Optional.of(false);
        case UNDECIDED, NOT_PLAYED -> Optional.empty();
      };
    }
  }

  /// A claim beside what came of it.
  ///
  /// @param claim what is claimed
  /// @param wanted what decides it, for people
  /// @param reproduced what came of it here, with its interval
  /// @param holds whether it does
  public record Verdict(Claim claim, String wanted, String reproduced, Holds holds) {}

  /// What decides a claim.
  public sealed interface Test {
    /// The metric by which contenders are judged.
    String metric();
  }

  /// One contender is better than another: the mean of the differences seed by seed. Met where its
  /// interval is above zero, not met where nothing of it is.
  ///
  /// @param metric by which they are compared
  /// @param contender said to be better
  /// @param other said to be worse
  public record Beats(String metric, String contender, String other) implements Test {}

  /// One contender is better than another in every single seed. One seed can refute it, but not
  /// prove it.
  ///
  /// @param metric by which they are compared
  /// @param contender said to be better
  /// @param other said to be worse
  public record AlwaysBeats(String metric, String contender, String other) implements Test {}

  /// The mean of a contender is at least as good as a bound. Met where all of its interval is, not
  /// met where nothing of it is.
  ///
  /// @param metric that is compared
  /// @param contender of which it is claimed
  /// @param bound to be reached
  public record Reaches(String metric, String contender, double bound) implements Test {}

  /// A claim for which no figure was published.
  public Claim(String text, Test test) {
    this(text, Optional.empty(), test);
  }

  /// This claim with the figure that a paper gives.
  public Claim published(String figure) {
    return new Claim(text, Optional.of(figure), test);
  }

  /// Holds the claim against what the contenders did.
  ///
  /// @throws IllegalArgumentException if the study has no such metric
  public Verdict judge(List<Metric> metrics, List<Standing> standings) {
    Metric judged = named(metrics, test.metric());
    return switch (test) {
      case Beats(_, var contender, var other) -> {
        Differences found = Differences.of(judged, standings, contender, other);
        yield compared(contender + " before " + other, found, found.interval(), found.above());
      }
      case AlwaysBeats(_, var contender, var other) -> {
        Differences found = Differences.of(judged, standings, contender, other);
        String wanted = contender + " before " + other + " in every seed";
        String count = found.better() + " of " + found.seeds() + " seeds, ";
        yield compared(wanted, found, count + found.interval(), found.always());
      }
      case Reaches(_, var contender, var bound) -> {
        boolean least = judged.aim() != Metric.Aim.LOWER;
        String wanted = (least ? "at least " : "at most ") + judged.number(bound);
        yield standings.stream()
            .filter(standing -> standing.contender().equals(contender))
            .findFirst()
            .map(standing -> {
              Estimate mean = standing.estimate(judged.name());
              Estimate beyond =
                  least
                      ? new Estimate(
                          mean.mean() - bound,
                          mean.low() - bound,
                          mean.high() - bound,
                          mean.seeds())
                      : new Estimate(
                          bound - mean.mean(),
                          bound - mean.high(),
                          bound - mean.low(),
                          mean.seeds());
              Holds holds =
                  standing.random() && mean.seeds() == 1
                      ? Holds.UNDECIDED
                      : beyond.low() >= 0
                          ? Holds.MET
                          : beyond.high() < 0 ? Holds.NOT_MET : Holds.UNDECIDED;
              return new Verdict(this, wanted, judged.number(mean), holds);
            })
            .orElse(new Verdict(this, wanted, "–", Holds.NOT_PLAYED));
      }
    };
  }

  private Verdict compared(String wanted, Differences found, String reproduced, Holds holds) {
    return found.missing()
        ? new Verdict(this, wanted, "–", Holds.NOT_PLAYED)
        : new Verdict(this, wanted, reproduced, holds);
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
