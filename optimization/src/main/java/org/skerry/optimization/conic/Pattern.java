package org.skerry.optimization.conic;

import java.util.Arrays;

/// Collects the places of a sparse symmetric matrix that contributions are added to; several may
/// share a place.
final class Pattern {
  private final int size;
  private int count;
  private int[] row = new int[64];
  private int[] column = new int[64];
  private int entries;

  Pattern(int size) {
    this.size = size;
  }

  /// Adds a contribution at (i, j) or (j, i), which mean the same; returns its number.
  int add(int i, int j) {
    if (count == row.length) {
      row = Arrays.copyOf(row, 2 * count);
      column = Arrays.copyOf(column, 2 * count);
    }
    row[count] = Math.max(i, j);
    column[count] = Math.min(i, j);
    return count++;
  }

  /// Merges contributions at the same place; returns the entry of each contribution.
  int[] merge() {
    int[] order = sorted(column, sorted(row, null));
    int[] place = new int[count];
    int[] mergedRow = new int[count];
    int[] mergedColumn = new int[count];
    entries = 0;
    for (int k : order) {
      if (entries == 0
          || mergedRow[entries - 1] != row[k]
          || mergedColumn[entries - 1] != column[k]) {
        mergedRow[entries] = row[k];
        mergedColumn[entries++] = column[k];
      }
      place[k] = entries - 1;
    }
    row = Arrays.copyOf(mergedRow, entries);
    column = Arrays.copyOf(mergedColumn, entries);
    return place;
  }

  private int[] sorted(int[] keys, int @org.jspecify.annotations.Nullable [] order) {
    int[] next = new int[size + 1];
    for (int k = 0; k < count; k++) {
      next[keys[k] + 1]++;
    }
    for (int i = 0; i < size; i++) {
      next[i + 1] += next[i];
    }
    int[] result = new int[count];
    for (int k = 0; k < count; k++) {
      int place = order == null ? k : order[k];
      result[next[keys[place]]++] = place;
    }
    return result;
  }

  /// The number of entries after [#merge].
  int entries() {
    return entries;
  }

  int[] rows() {
    return row;
  }

  int[] columns() {
    return column;
  }
}
