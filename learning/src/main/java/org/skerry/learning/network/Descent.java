package org.skerry.learning.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Gradient steps of one network on batches of samples, with [Adam].
///
/// A batch is cut into shards of equal size, their number decided by the size of the batch alone.
/// Each shard has a gradient of its own; they are added in the order of their numbers. So the bits
/// of the result do not depend on the number of threads. A shard passes through the network in
/// chunks whose activations stay in the second-level cache.
///
/// Not safe for several threads at once; different descents may step at the same time.
public final class Descent {
  /// Most rows in a chunk, a multiple of the six rows of a kernel's tile.
  public static final int CHUNK = 132;

  private static final int SHARD = 512;
  private static final int MOST_SHARDS = 16;

  private final Mlp network;
  private final Adam adam;
  private final Supplier<Loss> losses;
  private final Deque<Loss> idle = new ArrayDeque<>();
  private final int measureCount;
  private final double[] measures;
  private final IntConsumer work = this::shard;
  private float[][] gradients = new float[0][];
  private double[][] shardMeasures = new double[0][];
  private int[] order = new int[0];
  private int from;
  private int batch;
  private int shards;

  /// @param adam of the network to train
  /// @param losses makes the loss anew for each thread; all share the samples
  /// @param measureCount numbers that a loss adds up beside the gradient
  public Descent(Mlp network, Adam adam, Supplier<Loss> losses, int measureCount) {
    this.network = network;
    this.adam = adam;
    this.losses = losses;
    this.measureCount = measureCount;
    measures = new double[measureCount];
  }

  /// One step on the samples `order[from]` to `order[from + batch - 1]`.
  ///
  /// @param rate the learning rate
  /// @param maxNorm where the global norm of the gradient is clipped
  /// @return the norm of the gradient before the clip
  public double step(int[] order, int from, int batch, double rate, double maxNorm) {
    return adam.step(gradient(order, from, batch), rate, maxNorm);
  }

  /// The gradient of the loss on these samples; overwritten by the next call.
  public float[] gradient(int[] order, int from, int batch) {
    this.order = order;
    this.from = from;
    this.batch = batch;
    shards = Math.clamp((batch + SHARD - 1) / SHARD, 1, MOST_SHARDS);
    makeRoom();
    Workers.each(shards, work);
    Arrays.fill(measures, 0);
    for (int s = 0; s < shards; s++) {
      if (s > 0) {
        network.kernels().add(gradients[s], gradients[0], gradients[0].length);
      }
      for (int i = 0; i < measureCount; i++) {
        measures[i] += shardMeasures[s][i];
      }
    }
    return gradients[0];
  }

  /// What the losses added up in the last step.
  public double measure(int number) {
    return measures[number];
  }

  private void shard(int number) {
    float[] gradient = gradients[number];
    Arrays.fill(gradient, 0f);
    Arrays.fill(shardMeasures[number], 0);
    int begin = (int) ((long) batch * number / shards);
    int end = (int) ((long) batch * (number + 1) / shards);
    int chunks = (end - begin + CHUNK - 1) / CHUNK;
    Loss loss = take();
    for (int c = 0; c < chunks; c++) {
      int first = begin + (end - begin) * c / chunks;
      int next = begin + (end - begin) * (c + 1) / chunks;
      loss.add(order, from + first, next - first, batch, gradient, shardMeasures[number]);
    }
    giveBack(loss);
  }

  private void makeRoom() {
    int had = gradients.length;
    if (had < shards) {
      gradients = Arrays.copyOf(gradients, shards);
      shardMeasures = Arrays.copyOf(shardMeasures, shards);
      for (int s = had; s < shards; s++) {
        gradients[s] = new float[network.parameters().length];
        shardMeasures[s] = new double[measureCount];
      }
    }
  }

  private Loss take() {
    synchronized (idle) {
      Loss loss = idle.poll();
      return loss == null ? losses.get() : loss;
    }
  }

  private void giveBack(Loss loss) {
    synchronized (idle) {
      idle.push(loss);
    }
  }
}
