package org.skerry.optimization.conic;

/// The dense kernel of the factorisation: T -= L D L', lower triangle, all matrices by columns.
///
/// One object belongs to one factorisation; it may own buffers.
abstract class OuterProduct {
  /// The kernel for fronts of at most `largest` rows: with vector instructions where the JVM was
  /// started with the module `jdk.incubator.vector` and fronts are long enough to gain, else in
  /// plain loops.
  static OuterProduct of(int largest) {
    return largest >= VectorOuterProduct.SHORTEST
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorOuterProduct(largest)
        : new PlainOuterProduct();
  }

  /// Subtracts L D L' from T on and below its diagonal; entries above may be spoilt.
  ///
  /// @param f holds L: `L[i][k]` at `source + i + k * stride`
  /// @param rows number of rows of L and T
  /// @param depth number of columns of L
  /// @param d holds D from `pivot` on
  /// @param t holds T: `T[i][j]` at `target + i + j * targetStride`; may be `f` if the parts do not
  ///   overlap
  /// @param columns number of columns of T
  abstract void subtract(
      double[] f,
      int source,
      int stride,
      int rows,
      int depth,
      double[] d,
      int pivot,
      double[] t,
      int target,
      int targetStride,
      int columns);
}
