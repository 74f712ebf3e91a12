package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.rollout.Noise;

/// The agents of a role that share networks: all of them, or one. It knows where their samples lie
/// in a rollout, and in what order an update takes them.
final class Group {
  private final int columns;
  private final int[] rows;
  private final int[] samples;
  private final Noise noise;
  private long order;

  private Group(Spec spec, int agents, int number, int groups, Noise noise) {
    this.noise = noise;
    columns = spec.lanes() * agents;
    rows = new int[columns / groups];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * groups + number;
    }
    samples = new int[rows.length * spec.horizon()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(i);
    }
  }

  static List<Group> of(Spec spec, Role role, Sharing sharing, long seed) {
    int count = sharing == Sharing.EACH ? role.agents() : 1;
    List<Group> groups = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      groups.add(new Group(spec, role.agents(), number, count, Noise.of(seed, number + 1L)));
    }
    return groups;
  }

  /// Its rows among lanes × agents.
  int[] rows() {
    return rows;
  }

  /// Its samples in a rollout; read only.
  int[] samples() {
    return samples;
  }

  /// The place in a rollout of its sample of that number; numbers of the step after the last
  /// included.
  int sample(int number) {
    return number / rows.length * columns + rows[number % rows.length];
  }

  /// Draws first weights.
  Noise noise() {
    return noise;
  }

  /// Settles the order of samples for the coming update.
  void draw() {
    order = noise.nextLong();
  }

  /// Shuffles samples in the order that was settled, the same for all who ask.
  Noise order() {
    return new Noise(order);
  }

  /// Batches of nearly equal size, so that every sample is used once per epoch and none is left for
  /// a tiny last batch.
  int batches(int batch) {
    return Math.max(1, Math.round((float) samples.length / batch));
  }

  /// Where a batch begins, of so many.
  int begin(int batch, int batches) {
    return (int) ((long) samples.length * batch / batches);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(noise.state());
  }

  void resume(DataInput in) throws IOException {
    noise.resume(in.readLong());
  }
}
