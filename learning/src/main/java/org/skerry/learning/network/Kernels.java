package org.skerry.learning.network;

/// The loops in which a network spends its time, over flat arrays of `float`.
///
/// There are two implementations: [VectorKernels] on the incubating Vector API and [PlainKernels],
/// plain loops for a machine or a launch without it. Both do the same operations on every element
/// in the same order, fused multiply-add included, so they agree bit for bit, whatever the width of
/// the machine's vectors. Nothing allocates, and any number of threads may call at once.
///
/// Every `length` and `columns` is a multiple of [#BLOCK]; arrays are padded to it.
sealed interface Kernels permits VectorKernels, PlainKernels {

  /// Floats to which rows are padded: one AVX-512 vector, two AVX2 vectors, four NEON vectors.
  int BLOCK = 16;

  /// The fastest that this machine and this launch allow.
  static Kernels best() {
    return Choice.BEST;
  }

  /// The matrix product with a start value: `c[i][j] = start[i][j] + Σ_k a[i][k] b[k][j]`, summed
  /// in the order of `k`.
  ///
  /// Element `a[i][k]` lies at `aFrom + i * aRow + k * aStep`, so a transposed left factor needs no
  /// copy; `b[k][j]` lies at `bFrom + k * bRow + j`, and `start` and `c` likewise. A `startRow` of
  /// 0 repeats one row, as a bias. `start` may be `c` itself, to add to it.
  void multiply(
      float[] a,
      int aFrom,
      int aRow,
      int aStep,
      float[] b,
      int bFrom,
      int bRow,
      float[] start,
      int startFrom,
      int startRow,
      float[] c,
      int cFrom,
      int cRow,
      int rows,
      int columns,
      int depth);

  /// Scalar products with a start value, for few columns: `y[i][j] = start[j] + Σ_k x[i][k]
  /// w[j][k]`, where both factors are contiguous along `k` and padded with zeros to the block.
  /// Sixteen partial sums, `k` modulo 16, are added in pairs 8, 4, 2 and 1 apart.
  void dots(
      float[] x,
      int xRow,
      float[] w,
      int wFrom,
      int wRow,
      float[] start,
      int startFrom,
      float[] y,
      int yRow,
      int rows,
      int columns,
      int depth);

  /// `to[j][i] = from[i][j]` for `rows` × `columns` elements; neither needs to be a multiple of the
  /// block.
  void transpose(
      float[] from,
      int fromFrom,
      int fromRow,
      float[] to,
      int toFrom,
      int toRow,
      int rows,
      int columns);

  /// `sum[j] += Σ_i x[i][j]`, summed in the order of `i`; `x[i][j]` lies at `i * row + j`.
  void addRows(float[] x, int row, int rows, float[] sum, int sumFrom, int columns);

  /// `sum[i] += x[i]`.
  void add(float[] x, float[] sum, int length);

  /// `Σ x[i]²`, in sixty-four partial sums of `float` that are added in `double`. The length is a
  /// multiple of 64.
  double sumOfSquares(float[] x, int length);

  /// Replaces `x` by its hyperbolic tangent, relative error below 4e-7; NaN stays NaN.
  ///
  /// A quotient of two polynomials, x p(x²) / q(x²), fitted for the least relative error on [-9, 9]
  /// (2.1e-8 in exact arithmetic); beyond, tanh is 1 to the last bit of a `float`. A result may
  /// exceed 1 by two units in the last place.
  void tanh(float[] x, int length);

  /// Multiplies the gradient by the derivative of tanh, `d[i] *= 1 - y[i]²`.
  void tanhGradient(float[] y, float[] d, int length);

  /// `x[i] = max(x[i], 0)`; NaN stays NaN.
  void relu(float[] x, int length);

  /// `d[i] = y[i] > 0 ? d[i] : 0`.
  void reluGradient(float[] y, float[] d, int length);

  /// Replaces `x` by its exponential, relative error below 2e-7 on [-87, 88]; arguments beyond are
  /// taken as the nearest end, NaN stays NaN.
  void exp(float[] x, int length);

  /// One step of Adam in one pass over all parameters (Kingma, Ba: Adam, 2015): with `g` the scaled
  /// gradient, `m = β1 m + (1 - β1) g`, `v = β2 v + (1 - β2) g²`, `p -= rate m / (√(v correction) +
  /// epsilon)`.
  ///
  /// @param scale multiplies the gradient: the clip of its global norm
  /// @param rate the learning rate / (1 - β1^t)
  /// @param correction 1 / (1 - β2^t)
  void adam(
      float[] parameters,
      float[] gradient,
      float[] m,
      float[] v,
      int length,
      float scale,
      float beta1,
      float beta2,
      float rate,
      float correction,
      float epsilon);

  /// Found once, when the first network is made.
  final class Choice {
    private static final Kernels BEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorKernels()
            : new PlainKernels();

    private Choice() {}
  }
}
