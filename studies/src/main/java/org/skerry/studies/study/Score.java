package org.skerry.studies.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skerry.studies.report.JsonObject;

/// What came of one test.
///
/// @param metrics figures by the name of their metric
/// @param decisionMicros the mean time of one decision, µs
/// @param exhibit what the study's own sections of the report draw
public record Score(Map<String, Double> metrics, double decisionMicros, JsonObject exhibit) {
  public Score {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
