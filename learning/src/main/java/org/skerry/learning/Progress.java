package org.skerry.learning;

import java.util.Map;

/// How one update went.
///
/// @param measures named figures such as `policyLoss`, `valueLoss`, `entropy`, `klDivergence`;
///   which there are depends on the algorithm
public record Progress(Map<String, Double> measures) {
  public Progress {
    measures = Map.copyOf(measures);
  }
}
