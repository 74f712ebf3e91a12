package org.skerry.studies.study;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One way to play an arena: a rule, a plan, an algorithm that learns.
///
/// @param name in tables and in `results.json`
/// @param about what it is, in a sentence
/// @param knows what it knows when it decides
/// @param random whether it depends on the seed; if not it is tried once
/// @param preparation makes it ready to play
/// @param <A> the arena
/// @param <P> what plays in it
public record Contender<A extends Arena<P>, P>(
    String name, String about, Set<Knows> knows, boolean random, Preparation<A, P> preparation) {
  public Contender {
    knows = Set.copyOf(knows);
  }

  /// Makes a contender ready: trains it, or just makes it.
  ///
  /// @param <A> the arena
  /// @param <P> what plays in it
  @FunctionalInterface
  public interface Preparation<A extends Arena<P>, P> {
    /// Makes it ready.
    ///
    /// @throws IOException if what training keeps on disk cannot be written or read
    Ready<P> prepare(A arena, Run run) throws IOException;
  }

  /// A contender that is ready to play.
  ///
  /// @param player what plays
  /// @param seconds it took, without examinations
  /// @param agentSteps from which it learnt
  /// @param curve how learning went
  /// @param <P> what plays in the arena
  public record Ready<P>(P player, double seconds, long agentSteps, List<Milestone> curve) {
    public Ready {
      curve = List.copyOf(curve);
    }
  }

  /// One that neither learns nor is random.
  public static <A extends Arena<P>, P> Contender<A, P> fixed(
      String name, String about, Set<Knows> knows, Function<A, P> player) {
    return new Contender<>(
        name,
        about,
        knows,
        false,
        (arena, run) -> new Ready<>(player.apply(arena), 0, 0, List.of()));
  }

  /// One that is random but does not learn.
  public static <A extends Arena<P>, P> Contender<A, P> seeded(
      String name, String about, Set<Knows> knows, BiFunction<A, Long, P> player) {
    return new Contender<>(
        name,
        about,
        knows,
        true,
        (arena, run) -> new Ready<>(player.apply(arena, run.seed()), 0, 0, List.of()));
  }
}
