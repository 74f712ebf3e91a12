package org.skerry.learning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How one update went.
///
/// @param measures named figures such as `policyLoss`, `valueLoss`, `entropy`, `klDivergence`;
///   which there are depends on the algorithm, and their order is always the same
public record Progress(Map<String, Double> measures) {
  public Progress {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }
}
