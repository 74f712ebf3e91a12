package org.skerry.studies.study;

import java.util.List;
import java.util.Map;
import org.skerry.studies.report.Section;

/// What all contenders of a study play, and by what they are judged. Several trials may use it at
/// once, so it shares nothing that changes.
///
/// @param <P> what plays here, such as a controller
public interface Arena<P> {

  /// Identifies the scenario, such as a hash of its description.
  String fingerprint();

  /// Identifies the values that are played, whatever their name, such as a hash of the data set.
  String data();

  /// The figures that every [#score] gives, in the order of tables. The first is what contenders
  /// are judged by; those after the fourth are shown on demand.
  List<Metric> metrics();

  /// What nobody can beat, by metric.
  Map<String, Double> floor();

  /// What identifies the test for readers: the data, the period, what examinations are played on,
  /// and on what the settings of learners were chosen.
  Map<String, String> facts();

  /// Plays the whole test and judges it.
  Score score(P player);

  /// What the study shows beside the sections that all studies have.
  List<Section> sections(List<Standing> standings);
}
