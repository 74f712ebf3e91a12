package org.skerry.learning;

import java.util.List;
import java.util.SplittableRandom;

/// In every horizon one of several games of one shape, drawn by chance, so that learners meet more
/// worlds than they play at once.
///
/// Not safe for several threads at once.
public final class Varied implements MarkovGame {
  private final List<MarkovGame> games;
  private MarkovGame played;

  /// @param games of equal spec
  /// @throws IllegalArgumentException if there is none, or one is of another shape
  public Varied(List<MarkovGame> games) {
    this.games = List.copyOf(games);
    if (games.isEmpty()) {
      throw new IllegalArgumentException("There is no game to draw. Name at least one.");
    }
    played = games.getFirst();
    for (int index = 0; index < games.size(); index++) {
      Spec other = games.get(index).spec();
      if (!other.equals(played.spec())) {
        throw new IllegalArgumentException(
            "Game %d is %s, but the first is %s. Games to draw from need the same spec."
                .formatted(index, other, played.spec()));
      }
    }
  }

  @Override
  public Spec spec() {
    return played.spec();
  }

  @Override
  public void reset(long seed) {
    played = games.get(new SplittableRandom(seed).nextInt(games.size()));
    played.reset(seed);
  }

  @Override
  public void state(float[] out) {
    played.state(out);
  }

  @Override
  public void observe(Role role, float[] out) {
    played.observe(role, out);
  }

  @Override
  public void available(Role role, boolean[] out) {
    played.available(role, out);
  }

  @Override
  public void act(Role role, float[] actions) {
    played.act(role, actions);
  }

  @Override
  public void resolve(Transition out) {
    played.resolve(out);
  }
}
