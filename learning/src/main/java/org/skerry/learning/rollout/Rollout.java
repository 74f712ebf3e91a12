package org.skerry.learning.rollout;

import java.util.Arrays;

/// One horizon of play of one role, in arrays `[steps][lanes][agents]`, whose place of a sample is
/// `(step × lanes + lane) × agents + agent`.
///
/// It holds what networks take in, already normalised, rather than what the game gave; so what is
/// learnt from is to the bit what was acted on. Reused from horizon to horizon.
public final class Rollout {
  private final int steps;
  private final int columns;
  private final int actorSize;
  private final int criticSize;
  private final int choiceSize;
  private final int openSize;
  private final float[] actorInputs;
  private final float[] criticInputs;
  private final float[] choices;
  private final float[] logs;
  private final float[] probabilities;
  private final boolean[] open;
  private final float[] rewards;
  private final float[] values;
  private final float[] advantages;
  private final float[] returns;

  /// Room for one horizon.
  ///
  /// @param columns lanes × agents
  /// @param actorSize numbers that an actor takes in
  /// @param criticSize numbers that a critic takes in
  /// @param choiceSize numbers in a choice
  /// @param openSize choices that can be closed; 0 for a box of actions
  public Rollout(
      int steps, int columns, int actorSize, int criticSize, int choiceSize, int openSize) {
    this.steps = steps;
    this.columns = columns;
    this.actorSize = actorSize;
    this.criticSize = criticSize;
    this.choiceSize = choiceSize;
    this.openSize = openSize;
    int samples = steps * columns;
    actorInputs = new float[samples * actorSize];
    criticInputs = new float[(samples + columns) * criticSize];
    choices = new float[samples * choiceSize];
    logs = new float[samples];
    probabilities = new float[samples * openSize];
    open = new boolean[samples * openSize];
    rewards = new float[samples];
    values = new float[samples + columns];
    advantages = new float[samples];
    returns = new float[samples];
  }

  /// Computes advantages and returns from rewards and values.
  ///
  /// @param bootstrap whether the values of the last row count; else the end is a true end
  public void estimate(double gamma, double lambda, boolean bootstrap) {
    if (!bootstrap) {
      Arrays.fill(values, steps * columns, values.length, 0f);
    }
    Gae.advantages(steps, columns, rewards, values, gamma, lambda, advantages);
    for (int i = 0; i < returns.length; i++) {
      returns[i] = advantages[i] + values[i];
    }
  }

  /// Steps of the horizon.
  public int steps() {
    return steps;
  }

  /// Lanes × agents.
  public int columns() {
    return columns;
  }

  /// Steps × lanes × agents.
  public int samples() {
    return steps * columns;
  }

  /// Numbers that an actor takes in.
  public int actorSize() {
    return actorSize;
  }

  /// Numbers that a critic takes in.
  public int criticSize() {
    return criticSize;
  }

  /// Numbers in a choice.
  public int choiceSize() {
    return choiceSize;
  }

  /// Choices that can be closed.
  public int openSize() {
    return openSize;
  }

  /// Shape `[samples][actorSize]`; live, as are all arrays here.
  public float[] actorInputs() {
    return actorInputs;
  }

  /// Shape `[samples + columns][criticSize]`; the last rows are of the observation after the end.
  public float[] criticInputs() {
    return criticInputs;
  }

  /// Shape `[samples][choiceSize]`.
  public float[] choices() {
    return choices;
  }

  /// The log-probability of each choice when it was made, shape `[samples]`.
  public float[] logs() {
    return logs;
  }

  /// The probability that each discrete choice had, shape `[samples][openSize]`.
  public float[] probabilities() {
    return probabilities;
  }

  /// Which choices were open, shape `[samples][openSize]`.
  public boolean[] open() {
    return open;
  }

  /// Shape `[samples]`.
  public float[] rewards() {
    return rewards;
  }

  /// Values in units of the reward, shape `[samples + columns]`.
  public float[] values() {
    return values;
  }

  /// Shape `[samples]`.
  public float[] advantages() {
    return advantages;
  }

  /// Advantage + value, shape `[samples]`.
  public float[] returns() {
    return returns;
  }
}
