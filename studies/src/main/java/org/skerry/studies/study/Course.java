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
/// @param algorithms by role
/// @param turns which roles learn when
/// @param agentSteps to play, rounded up to whole horizons
/// @param player what plays the arena with the policies learnt, by role
/// @param examination grades a player quickly on other data than the test; drawn as the learning
///   curve
/// @param <A> the arena
/// @param <P> what plays in it
public record Course<A extends Arena<P>, P>(
    BiFunction<A, Run, MarkovGame> game,
    BiFunction<A, Run, Map<String, Algorithm>> algorithms,
    Turns turns,
    ToLongFunction<Scope> agentSteps,
    BiFunction<A, Policies, P> player,
    ToDoubleBiFunction<A, P> examination)
    implements Contender.Preparation<A, P> {

  /// A course in which all roles learn at once.
  public Course(
      BiFunction<A, Run, MarkovGame> game,
      BiFunction<A, Run, Map<String, Algorithm>> algorithms,
      ToLongFunction<Scope> agentSteps,
      BiFunction<A, Policies, P> player,
      ToDoubleBiFunction<A, P> examination) {
    this(game, algorithms, Turns.joint(), agentSteps, player, examination);
  }

  @Override
  public Contender.Ready<P> prepare(A arena, Run run) throws IOException {
    long began = System.nanoTime();
    MarkovGame playing = game.apply(arena, run);
    Training training = new Training(playing, algorithms.apply(arena, run), turns, run.seed());
    Lesson lesson = new Lesson(playing.spec(), training, run, arena.fingerprint());
    lesson.learn(
        agentSteps.applyAsLong(run.scope()),
        began,
        policies -> examination.applyAsDouble(arena, player.apply(arena, policies)));
    return new Contender.Ready<>(
        player.apply(arena, lesson.policies()),
        lesson.seconds(),
        training.agentSteps(),
        lesson.curve());
  }
}
