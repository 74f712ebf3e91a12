package org.skerry.learning.network;

/// Where one layer of a network lies in the flat arrays.
///
/// A wide layer keeps its weights as `[inputs][outputs]`, each row padded to the block: so the
/// forward product and the weight gradient run along contiguous rows. A narrow one, with fewer
/// outputs than a block, keeps them as `[outputs][inputs]`, as its gradients would otherwise spend
/// most of their work on padding. The mirror holds the transposed weights of the wide layers.
///
/// @param inputs numbers in
/// @param outputs numbers out
/// @param weights where the weights begin in the parameters
/// @param bias where the bias begins in the parameters
/// @param mirror where the transposed weights begin in the mirror
record Layer(int inputs, int outputs, int weights, int bias, int mirror) {

  boolean narrow() {
    return outputs < Kernels.BLOCK;
  }

  int inputStride() {
    return padded(inputs);
  }

  int outputStride() {
    return padded(outputs);
  }

  /// Floats that the weights take in the parameters.
  int weightLength() {
    return narrow() ? outputs * inputStride() : inputs * outputStride();
  }

  /// Floats that the layer takes in the mirror.
  int mirrorLength() {
    return narrow() ? 0 : outputs * inputStride();
  }

  /// Where the weight from `input` to `output` lies in the parameters.
  int weight(int input, int output) {
    return weights + (narrow() ? output * inputStride() + input : input * outputStride() + output);
  }

  void mirror(Kernels kernels, float[] parameters, float[] mirrored) {
    if (!narrow()) {
      kernels.transpose(
          parameters, weights, outputStride(), mirrored, mirror, inputStride(), inputs, outputs);
    }
  }

  /// `y = x W + b` for all rows.
  void forward(Kernels kernels, float[] parameters, float[] x, float[] y, int rows) {
    if (narrow()) {
      kernels.dots(
          x,
          inputStride(),
          parameters,
          weights,
          inputStride(),
          parameters,
          bias,
          y,
          outputStride(),
          rows,
          outputs,
          inputStride());
    } else {
      kernels.multiply(
          x,
          0,
          inputStride(),
          1,
          parameters,
          weights,
          outputStride(),
          parameters,
          bias,
          0,
          y,
          0,
          outputStride(),
          rows,
          outputStride(),
          inputs);
    }
  }

  /// Adds the gradient of weights and bias, `xᵀ d` and the column sums of `d`.
  void addGradient(Kernels kernels, float[] x, float[] d, float[] gradient, int rows) {
    kernels.addRows(d, outputStride(), rows, gradient, bias, outputStride());
    float[] left = narrow() ? d : x;
    float[] right = narrow() ? x : d;
    int leftStride = narrow() ? outputStride() : inputStride();
    int rightStride = narrow() ? inputStride() : outputStride();
    kernels.multiply(
        left,
        0,
        1,
        leftStride,
        right,
        0,
        rightStride,
        gradient,
        weights,
        rightStride,
        gradient,
        weights,
        rightStride,
        narrow() ? outputs : inputs,
        rightStride,
        rows);
  }

  /// The gradient at the inputs, `d Wᵀ`.
  ///
  /// @param zero at least `inputStride()` zeros
  void backward(
      Kernels kernels,
      float[] parameters,
      float[] mirrored,
      float[] zero,
      float[] d,
      float[] inputGradient,
      int rows) {
    kernels.multiply(
        d,
        0,
        outputStride(),
        1,
        narrow() ? parameters : mirrored,
        narrow() ? weights : mirror,
        inputStride(),
        zero,
        0,
        0,
        inputGradient,
        0,
        inputStride(),
        rows,
        inputStride(),
        outputs);
  }

  static int padded(int count) {
    return (count + Kernels.BLOCK - 1) / Kernels.BLOCK * Kernels.BLOCK;
  }
}
