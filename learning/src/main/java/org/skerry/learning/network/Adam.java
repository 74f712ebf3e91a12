package org.skerry.learning.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The optimiser Adam (Kingma, Ba: Adam: A Method for Stochastic Optimization, 2015) for one
/// network, with the gradient's global norm clipped. Not safe for several threads at once.
public final class Adam {
  private final Mlp network;
  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final float[] m;
  private final float[] v;
  private long steps;

  /// The optimiser before its first step, with the customary β1 = 0.9 and β2 = 0.999.
  ///
  /// @param epsilon added to the root: 1e-5 for policy gradient methods, 1e-8 for value learning
  public Adam(Mlp network, double epsilon) {
    this.network = network;
    beta1 = 0.9f;
    beta2 = 0.999f;
    this.epsilon = (float) epsilon;
    m = new float[network.parameters().length];
    v = new float[network.parameters().length];
  }

  /// One step against the gradient, after which the network is ready for use.
  ///
  /// @param gradient layout of the parameters, read only
  /// @param rate the learning rate
  /// @param maxNorm the gradient is scaled by `min(1, maxNorm / (norm + 1e-6))`; infinite for no
  ///   clip
  /// @return the norm of the gradient before the clip
  public double step(float[] gradient, double rate, double maxNorm) {
    Kernels kernels = network.kernels();
    double norm = Math.sqrt(kernels.sumOfSquares(gradient, gradient.length));
    double scale = Math.min(1, maxNorm / (norm + 1e-6));
    steps++;
    double first = 1 - Math.pow(beta1, (double) steps);
    double second = 1 - Math.pow(beta2, (double) steps);
    kernels.adam(
        network.parameters(),
        gradient,
        m,
        v,
        m.length,
        (float) scale,
        beta1,
        beta2,
        (float) (rate / first),
        (float) (1 / second),
        epsilon);
    network.mirror();
    return norm;
  }

  /// Writes the running means and the number of steps.
  public void write(DataOutput out) throws IOException {
    out.writeLong(steps);
    out.writeInt(m.length);
    for (int i = 0; i < m.length; i++) {
      out.writeFloat(m[i]);
      out.writeFloat(v[i]);
    }
  }

  /// Continues from what was written.
  ///
  /// @throws IOException if it was written for a network of another shape
  public void resume(DataInput in) throws IOException {
    steps = in.readLong();
    int length = in.readInt();
    if (length != m.length) {
      throw new IOException(
          "The optimiser was saved for "
              + length
              + " parameters, but the network has "
              + m.length
              + ".");
    }
    for (int i = 0; i < length; i++) {
      m[i] = in.readFloat();
      v[i] = in.readFloat();
    }
  }

  /// Running mean of the gradient, for tests.
  float[] mean() {
    return m;
  }
}
