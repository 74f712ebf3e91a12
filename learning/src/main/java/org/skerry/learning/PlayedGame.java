package org.skerry.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A game in which one role is played by a fixed policy. Its turn is taken when the next role
/// observes, or at the end of the step if no role comes after it.
final class PlayedGame implements MarkovGame {
  private final MarkovGame game;
  private final Role played;
  private final Policy policy;
  private final long seed;
  private final Spec spec;
  private final int turn;
  private final float[] observations;
  private final boolean[] available;
  private final float[] actions;
  private final Transition whole;
  private RandomGenerator random;
  private boolean acted;

  PlayedGame(MarkovGame game, Role played, Policy policy, long seed) {
    this.game = game;
    this.played = played;
    this.policy = policy;
    this.seed = seed;
    Spec full = game.spec();
    turn = full.roles().indexOf(full.role(played.name()));
    List<Role> others = new ArrayList<>(full.roles());
    others.remove(turn);
    spec =
        new Spec(
            others,
            full.lanes(),
            full.objectives(),
            full.stateSize(),
            full.horizon(),
            full.bootstrap());
    observations = new float[full.observations(played)];
    available = new boolean[full.choices(played)];
    actions = new float[full.actions(played)];
    whole = new Transition(full);
    random = stream(0);
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public void reset(long horizonSeed) {
    game.reset(horizonSeed);
    random = stream(horizonSeed);
    acted = false;
  }

  @Override
  public void observe(Role role, float[] out) {
    if (game.spec().roles().indexOf(role) > turn) {
      takeTurn();
    }
    game.observe(role, out);
  }

  @Override
  public void available(Role role, boolean[] out) {
    game.available(role, out);
  }

  @Override
  public void act(Role role, float[] decided) {
    game.act(role, decided);
  }

  @Override
  public void resolve(Transition out) {
    takeTurn();
    game.resolve(whole);
    acted = false;
    for (int index = 0; index < spec.roles().size(); index++) { // an iterator would be allocated
      Role role = spec.roles().get(index);
      float[] reward = whole.reward(role);
      System.arraycopy(reward, 0, out.reward(role), 0, reward.length);
    }
  }

  @Override
  public void state(float[] out) {
    game.state(out);
  }

  private void takeTurn() {
    if (acted) {
      return;
    }
    game.observe(played, observations);
    if (available.length > 0) {
      game.available(played, available);
    }
    int rows = game.spec().lanes() * played.agents();
    policy.act(played, rows, observations, available, actions, random);
    game.act(played, actions);
    acted = true;
  }

  private RandomGenerator stream(long horizonSeed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(Seeds.of(seed, horizonSeed));
  }
}
