package org.skerry.learning.network;

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

  /// The running mean of the gradient; part of a checkpoint.
  public float[] mean() {
    return m;
  }

  /// The running mean of the squared gradient; part of a checkpoint.
  public float[] square() {
    return v;
  }

  /// Steps taken; part of a checkpoint.
  public long steps() {
    return steps;
  }

  /// Continues after this many steps.
  public void resume(long taken) {
    steps = taken;
  }
}
