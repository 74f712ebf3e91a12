package org.skerry.learning.network;

/// The function that a hidden layer applies to each of its sums.
public enum Activation {
  /// The hyperbolic tangent; customary in policy gradient methods.
  TANH {
    @Override
    void apply(Kernels kernels, float[] x, int length) {
      kernels.tanh(x, length);
    }

    @Override
    void gradient(Kernels kernels, float[] y, float[] d, int length) {
      kernels.tanhGradient(y, d, length);
    }
  },
  /// max(x, 0); customary in value learning.
  RELU {
    @Override
    void apply(Kernels kernels, float[] x, int length) {
      kernels.relu(x, length);
    }

    @Override
    void gradient(Kernels kernels, float[] y, float[] d, int length) {
      kernels.reluGradient(y, d, length);
    }
  };

  abstract void apply(Kernels kernels, float[] x, int length);

  /// Multiplies `d` by the derivative, given the result `y`.
  abstract void gradient(Kernels kernels, float[] y, float[] d, int length);
}
