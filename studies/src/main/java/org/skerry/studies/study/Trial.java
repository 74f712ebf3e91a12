package org.skerry.studies.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.studies.report.JsonObject;

/// One contender, readied with one seed, and what its test gave.
///
/// @param seed of everything random in it
/// @param score of the test
/// @param trainSeconds how long it took to make ready, examinations left out
/// @param agentSteps decisions of single agents from which it learnt
/// @param curve how learning went; empty for contenders that do not learn
public record Trial(
    long seed, Score score, double trainSeconds, long agentSteps, List<Milestone> curve) {
  private static final List<String> KEYS =
      List.of(
          "seed", "metrics", "trainSeconds", "agentSteps", "decisionMicros", "curve", "exhibit");

  public Trial {
    curve = List.copyOf(curve);
  }

  /// A figure of the test.
  ///
  /// @throws IllegalArgumentException if the test gave none of that name
  public double metric(String name) {
    Double value = score.metrics().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The test has no metric '" + name + "', only " + score.metrics().keySet() + ".");
    }
    return value;
  }

  JsonObject json() {
    return new JsonObject()
        .put("seed", seed)
        .put("metrics", score.metrics())
        .put("trainSeconds", trainSeconds)
        .put("agentSteps", agentSteps)
        .put("decisionMicros", score.decisionMicros())
        .put("curve", Milestone.json(curve))
        .put("exhibit", score.exhibit());
  }

  /// @throws IllegalArgumentException if a key is missing
  static Trial of(JsonObject json) {
    for (String key : KEYS) {
      if (!json.keys().contains(key)) {
        throw new IllegalArgumentException("it lacks '" + key + "'");
      }
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonObject figures = json.object("metrics");
    figures.keys().forEach(name -> metrics.put(name, figures.number(name)));
    return new Trial(
        (long) json.number("seed"),
        new Score(metrics, json.number("decisionMicros"), json.object("exhibit")),
        json.number("trainSeconds"),
        (long) json.number("agentSteps"),
        Milestone.of(json.object("curve")));
  }
}
