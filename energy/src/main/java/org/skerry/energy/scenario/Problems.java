package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything that is wrong with the files read so far. What is said of one place through several
/// paths (a default that several devices take) counts once.
final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final Set<Said> said = new HashSet<>();

  /// Where something stands.
  ///
  /// @param file as the user knows it
  /// @param line counted from 1
  /// @param column counted from 1
  record Position(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  private record Said(Position position, String withoutPath) {}

  private record Problem(int file, Position position, String shown) {}

  /// @param sentence what was found, what is allowed, the way out; full stop
  void add(Position position, String sentence) {
    include(position, sentence, position + ": " + sentence);
  }

  /// Adds a problem of another file that was read on behalf of a place in this one.
  ///
  /// @param sentence with its own place
  void quote(Position position, String sentence) {
    include(position, sentence, sentence);
  }

  private void include(Position position, String sentence, String shown) {
    if (!files.contains(position.file())) {
      files.add(position.file());
    }
    if (said.add(new Said(position, sentence.substring(sentence.indexOf(' ') + 1)))) {
      found.add(new Problem(files.indexOf(position.file()), position, shown));
    }
  }

  /// How many there are.
  int count() {
    return found.size();
  }

  /// @throws ScenarioException with all problems in file order, if there are any
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ScenarioException(
          found.stream()
              .sorted(
                  Comparator.comparingInt(Problem::file)
                      .thenComparingInt(problem -> problem.position().line())
                      .thenComparingInt(problem -> problem.position().column()))
              .map(Problem::shown)
              .toList());
    }
  }
}
