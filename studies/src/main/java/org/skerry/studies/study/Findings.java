package org.skerry.studies.study;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.skerry.studies.report.Section;

/// What a study found.
///
/// @param study its name
/// @param title for people
/// @param scenario what was played
/// @param scope how much was run
/// @param facts what identifies the test
/// @param metrics by which contenders were judged, the one that counts first; after the fourth they
///   are details
/// @param standings of those that played, in the order of the study
/// @param floor what nobody can beat, by metric
/// @param verdicts on the claims
/// @param sections that the study shows beside those that all studies have
/// @param seconds that all of it took
public record Findings(
    String study,
    String title,
    String scenario,
    Scope scope,
    Map<String, String> facts,
    List<Metric> metrics,
    List<Standing> standings,
    Map<String, Double> floor,
    List<Claim.Verdict> verdicts,
    List<Section> sections,
    double seconds) {

  /// The standings by the metric that contenders are judged by, the first: the best one first.
  public List<Standing> ranked() {
    Metric judged = metrics.getFirst();
    return standings.stream()
        .sorted(
            Comparator.comparingDouble(standing -> {
              double mean = standing.estimate(judged.name()).mean();
              double order = judged.aim() == Metric.Aim.HIGHER ? -mean : mean;
              return Double.isNaN(order) ? Double.POSITIVE_INFINITY : order;
            }))
        .toList();
  }
}
