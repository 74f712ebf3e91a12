package org.skerry.learning.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A multi-layer perceptron: fully connected layers with an [Activation] after each but the last.
///
/// All parameters live in one flat array, so that a step of the optimiser is one pass: per layer
/// the weights and the bias, then the free parameters, which belong to the network but to none of
/// its layers (the log standard deviations of a [Gaussian]). Rows are padded to the block of the
/// kernels with zeros; a gradient has zeros there too, so they stay zero.
///
/// Whoever writes to [#parameters()] calls [#mirror()] afterwards. A [Pass] evaluates the network;
/// any number of passes may run at once while nothing writes.
public final class Mlp {
  private final Activation activation;
  private final int[] sizes;
  private final List<Layer> layers = new ArrayList<>();
  private final Kernels kernels;
  private final float[] parameters;
  private final float[] mirrored;
  private final int free;
  private final int freeCount;

  /// A network whose parameters are all zero.
  ///
  /// @param activation of the hidden layers
  /// @param freeCount free parameters, at least 0
  /// @param sizes numbers in, of each hidden layer, and out: at least two, each at least 1
  /// @throws IllegalArgumentException if a number is out of range
  public Mlp(Activation activation, int freeCount, int... sizes) {
    this(Kernels.best(), activation, freeCount, sizes);
  }

  /// A network of these hidden layers between `inputs` and `outputs`; all parameters are zero.
  public static Mlp between(
      int inputs, List<Integer> hidden, int outputs, Activation activation, int freeCount) {
    int[] sizes = new int[hidden.size() + 2];
    sizes[0] = inputs;
    for (int i = 0; i < hidden.size(); i++) {
      sizes[i + 1] = hidden.get(i);
    }
    sizes[sizes.length - 1] = outputs;
    return new Mlp(activation, freeCount, sizes);
  }

  Mlp(Kernels kernels, Activation activation, int freeCount, int... sizes) {
    if (sizes.length < 2 || Arrays.stream(sizes).anyMatch(size -> size < 1) || freeCount < 0) {
      throw new IllegalArgumentException(
          "A network needs at least the sizes of its input and its output, each at least 1, and no"
              + " negative number of free parameters, but the sizes are "
              + Arrays.toString(sizes)
              + " and there are "
              + freeCount
              + " free parameters.");
    }
    this.kernels = kernels;
    this.activation = activation;
    this.sizes = sizes.clone();
    this.freeCount = freeCount;
    int at = 0;
    int mirrorAt = 0;
    for (int i = 1; i < sizes.length; i++) {
      Layer shape = new Layer(sizes[i - 1], sizes[i], 0, 0, 0);
      int bias = at + shape.weightLength();
      layers.add(new Layer(sizes[i - 1], sizes[i], at, bias, mirrorAt));
      at = bias + shape.outputStride();
      mirrorAt += shape.mirrorLength();
    }
    free = at;
    parameters = new float[(at + Layer.padded(freeCount) + 63) / 64 * 64];
    mirrored = new float[mirrorAt];
  }

  /// Draws orthogonal weights with gain √2 for the hidden layers and `outputGain` for the last, and
  /// sets all else to zero.
  ///
  /// @param outputGain customarily 0.01 for a policy, 1 for a value
  public void initialise(RandomGenerator random, double outputGain) {
    Arrays.fill(parameters, 0f);
    for (int i = 0; i < layers.size(); i++) {
      double gain = i + 1 == layers.size() ? outputGain : Math.sqrt(2);
      Orthogonal.draw(layers.get(i), parameters, gain, random);
    }
    mirror();
  }

  /// Numbers that one row of input has.
  public int inputs() {
    return sizes[0];
  }

  /// Numbers that one row of output has.
  public int outputs() {
    return sizes[sizes.length - 1];
  }

  /// Numbers in, of each hidden layer, and out; a copy.
  public int[] sizes() {
    return sizes.clone();
  }

  /// The activation of the hidden layers.
  public Activation activation() {
    return activation;
  }

  /// The live parameters, padding included.
  public float[] parameters() {
    return parameters;
  }

  /// Where the free parameters begin in [#parameters()] and in a gradient.
  public int free() {
    return free;
  }

