package org.skerry.studies.study;

import java.util.List;
import java.util.stream.IntStream;
import org.skerry.studies.report.JsonObject;

/// A point of a learning curve.
///
/// @param agentSteps played so far
/// @param seconds trained so far
/// @param meanReturn of the last horizon, one agent's sum of rewards
/// @param grade what an examination gave, such as the share of the possible saving; not a number
///   where there was none
public record Milestone(long agentSteps, double seconds, double meanReturn, double grade) {

  static JsonObject json(List<Milestone> curve) {
    return new JsonObject()
        .putNumbers("agentSteps", curve.stream().mapToDouble(Milestone::agentSteps).toArray())
        .putNumbers("seconds", curve.stream().mapToDouble(Milestone::seconds).toArray())
        .putNumbers("meanReturn", curve.stream().mapToDouble(Milestone::meanReturn).toArray())
        .putNumbers("grade", curve.stream().mapToDouble(Milestone::grade).toArray());
  }

  /// @throws IllegalArgumentException if the numbers do not belong together
  static List<Milestone> of(JsonObject curve) {
    double[] steps = curve.numbers("agentSteps");
    double[] seconds = curve.numbers("seconds");
    double[] returns = curve.numbers("meanReturn");
    double[] grades = curve.numbers("grade");
    if (seconds.length != steps.length
        || returns.length != steps.length
        || grades.length != steps.length) {
      throw new IllegalArgumentException(
          "its curve has %d agentSteps, %d seconds, %d meanReturns and %d grades"
              .formatted(steps.length, seconds.length, returns.length, grades.length));
    }
    return IntStream.range(0, steps.length)
        .mapToObj(i -> new Milestone((long) steps[i], seconds[i], returns[i], grades[i]))
        .toList();
  }
}
