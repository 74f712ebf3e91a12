package org.skerry.energy.grid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The variables of a MATLAB file, fields of structures by their dotted names, and assignments to
/// them.
final class MatpowerNames {
  /// No matrix of a network has more elements; a script that asks for more is mistaken.
  private static final long LARGEST = 50_000_000;

  private final Map<String, MatpowerMatrix> values = new HashMap<>();

  boolean knows(String name) {
    return values.containsKey(name);
  }

  /// @throws MatpowerExpression.Refused if the name has no value
  MatpowerMatrix value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new MatpowerExpression.Refused("uses " + name + ", which has no value");
    }
    return value;
  }

  void assign(String name, MatpowerMatrix value) {
    values.put(name, value);
  }

  void assign(String name, double value) {
    values.put(name, MatpowerMatrix.scalar(value));
  }

  /// Assigns to the chosen elements, `name(index) = value` or `name(rows, columns) = value`. What
  /// is beyond the end is added, with zeros between; an empty value removes whole rows or columns.
  ///
  /// @param index one or two lists of positions from 0; empty lists of null mean all
  void assign(String name, List<Index> index, MatpowerMatrix value, boolean removes, int line) {
    var old = values.getOrDefault(name, MatpowerMatrix.filled(0, 0, 0, line));
    if (removes) {
      values.put(name, removed(old, index));
      return;
    }
    if (index.size() == 1) {
      values.put(name, single(old, index.getFirst(), value, line));
      return;
    }
    int[] rows = index.get(0).places(old.rows == 0 ? value.rows : old.rows);
    int[] columns = index.get(1).places(old.columns == 0 ? value.columns : old.columns);
    boolean turned = value.rows == 1 && columns.length == 1 && value.columns == rows.length;
    var fitting = turned ? value.transposed() : value;
    if (!value.isScalar() && (fitting.rows != rows.length || fitting.columns != columns.length)) {
      throw new MatpowerExpression.Refused(
          "puts a matrix of %d × %d where %d × %d are chosen"
              .formatted(value.rows, value.columns, rows.length, columns.length));
    }
    var changed = grown(old, most(rows), most(columns), line);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        changed.put(rows[i], columns[j], fitting.isScalar() ? fitting.at[0] : fitting.get(i, j));
      }
    }
    values.put(name, changed);
  }

  private static MatpowerMatrix single(
      MatpowerMatrix old, Index index, MatpowerMatrix value, int line) {
    int[] places = index.places(old.size());
    if (!value.isScalar() && value.size() != places.length) {
      throw new MatpowerExpression.Refused(
          "puts %d values where %d are chosen".formatted(value.size(), places.length));
    }
    boolean upright = old.columns == 1 && old.rows > 1;
    var changed =
        most(places) <= old.size()
            ? old.grown(0, 0, line)
            : upright
                ? grown(old, most(places), 1, line)
                : grown(old, Math.max(1, old.rows), most(places), line);
    for (int i = 0; i < places.length; i++) {
      double each = value.isScalar() ? value.at[0] : value.byColumns(i);
      changed.put(places[i] % changed.rows, places[i] / changed.rows, each);
    }
    return changed;
  }

  private static MatpowerMatrix grown(MatpowerMatrix old, int rows, int columns, int line) {
    if ((long) Math.max(rows, old.rows) * Math.max(columns, old.columns) > LARGEST) {
      throw new MatpowerExpression.Refused("makes a matrix of more than 50 million numbers");
    }
    return old.grown(rows, columns, line);
  }

  private static int most(int[] places) {
    int most = 0;
    for (int place : places) {
      most = Math.max(most, place + 1);
    }
    return most;
  }

  private static MatpowerMatrix removed(MatpowerMatrix old, List<Index> index) {
    boolean byRows = index.size() == 2 && index.get(1).isAll();
    boolean byColumns = index.size() == 2 && index.get(0).isAll();
    if (!byRows && !byColumns) {
      throw new MatpowerExpression.Refused("removes something other than whole rows or columns");
    }
    var rows = kept(old.rows, byRows ? index.get(0) : Index.none());
    var columns = kept(old.columns, byRows ? Index.none() : index.get(1));
    return old.part(rows, columns);
  }

  private static int[] kept(int count, Index without) {
    var kept = new TreeSet<Integer>();
    for (int i = 0; i < count; i++) {
      kept.add(i);
    }
    for (int place : without.places(count)) {
      if (place >= count) {
        throw new MatpowerExpression.Refused("removes number %d of %d".formatted(place + 1, count));
      }
      kept.remove(place);
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  /// What stands at a place of an index: a matrix of positions or of choices, or all.
  ///
  /// @param positions from 1, or choices if logical; ignored if all
  /// @param isAll for a colon
  record Index(MatpowerMatrix positions, boolean isAll) {
    static Index all() {
      return new Index(MatpowerMatrix.scalar(0), true);
    }

    static Index none() {
      return new Index(MatpowerMatrix.filled(0, 0, 0, 0), false);
    }

    /// The positions from 0, by columns.
    ///
    /// @param length of what is indexed
    int[] places(int length) {
      if (isAll) {
        return java.util.stream.IntStream.range(0, length).toArray();
      }
      var places = new java.util.ArrayList<Integer>();
      for (int k = 0; k < positions.size(); k++) {
        double value = positions.byColumns(k);
        if (positions.logical) {
          if (value != 0) {
            places.add(k);
          }
          continue;
        }
        if (value != Math.rint(value) || value < 1 || value > LARGEST) {
          throw new MatpowerExpression.Refused("has the index " + value);
        }
        places.add((int) value - 1);
      }
      return places.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
