package org.skerry.learning.rollout;

import java.util.random.RandomGenerator;

/// A ring of transitions of one agent or one team, from which batches are drawn with replacement.
/// The oldest give way to the newest. Everything is flat; nothing allocates after construction.
public final class Replay {
  private final int capacity;
  private final int observationSize;
  private final int actionSize;
  private final int rewardSize;
  private final float[] observations;
  private final float[] actions;
  private final float[] rewards;
  private final float[] nextObservations;
  private final boolean[] terminated;
  private int size;
  private int next;

  /// An empty ring.
  ///
  /// @param capacity most transitions kept, at least 1
  /// @param observationSize numbers in an observation
  /// @param actionSize numbers in an action
  /// @param rewardSize numbers in a reward: 1, or one per agent of a team
  public Replay(int capacity, int observationSize, int actionSize, int rewardSize) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A replay needs a capacity of at least 1, but it is " + capacity + ".");
    }
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.rewardSize = rewardSize;
    observations = new float[capacity * observationSize];
    actions = new float[capacity * actionSize];
    rewards = new float[capacity * rewardSize];
    nextObservations = new float[capacity * observationSize];
    terminated = new boolean[capacity];
  }

  /// Adds a transition, copied from the given places of larger arrays.
  ///
  /// @param nextObservation what was seen after the step; at a truncation what was seen before any
  ///   reset
  /// @param end whether the game truly ended, so that nothing follows
  public void add(
      float[] observation,
      int observationFrom,
      float[] action,
      int actionFrom,
      float[] reward,
      int rewardFrom,
      float[] nextObservation,
      int nextFrom,
      boolean end) {
    System.arraycopy(
        observation, observationFrom, observations, next * observationSize, observationSize);
    System.arraycopy(action, actionFrom, actions, next * actionSize, actionSize);
    System.arraycopy(reward, rewardFrom, rewards, next * rewardSize, rewardSize);
    System.arraycopy(
        nextObservation, nextFrom, nextObservations, next * observationSize, observationSize);
    terminated[next] = end;
    next = (next + 1) % capacity;
    size = Math.min(size + 1, capacity);
  }

  /// Draws the places of a batch, each by one number of `random`.
  public void draw(RandomGenerator random, int[] places) {
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextInt(size);
    }
  }

  /// Transitions held.
  public int size() {
    return size;
  }

  /// Shape `[capacity][observation]`; live.
  public float[] observations() {
    return observations;
  }

  /// Shape `[capacity][action]`; live.
  public float[] actions() {
    return actions;
  }

  /// Shape `[capacity][reward]`; live.
  public float[] rewards() {
    return rewards;
  }

  /// Shape `[capacity][observation]`; live.
  public float[] nextObservations() {
    return nextObservations;
  }

  /// Shape `[capacity]`; live.
  public boolean[] terminated() {
    return terminated;
  }

  /// Where the next transition goes; part of a checkpoint.
  public int next() {
    return next;
  }

  /// Continues with arrays that were restored in place.
  public void resume(int held, int nextPlace) {
    size = held;
    next = nextPlace;
  }
}
