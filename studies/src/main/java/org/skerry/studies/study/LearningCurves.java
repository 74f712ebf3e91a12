package org.skerry.studies.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;

/// How learning went, contender by contender, over agent-steps.
final class LearningCurves {
  private LearningCurves() {}

  static Block chart(
      String title, String unit, List<Standing> learners, ToDoubleFunction<Milestone> figure) {
    List<JsonObject> series = new ArrayList<>();
    for (Standing learner : learners) {
      List<List<Milestone>> curves = learner.trials().stream().map(Trial::curve).toList();
      int points = curves.stream().mapToInt(List::size).min().orElse(0);
      double[] steps = new double[points];
      double[] mean = new double[points];
      double[] low = new double[points];
      double[] high = new double[points];
      for (int point = 0; point < points; point++) {
        int at = point;
        double[] values =
            curves.stream().mapToDouble(curve -> figure.applyAsDouble(curve.get(at))).toArray();
        steps[point] = curves.getFirst().get(point).agentSteps();
        mean[point] = Estimate.of(values).mean();
        low[point] = Arrays.stream(values).min().orElse(Double.NaN);
        high[point] = Arrays.stream(values).max().orElse(Double.NaN);
      }
      JsonObject line =
          new JsonObject()
              .put("name", learner.contender())
              .put("colour", "")
              .putNumbers("x", steps)
              .putNumbers("y", mean);
      if (curves.size() > 1) {
        line.putNumbers("low", low).putNumbers("high", high);
      }
      series.add(line);
    }
    return new Block.Chart(
        "lines",
        title,
        "",
        new JsonObject().put("unit", unit).put("xUnit", "agent-steps").put("series", series));
  }
}
