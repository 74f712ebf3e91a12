package org.skerry.learning.network;

import java.util.List;

/// One thread's workspace to evaluate a network and its gradient on up to `capacity` rows.
///
/// Fill [#input()], call [#forward(int)], read [#output()]; for a gradient fill [#outputGradient()]
/// and call [#backward(int, float[])]. Everything is overwritten by the next round; nothing
/// allocates. Not safe for several threads at once.
public final class Pass {
  private final Mlp network;
  private final int capacity;
  private final float[][] values;
  private final float[][] gradients;
  private final float[] zero;

  /// A workspace for rows of this network, which may change its parameters in between.
  ///
  /// @param capacity most rows at once, at least 1
  public Pass(Mlp network, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A pass needs room for at least 1 row, but capacity is " + capacity + ".");
    }
    this.network = network;
    this.capacity = capacity;
    List<Layer> layers = network.layers();
    values = new float[layers.size() + 1][];
    gradients = new float[layers.size() + 1][];
    int widest = 0;
    for (int i = 0; i < values.length; i++) {
      int stride = i == 0 ? layers.get(0).inputStride() : layers.get(i - 1).outputStride();
      values[i] = new float[capacity * stride];
      gradients[i] = new float[capacity * stride];
      widest = Math.max(widest, stride);
    }
    zero = new float[widest];
  }

  /// The network evaluated.
  public Mlp network() {
    return network;
  }

  /// Most rows at once.
  public int capacity() {
    return capacity;
  }

  /// Where to write the input, shape `[capacity][inputStride]`; padding stays zero.
  public float[] input() {
    return values[0];
  }

  /// Floats from one row of the input to the next.
  public int inputStride() {
    return network.layers().getFirst().inputStride();
  }

  /// Evaluates the first `rows` rows of the input.
  public void forward(int rows) {
    Kernels kernels = network.kernels();
    List<Layer> layers = network.layers();
    int last = layers.size() - 1;
    for (int i = 0; i <= last; i++) {
      Layer layer = layers.get(i);
      layer.forward(kernels, network.parameters(), values[i], values[i + 1], rows);
      if (i < last) {
        network.activation().apply(kernels, values[i + 1], rows * layer.outputStride());
      }
    }
  }

  /// What the network says, shape `[capacity][outputStride]`.
  public float[] output() {
    return values[values.length - 1];
  }

  /// Floats from one row of the output to the next.
  public int outputStride() {
    return network.layers().getLast().outputStride();
  }

  /// Where to write the gradient of the loss with respect to the output, shape
  /// `[capacity][outputStride]`; padding stays zero.
  public float[] outputGradient() {
    return gradients[gradients.length - 1];
  }

  /// Adds to `gradient`, which has the layout of the parameters, the gradient of the loss, given
  /// that with respect to the output of the rows last evaluated.
  public void backward(int rows, float[] gradient) {
    List<Layer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).addGradient(network.kernels(), values[i], gradients[i + 1], gradient, rows);
      if (i > 0) {
        backThrough(i, rows);
        network
            .activation()
            .gradient(
                network.kernels(), values[i], gradients[i], rows * layers.get(i).inputStride());
      }
    }
  }

  /// Carries the gradient on to the input and leaves the parameters' gradient alone: how a critic
  /// tells an actor where to go.
  ///
  /// @return the gradient with respect to the input, shape `[capacity][inputStride]`
  public float[] backwardToInput(int rows) {
    List<Layer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      backThrough(i, rows);
      if (i > 0) {
        network
            .activation()
            .gradient(
                network.kernels(), values[i], gradients[i], rows * layers.get(i).inputStride());
      }
    }
    return gradients[0];
  }

  private void backThrough(int i, int rows) {
    network
        .layers()
        .get(i)
        .backward(
            network.kernels(),
            network.parameters(),
            network.mirrored(),
            zero,
            gradients[i + 1],
            gradients[i],
            rows);
  }
}
