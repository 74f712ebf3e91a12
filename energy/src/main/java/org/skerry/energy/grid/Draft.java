package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A network while a reader collects it: elements with their places, and every problem found so
/// far.
final class Draft {
  private final List<Bus> buses = new ArrayList<>();
  private final List<String> busPlaces = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<String> linePlaces = new ArrayList<>();
  private final Map<String, Integer> parallel = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /// @param place file and line
  void problem(String place, String sentence) {
    problems.add(place + ": " + sentence);
  }

  /// Takes a problem that names its place itself.
  void refused(String sentence) {
    problems.add(sentence);
  }

  /// Sorts what was found into the order of the files and their lines.
  void sort(List<String> files) {
    problems.sort(
        Comparator.comparingInt((String problem) -> rank(files, problem))
            .thenComparingInt(problem -> line(problem)));
  }

  private static int rank(List<String> files, String problem) {
    int rank = 0;
    while (rank < files.size() && !problem.startsWith(files.get(rank) + ":")) {
      rank++;
    }
    return rank;
  }

  /// The number in `file:number: sentence`, or 0 where there is none.
  private static int line(String problem) {
    int end = Math.max(0, problem.indexOf(": "));
    String number = problem.substring(problem.lastIndexOf(':', end - 1) + 1, end);
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  boolean isSound() {
    return problems.isEmpty();
  }

  void bus(String place, Supplier<Bus> bus) {
    try {
      buses.add(bus.get());
      busPlaces.add(place);
    } catch (IllegalArgumentException refused) {
      problem(place, String.valueOf(refused.getMessage()));
    }
  }

  void line(String place, Supplier<Line> line) {
    try {
      lines.add(line.get());
      linePlaces.add(place);
    } catch (IllegalArgumentException refused) {
      problem(place, String.valueOf(refused.getMessage()));
    }
  }

  /// A name for the next line between two buses: `from-to`, with a number from the second on.
  String lineName(String from, String to) {
    int copy = parallel.merge(from + "-" + to, 1, Integer::sum);
    return copy == 1 ? from + "-" + to : from + "-" + to + "#" + copy;
  }

  /// @throws NetworkException with all problems, in the order found
  Network network(String name, double baseKva) {
    if (isSound()) {
      problems.addAll(
          Network.problems(name, baseKva, buses, lines, busPlaces::get, linePlaces::get));
    }
    if (!isSound()) {
      throw new NetworkException(problems);
    }
    return new Network(name, baseKva, buses, lines);
  }
}
