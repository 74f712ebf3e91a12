package org.skerry.studies.study;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongFunction;
import org.skerry.learning.Algorithm;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.Training;
import org.skerry.learning.Turns;

/// How a contender learns: a game, an algorithm for each of its roles, and for how long.
///
/// @param game to learn on
/// @param beginning the algorithms, with what they were taught before
/// @param turns which roles learn when
/// @param agentSteps to play, rounded up to whole horizons
/// @param player what plays the arena with the policies learnt, by role
/// @param examination grades a player quickly; drawn as the learning curve. The facts of the arena
///   say on what
/// @param <A> the arena
/// @param <P> what plays in it
public record Course<A extends Arena<P>, P>(
    BiFunction<A, Run, MarkovGame> game,
    Beginning<A> beginning,
    Turns turns,
    ToLongFunction<Scope> agentSteps,
    BiFunction<A, Policies, P> player,
    ToDoubleBiFunction<A, P> examination)
    implements Contender.Preparation<A, P> {

  /// With what learning begins.
  ///
  /// @param <A> the arena
  @FunctionalInterface
  public interface Beginning<A> {
    /// Makes the algorithms of a trial, one for each role, after whatever teaching they need.
    ///
    /// @throws IOException if what teaching keeps on disk cannot be written or read
    Begun begin(A arena, Run run) throws IOException;

    /// Algorithms that were taught nothing.
    static <A> Beginning<A> with(Map<String, Algorithm> algorithms) {
      return (_, _) -> new Begun(algorithms, 0, 0);
    }
  }

  /// Algorithms ready to learn from rewards.
  ///
  /// @param algorithms by role
  /// @param agentSteps decisions of single agents that they were shown before
  /// @param seconds that teaching took
  public record Begun(Map<String, Algorithm> algorithms, long agentSteps, double seconds) {
    public Begun {
      algorithms = Map.copyOf(algorithms);
    }

    /// An algorithm for one role, after it was taught.
    public static Begun after(Taught taught, String role, Algorithm algorithm) {
      return new Begun(Map.of(role, algorithm), taught.agentSteps(), taught.seconds());
    }
  }

  /// A course in which all roles learn at once.
  public Course(
      BiFunction<A, Run, MarkovGame> game,
      Beginning<A> beginning,
      ToLongFunction<Scope> agentSteps,
      BiFunction<A, Policies, P> player,
      ToDoubleBiFunction<A, P> examination) {
    this(game, beginning, Turns.joint(), agentSteps, player, examination);
  }

  @Override
  public Contender.Ready<P> prepare(A arena, Run run) throws IOException {
    Begun begun = beginning.begin(arena, run);
    long began = System.nanoTime();
    MarkovGame playing = game.apply(arena, run);
    Training training = new Training(playing, begun.algorithms(), turns, run.seed());
    Lesson lesson = new Lesson(playing.spec(), training, run, arena.fingerprint(), begun);
    lesson.learn(
        agentSteps.applyAsLong(run.scope()),
        began,
        policies -> examination.applyAsDouble(arena, player.apply(arena, policies)));
    return new Contender.Ready<>(
        player.apply(arena, lesson.policies()),
        lesson.seconds(),
        lesson.agentSteps(),
        lesson.curve());
  }
}
