package org.skerry.energy.grid;

import java.util.List;

/// A network that cannot be used as it is described. The message lists every problem, one a line,
/// in the order of the file.
public final class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// How many problems the message shows; a broken file has more than anyone reads.
  private static final int SHOWN = 20;

  private final transient List<String> problems;

  /// Joins the problems to one message.
  ///
  /// @param problems at least one full sentence: where, what was found, what is allowed, the way
  ///   out
  public NetworkException(List<String> problems) {
    super(message(lines(problems)));
    this.problems = lines(problems);
  }

  /// The problems in file order, each a full sentence with its place.
  public List<String> problems() {
    return problems;
  }

  /// Each problem in one line, whatever the file has that is quoted in it.
  private static List<String> lines(List<String> problems) {
    return problems.stream().map(problem -> problem.replaceAll("\\s*\\R\\s*", " ")).toList();
  }

  private static String message(List<String> problems) {
    var shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
    return problems.size() <= SHOWN
        ? shown
        : shown + "\n… and " + (problems.size() - SHOWN) + " more problems.";
  }
}
