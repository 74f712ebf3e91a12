package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Units in a row with the same numbers, which one loop serves: of ten thousand households most
/// connections are alike.
///
/// @param first the first of them
/// @param begin its index
/// @param end the index after the last of them
record Alike<T>(T first, int begin, int end) {

  /// Splits the units of a kind.
  ///
  /// @param numbers what must be equal of units that are alike
  static <T> List<Alike<T>> of(List<T> units, Function<T, Object> numbers) {
    List<Alike<T>> all = new ArrayList<>();
    int begin = 0;
    for (int end = 1; end <= units.size(); end++) {
      T first = units.get(begin);
      if (end == units.size() || !numbers.apply(units.get(end)).equals(numbers.apply(first))) {
        all.add(new Alike<>(first, begin, end));
        begin = end;
      }
    }
    return List.copyOf(all);
  }
}
