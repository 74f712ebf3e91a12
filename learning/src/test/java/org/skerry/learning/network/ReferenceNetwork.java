package org.skerry.learning.network;

import java.util.function.ToDoubleFunction;

/// A network evaluated in `double` in the plainest way, to take finite differences of.
final class ReferenceNetwork {
  private final Mlp network;
  private final double[] parameters;

  ReferenceNetwork(Mlp network) {
    this.network = network;
    parameters = new double[network.parameters().length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = network.parameters()[i];
    }
  }

  double[] output(double... input) {
    int[] sizes = network.sizes();
    double[] x = input;
    for (int layer = 0; layer + 1 < sizes.length; layer++) {
      double[] y = new double[sizes[layer + 1]];
      for (int j = 0; j < y.length; j++) {
        y[j] = parameters[network.bias(layer, j)];
        for (int i = 0; i < x.length; i++) {
          y[j] += x[i] * parameters[network.weight(layer, i, j)];
        }
        if (layer + 2 < sizes.length) {
          y[j] = network.activation() == Activation.TANH ? Math.tanh(y[j]) : Math.max(y[j], 0);
        }
      }
      x = y;
    }
    return x;
  }

  double free(int number) {
    return parameters[network.free() + number];
  }

  /// The largest |difference| / max |gradient| between a gradient and central differences.
  double worstError(float[] gradient, ToDoubleFunction<ReferenceNetwork> loss) {
    double largest = 1e-12;
    double worst = 0;
    double h = 1e-5;
    for (int i = 0; i < parameters.length; i++) {
      double kept = parameters[i];
      parameters[i] = kept + h;
      double up = loss.applyAsDouble(this);
      parameters[i] = kept - h;
      double down = loss.applyAsDouble(this);
      parameters[i] = kept;
      double numeric = (up - down) / (2 * h);
      largest = Math.max(largest, Math.abs(numeric));
      worst = Math.max(worst, Math.abs(numeric - gradient[i]));
    }
    return worst / largest;
  }
}
