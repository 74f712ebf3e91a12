package org.skerry.learning;

import java.util.ArrayList;
import java.util.List;

/// Several games of one shape, played side by side as the lanes of one: the lanes of the first
/// game, then those of the second, and so on. So learners meet many worlds in every update. Each
/// draws from a stream of its own.
///
/// Not safe for several threads at once.
public final class SideBySide implements MarkovGame {
  private final Place[] places;
  private final Role[] roles;
  private final Spec spec;

  /// A game and its buffers, by the index of the role.
  private static final class Place {
    private final MarkovGame game;
    private final Transition transition;
    private final List<float[]> seen = new ArrayList<>();
    private final List<boolean[]> open = new ArrayList<>();
    private final List<float[]> done = new ArrayList<>();
    private final float[] state;

    Place(MarkovGame game) {
      this.game = game;
      Spec spec = game.spec();
      transition = new Transition(spec);
      for (Role role : spec.roles()) {
        seen.add(new float[spec.observations(role)]);
        open.add(new boolean[spec.choices(role)]);
        done.add(new float[spec.actions(role)]);
      }
      state = new float[spec.lanes() * spec.stateSize()];
    }
  }

  /// @param games with the same roles, size of the state and horizon
  /// @throws IllegalArgumentException if there is none, or one is of another shape
  public SideBySide(List<MarkovGame> games) {
    if (games.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no game to play side by side. Name at least one.");
    }
    places = new Place[games.size()];
    Spec first = games.getFirst().spec();
    roles = first.roles().toArray(Role[]::new);
    int lanes = 0;
    for (int index = 0; index < games.size(); index++) {
      Spec other = games.get(index).spec();
      if (!withLanes(other, 1).equals(withLanes(first, 1))) {
        throw new IllegalArgumentException(
            "Game %d is %s, but the first is %s. Games side by side need the same roles, state and horizon."
                .formatted(index, other, first));
      }
      lanes += other.lanes();
      places[index] = new Place(games.get(index));
    }
    spec = withLanes(first, lanes);
  }

  private static Spec withLanes(Spec spec, int lanes) {
    return new Spec(
        spec.roles(), lanes, spec.objectives(), spec.stateSize(), spec.horizon(), spec.bootstrap());
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public void reset(long seed) {
    for (int index = 0; index < places.length; index++) {
      places[index].game.reset(Seeds.of(seed, index));
    }
  }

  @Override
  public void observe(Role role, float[] out) {
    int index = spec.roles().indexOf(role);
    int at = 0;
    for (Place place : places) {
      float[] seen = place.seen.get(index);
      place.game.observe(role, seen);
      System.arraycopy(seen, 0, out, at, seen.length);
      at += seen.length;
    }
  }

  @Override
  public void available(Role role, boolean[] out) {
    int index = spec.roles().indexOf(role);
    int at = 0;
    for (Place place : places) {
      boolean[] open = place.open.get(index);
      place.game.available(role, open);
      System.arraycopy(open, 0, out, at, open.length);
      at += open.length;
    }
  }

  @Override
  public void act(Role role, float[] actions) {
    int index = spec.roles().indexOf(role);
    int at = 0;
    for (Place place : places) {
      float[] done = place.done.get(index);
      System.arraycopy(actions, at, done, 0, done.length);
      place.game.act(role, done);
      at += done.length;
    }
  }

  @Override
  public void resolve(Transition out) {
    for (Place place : places) {
      place.game.resolve(place.transition);
    }
    for (Role role : roles) {
      float[] rewards = out.reward(role);
      int at = 0;
      for (Place place : places) {
        float[] own = place.transition.reward(role);
        System.arraycopy(own, 0, rewards, at, own.length);
        at += own.length;
      }
    }
  }

  @Override
  public void state(float[] out) {
    int at = 0;
    for (Place place : places) {
      place.game.state(place.state);
      System.arraycopy(place.state, 0, out, at, place.state.length);
      at += place.state.length;
    }
  }
}
