package org.skerry.learning.algorithm;

import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;

/// Holds back what was seen, done and earned in a step until what follows is seen, so that a
/// transition is complete before it is remembered. At a truncation what follows is the last
/// observation of the horizon, never the first of the next.
final class Successor {
  private final Spec spec;
  private final Role role;
  private final Check check;
  private final float[] observations;
  private final float[] actions;
  private final float[] rewards;
  private int step;
  private boolean finished;

  Successor(Spec spec, Role role, Check check) {
    this.spec = spec;
    this.role = role;
    this.check = check;
    observations = new float[spec.observations(role)];
    actions = new float[spec.actions(role)];
    rewards = new float[spec.lanes() * role.agents()];
  }

  /// Whether a step waits for what follows it.
  boolean waiting() {
    return step > 0 && !finished;
  }

  /// Whether the horizon is over, so that decisions are no longer remembered.
  boolean finished() {
    return finished;
  }

  /// Keeps what was seen and done.
  void decided(float[] seen, float[] done) {
    System.arraycopy(seen, 0, observations, 0, observations.length);
    System.arraycopy(done, 0, actions, 0, actions.length);
  }

  /// Keeps what was earned, and refuses what is no number.
  void earned(Transition transition) {
    check.rewards(role, step, transition.reward(role), rewards, 0);
    step++;
  }

  void finish() {
    finished = true;
  }

  /// Whether the step that waits is a true end of the game.
  boolean terminal() {
    return step == spec.horizon() && !spec.bootstrap();
  }

  void begin() {
    if (step != spec.horizon() || !finished) {
      throw new IllegalStateException(
          check.algorithm()
              + " updates at the end of a horizon of "
              + spec.horizon()
              + " steps, but "
              + step
              + " were played"
              + (finished ? "." : " and the horizon was not finished."));
    }
    step = 0;
    finished = false;
  }

  /// Shape `[lanes][agents][observation]`.
  float[] observations() {
    return observations;
  }

  /// Shape `[lanes][agents][action]`.
  float[] actions() {
    return actions;
  }

  /// Shape `[lanes][agents]`.
  float[] rewards() {
    return rewards;
  }
}
