package org.skerry.energy.scenario;

import java.util.List;

/// A scenario, a data set or a schedule that cannot be used as it is written. The message lists
/// every problem, one a line, in the order of the file; the first twenty of them if there are more.
public final class ScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// How many problems the message shows; a broken file has more than anyone reads.
  private static final int SHOWN = 20;

  private final transient List<String> problems;

  /// @param problems at least one full sentence: where, what was found, what is allowed, the way
  ///   out
  public ScenarioException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /// One problem.
  ScenarioException(String problem) {
    this(List.of(problem));
  }

  /// All problems in file order.
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    var shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
    return problems.size() <= SHOWN
        ? shown
        : shown + "\n… and " + (problems.size() - SHOWN) + " more problems.";
  }
}
