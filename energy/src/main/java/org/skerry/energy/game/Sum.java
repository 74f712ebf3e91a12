package org.skerry.energy.game;

/// A sum over the equipment of each site, collected term by term and worked out at once.
///
/// Rows of sites and rows of [Equipment#aligned()] equipment are the same, so their terms are added
/// three at a time: what counts is how often the arrays pass through the processor. Not safe for
/// several threads at once.
final class Sum {
  private final int count;
  private final double[] nothing;
  private final double[][] aligned;
  private final double[][] others;
  private final Equipment[] otherKinds;
  private int alignedTerms;
  private int otherTerms;

  /// @param terms the most terms of one sum
  /// @param sites of each lane
  /// @param count of lanes
  Sum(int terms, int sites, int count) {
    this.count = count;
    nothing = new double[sites * count];
    aligned = new double[terms][];
    others = new double[terms][];
    otherKinds = new Equipment[terms];
  }

  /// Begins a new sum.
  void begin() {
    alignedTerms = 0;
    otherTerms = 0;
  }

  /// Adds a term: the values of every unit, shape `[units × count]`. They are read in [#into].
  void add(Equipment kind, double[] values) {
    if (kind.aligned()) {
      aligned[alignedTerms++] = values;
    } else {
      otherKinds[otherTerms] = kind;
      others[otherTerms++] = values;
    }
  }

  /// Writes the sum, shape `[sites × count]`.
  void into(double[] out) {
    add(term(0), term(1), term(2), out);
    for (int term = 3; term < alignedTerms; term += 2) {
      add(out, term(term), term(term + 1), out);
    }
    for (int term = 0; term < otherTerms; term++) {
      add(otherKinds[term], others[term], out);
    }
  }

  private double[] term(int index) {
    return index < alignedTerms ? aligned[index] : nothing;
  }

  private static void add(double[] first, double[] second, double[] third, double[] out) {
    for (int row = 0; row < out.length; row++) { // one index for all arrays: it is vectorised
      out[row] = first[row] + second[row] + third[row];
    }
  }

  private void add(Equipment kind, double[] values, double[] out) {
    int[] sites = kind.sites();
    if (count == 1) { // without an inner loop that takes one step
      for (int unit = 0; unit < sites.length; unit++) {
        out[sites[unit]] += values[unit];
      }
      return;
    }
    for (int unit = 0; unit < sites.length; unit++) {
      int from = unit * count;
      int to = sites[unit] * count;
      for (int lane = 0; lane < count; lane++) {
        out[to + lane] += values[from + lane];
      }
    }
  }
}
