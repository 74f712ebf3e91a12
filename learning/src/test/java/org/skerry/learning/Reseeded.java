package org.skerry.learning;

import java.util.function.LongUnaryOperator;

/// A game whose horizons have other seeds than they are given.
record Reseeded(MarkovGame game, LongUnaryOperator other) implements MarkovGame {
  @Override
  public Spec spec() {
    return game.spec();
  }

  @Override
  public void reset(long seed) {
    game.reset(other.applyAsLong(seed));
  }

  @Override
  public void observe(Role role, float[] out) {
    game.observe(role, out);
  }

  @Override
  public void available(Role role, boolean[] out) {
    game.available(role, out);
  }

  @Override
  public void act(Role role, float[] actions) {
    game.act(role, actions);
  }

  @Override
  public void resolve(Transition out) {
    game.resolve(out);
  }

  @Override
  public void state(float[] out) {
    game.state(out);
  }
}
