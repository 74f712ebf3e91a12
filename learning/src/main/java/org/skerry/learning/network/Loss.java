package org.skerry.learning.network;

/// A loss to descend, with one thread's scratch space.
public interface Loss {

  /// The workspace in which [#add] evaluates the network.
  Pass pass();

  /// Evaluates some samples of a batch: fills the input of the pass, runs it forward, writes the
  /// gradient at its output and runs it backward.
  ///
  /// @param order sample numbers
  /// @param from the first to evaluate is `order[from]`
  /// @param rows how many, at most the capacity of the pass
  /// @param batch samples in the whole batch, over which the loss is a mean
  /// @param gradient added to, layout of the network's parameters
  /// @param measures added to; what they are is the loss's own affair
  void add(int[] order, int from, int rows, int batch, float[] gradient, double[] measures);
}
