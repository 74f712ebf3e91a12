package org.skerry.learning.rollout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  /// Where the next transition goes.
  public int next() {
    return next;
  }

  /// Writes the transitions held, in the order of their places.
  public void write(DataOutput out) throws IOException {
    out.writeInt(capacity);
    out.writeInt(size);
    out.writeInt(next);
    for (int i = 0; i < size; i++) {
      write(out, observations, i, observationSize);
      write(out, actions, i, actionSize);
      write(out, rewards, i, rewardSize);
      write(out, nextObservations, i, observationSize);
      out.writeBoolean(terminated[i]);
    }
  }

  /// Continues with what was written.
  ///
  /// @throws IOException if it was written by a replay of another capacity
  public void resume(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved != capacity) {
      throw new IOException(
          "The replay was saved with room for " + saved + ", but now it has " + capacity + ".");
    }
    size = in.readInt();
    next = in.readInt();
    for (int i = 0; i < size; i++) {
      read(in, observations, i, observationSize);
      read(in, actions, i, actionSize);
      read(in, rewards, i, rewardSize);
      read(in, nextObservations, i, observationSize);
      terminated[i] = in.readBoolean();
    }
  }

  private static void write(DataOutput out, float[] array, int place, int width)
      throws IOException {
    for (int i = place * width; i < (place + 1) * width; i++) {
      out.writeFloat(array[i]);
    }
  }

  private static void read(DataInput in, float[] array, int place, int width) throws IOException {
    for (int i = place * width; i < (place + 1) * width; i++) {
      array[i] = in.readFloat();
    }
  }
}
