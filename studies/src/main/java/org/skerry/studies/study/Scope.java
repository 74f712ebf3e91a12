package org.skerry.studies.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How much of a study is run.
///
/// @param budget how long learners train and how much is tested
/// @param seeds one trial of every random contender for each; at least one
/// @param dataset other data than the scenario's own
/// @param contenders the names of those that play; empty for all
/// @param commit of the program that runs it, for people
/// @param program identifies the program that runs it, [Fingerprint#running]
public record Scope(
    Budget budget,
    List<Long> seeds,
    Optional<String> dataset,
    Set<String> contenders,
    String commit,
    String program) {
  /// How long learners train and how much is tested.
  public enum Budget {
    /// About a minute for all contenders: a first look.
    QUICK,
    /// What the study's figures rest on.
    FULL;

    /// The number for this budget.
    public int choose(int quick, int full) {
      return this == QUICK ? quick : full;
    }
  }

  /// @throws IllegalArgumentException if there is no seed
  public Scope {
    seeds = List.copyOf(seeds);
    contenders = Set.copyOf(contenders);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("A study needs at least one seed, but there is none.");
    }
  }

  /// The same on other data.
  public Scope on(String data) {
    return new Scope(budget, seeds, Optional.of(data), contenders, commit, program);
  }

  /// Whether a contender plays.
  boolean includes(String contender) {
    return contenders.isEmpty() || contenders.contains(contender);
  }
}