  /// How many free parameters there are.
  public int freeCount() {
    return freeCount;
  }

  /// Where the weight of `layer` from `input` to `output` lies in [#parameters()].
  public int weight(int layer, int input, int output) {
    return layers.get(layer).weight(input, output);
  }

  /// Where the bias of `layer` to `output` lies in [#parameters()].
  public int bias(int layer, int output) {
    return layers.get(layer).bias() + output;
  }

  /// Must follow every change of the parameters: keeps the transposed weights in step.
  public void mirror() {
    for (Layer layer : layers) {
      layer.mirror(kernels, parameters, mirrored);
    }
  }

  /// A network of the same shape and parameters that shares nothing with this one.
  public Mlp copy() {
    Mlp copy = new Mlp(kernels, activation, freeCount, sizes);
    copy.moveTo(this, 1f);
    return copy;
  }

  /// Moves the parameters towards another network of the same shape: `θ = tau other + (1 - tau) θ`.
  /// With `tau` 1 they become equal to the last bit.
  public void moveTo(Mlp other, float tau) {
    if (tau == 1f) {
      System.arraycopy(other.parameters, 0, parameters, 0, parameters.length);
    } else {
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] += tau * (other.parameters[i] - parameters[i]);
      }
    }
    mirror();
  }

  /// Writes shape and parameters, without padding.
  public void write(DataOutput out) throws IOException {
    out.writeUTF(activation.name());
    out.writeInt(freeCount);
    out.writeInt(sizes.length);
    for (int size : sizes) {
      out.writeInt(size);
    }
    for (int at : places()) {
      out.writeFloat(parameters[at]);
    }
  }

  /// Reads a network that was written.
  ///
  /// @throws IOException if what is read is no network
  public static Mlp read(DataInput in) throws IOException {
    String name = in.readUTF();
    int freeCount = in.readInt();
    int count = in.readInt();
    if (count < 2 || count > 100) {
      throw new IOException("A network with " + count + " sizes is no network.");
    }
    int[] sizes = new int[count];
    double numbers = freeCount;
    for (int i = 0; i < count; i++) {
      sizes[i] = in.readInt();
      numbers += i == 0 ? 0 : (1.0 + sizes[i - 1]) * sizes[i];
    }
    if (in instanceof InputStream rest && !(numbers >= 0 && numbers * 4 <= rest.available())) {
      throw new IOException(
          "A network of sizes %s has more numbers than follow.".formatted(Arrays.toString(sizes)));
    }
    Mlp network;
    try {
      network = new Mlp(Activation.valueOf(name), freeCount, sizes);
    } catch (IllegalArgumentException e) {
      throw new IOException("This is no network. " + e.getMessage(), e);
    }
    for (int at : network.places()) {
      network.parameters[at] = in.readFloat();
      if (!Float.isFinite(network.parameters[at])) {
        throw new IOException("A network has a weight that is " + network.parameters[at] + ".");
      }
    }
    network.mirror();
    return network;
  }

  /// Takes over the parameters of a network of the same shape that was written.
  ///
  /// @throws IOException if it had another shape
  public void resume(DataInput in) throws IOException {
    Mlp saved = read(in);
    if (saved.activation != activation
        || saved.freeCount != freeCount
        || !Arrays.equals(saved.sizes, sizes)) {
      throw new IOException(
          "The network was saved with sizes "
              + Arrays.toString(saved.sizes)
              + ", but now they are "
              + Arrays.toString(sizes)
              + ".");
    }
    moveTo(saved, 1);
  }

  /// Where each parameter lies, padding left out, in the order of the file.
  private int[] places() {
    List<Integer> places = new ArrayList<>();
    for (Layer layer : layers) {
      for (int i = 0; i < layer.inputs(); i++) {
        for (int j = 0; j < layer.outputs(); j++) {
          places.add(layer.weight(i, j));
        }
      }
      for (int j = 0; j < layer.outputs(); j++) {
        places.add(layer.bias() + j);
      }
    }
    for (int i = 0; i < freeCount; i++) {
      places.add(free + i);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  List<Layer> layers() {
    return layers;
  }

  float[] mirrored() {
    return mirrored;
  }

  Kernels kernels() {
    return kernels;
  }
}
