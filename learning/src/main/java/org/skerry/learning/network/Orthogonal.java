package org.skerry.learning.network;

import java.util.random.RandomGenerator;

/// Orthogonal initial weights (Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics
/// of learning in deep linear neural networks, 2014): the orthonormal factor of a Gaussian matrix,
/// its signs those of a positive diagonal, times a gain. Gram-Schmidt gives that factor; a second
/// round removes what rounding left of the first.
final class Orthogonal {
  private Orthogonal() {}

  /// Writes the weights of a layer. The shorter side's vectors are orthonormal before the gain.
  static void draw(Layer layer, float[] parameters, double gain, RandomGenerator random) {
    boolean tall = layer.inputs() >= layer.outputs();
    int count = tall ? layer.outputs() : layer.inputs();
    int size = tall ? layer.inputs() : layer.outputs();
    double[][] vectors = new double[count][size];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < size; k++) {
        vectors[i][k] = random.nextGaussian();
      }
      subtractEarlier(vectors, i);
      subtractEarlier(vectors, i);
      double norm = Math.sqrt(dot(vectors[i], vectors[i]));
      for (int k = 0; k < size; k++) {
        vectors[i][k] /= norm;
        int at = tall ? layer.weight(k, i) : layer.weight(i, k);
        parameters[at] = (float) (gain * vectors[i][k]);
      }
    }
  }

  private static void subtractEarlier(double[][] vectors, int i) {
    for (int j = 0; j < i; j++) {
      double along = dot(vectors[i], vectors[j]);
      for (int k = 0; k < vectors[i].length; k++) {
        vectors[i][k] -= along * vectors[j][k];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
