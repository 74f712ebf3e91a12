package org.skerry.optimization.conic;

import java.util.Arrays;

/// The symbolic factorisation of a symmetric matrix: which columns of the factor share their
/// pattern, and how the dense fronts of these *supernodes* are assembled from the matrix and from
/// each other.
///
/// Columns are renumbered by a fill-reducing order followed by a postorder of the elimination tree,
/// so that the columns of a supernode, and the subtree below it, are consecutive. A supernode with
/// c columns and r further rows has a front of size f = c + r: its panel, f x c by columns, becomes
/// a part of the factor, its update, r x r, is added into the parent's front. A child is merged
/// into its parent where that costs few zeros, which trades a little arithmetic for less
/// bookkeeping.
///
/// References: J. Liu, "The role of elimination trees in sparse factorization", SIAM Journal on
/// Matrix Analysis and Applications 11 (1990); I. Duff, J. Reid, "The multifrontal solution of
/// indefinite sparse symmetric linear systems", ACM Transactions on Mathematical Software 9 (1983);
/// C. Ashcraft, R. Grimes, "The influence of relaxed supernode partitions on the multifrontal
/// method", ACM Transactions on Mathematical Software 15 (1989).
final class Supernodes {
  /// `[n]`: the new number of each variable.
  final int[] place;

  /// Number of supernodes.
  final int count;

  /// `[count + 1]`: the first column of each.
  final int[] first;

  /// `[count + 1]`: where the rows below the columns of each begin in [#rows].
  final int[] rowStart;

  /// Row numbers below the columns, ascending.
  final int[] rows;

  /// Place of each of [#rows] in the parent's front.
  final int[] relative;

  /// `[count]`: the parent, or -1.
  final int[] parent;

  /// `[count + 1]`: where the children of each begin in [#children].
  final int[] childStart;

  final int[] children;

  /// `[count + 1]`: where the panel of each begins in the factor.
  final int[] panelStart;

  /// `[count]`: where the update of each begins in working memory, and how much memory that takes.
  final int[] updateStart;

  final int updateSize;

  /// Place in the factor of each entry of the matrix.
  final int[] entryPlace;

  /// The largest front.
  final int largest;

  /// @param elimination the order
  /// @param entries number of entries of the matrix
  /// @param row `[entries]`
  /// @param column `[entries]`
  Supernodes(Elimination elimination, int entries, int[] row, int[] column) {
    int n = elimination.n;
    int[] tree = elimination.tree;
    place = elimination.place;

    int[] firstColumn = partition(n, tree, elimination.counts);
    count = firstColumn.length - 1;
    first = firstColumn;
    int[] owner = new int[n];
    for (int s = 0; s < count; s++) {
      Arrays.fill(owner, first[s], first[s + 1], s);
    }
    parent = new int[count];
    for (int s = 0; s < count; s++) {
      int up = tree[first[s + 1] - 1];
      parent[s] = up < 0 ? -1 : owner[up];
    }
    childStart = new int[count + 1];
    children = childLists();

    rowStart = new int[count + 1];
    rows = rowLists(elimination);
    relative = relativePlaces();

    panelStart = new int[count + 1];
    int big = 0;
    for (int s = 0; s < count; s++) {
      long columns = (long) first[s + 1] - first[s];
      long front = columns + below(s);
      panelStart[s + 1] = Math.toIntExact(panelStart[s] + columns * front);
      big = (int) Math.max(big, front);
    }
    largest = big;
    updateStart = new int[count];
    updateSize = planUpdates();

    entryPlace = new int[entries];
    planEntries(entries, row, column, owner);
  }

  int columns(int supernode) {
    return first[supernode + 1] - first[supernode];
  }

  int below(int supernode) {
    return rowStart[supernode + 1] - rowStart[supernode];
  }

  /// The first columns of the supernodes: fundamental ones first, then a last child joins its
  /// parent while the zeros that this stores are few.
  private static int[] partition(int n, int[] tree, int[] counts) {
    int[] begin = new int[n + 1];
    double[] zeros = new double[n + 1];
    int size = 0;
    for (int j = 0; j < n; j++) {
      begin[size] = j;
      zeros[size++] = 0;
      while (size > 1) {
        int c = size - 2;
        int columns = begin[size - 1] - begin[c];
        int end = begin[size - 1];
        if (tree[end - 1] < end || tree[end - 1] > j) {
          break;
        }
        int own = j + 1 - end;
        // The pattern below the last column of the upper one tells the front of both.
        int frontUp = own - 1 + counts[j];
        int frontChild = columns - 1 + counts[end - 1];
        double extra = (double) columns * (columns + frontUp - frontChild);
        double stored = (double) (columns + own) * (columns + frontUp);
        double all = zeros[c] + zeros[size - 1] + extra;
        int width = columns + own;
        boolean join =
            extra == 0
                || (width <= 4 && all < 0.3 * stored)
                || (width <= 16 && all < 0.2 * stored)
                || (width <= 48 && all < 0.1 * stored)
                || all < 0.05 * stored;
        if (!join) {
          break;
        }
        zeros[c] = all;
        size--;
      }
    }
    int[] firstColumn = Arrays.copyOf(begin, size + 1);
    firstColumn[size] = n;
    return firstColumn;
  }

  private int[] childLists() {
    for (int s = 0; s < count; s++) {
      if (parent[s] >= 0) {
        childStart[parent[s] + 1]++;
      }
    }
    for (int s = 0; s < count; s++) {
      childStart[s + 1] += childStart[s];
    }
    int[] next = childStart.clone();
    int[] lists = new int[childStart[count]];
    for (int s = 0; s < count; s++) {
      if (parent[s] >= 0) {
        lists[next[parent[s]]++] = s;
      }
    }
    return lists;
  }

  private int[] rowLists(Elimination elimination) {
    int n = elimination.n;
    int[] starts = elimination.starts;
    int[] pattern = elimination.pattern;
    int[] order = elimination.order;
    int[] lists = new int[Math.max(16, 2 * n)];
    int[] seen = new int[n];
    Arrays.fill(seen, -1);
    int filled = 0;
    for (int s = 0; s < count; s++) {
      rowStart[s] = filled;
      int end = first[s + 1];
      for (int part = childStart[s]; part < childStart[s + 1]; part++) {
        int child = children[part];
        int needed = filled + below(child);
        lists = needed > lists.length ? Arrays.copyOf(lists, needed * 3 / 2) : lists;
        for (int k = rowStart[child]; k < rowStart[child + 1]; k++) {
          int i = lists[k];
          if (i >= end && seen[i] != s) {
            seen[i] = s;
            lists[filled++] = i;
          }
        }
      }
      for (int j = first[s]; j < end; j++) {
        int old = order[j];
        int needed = filled + starts[old + 1] - starts[old];
        lists = needed > lists.length ? Arrays.copyOf(lists, needed * 3 / 2) : lists;
        for (int k = starts[old]; k < starts[old + 1]; k++) {
          int i = place[pattern[k]];
          if (i >= end && seen[i] != s) {
            seen[i] = s;
            lists[filled++] = i;
          }
        }
      }
      Arrays.sort(lists, rowStart[s], filled);
      rowStart[s + 1] = filled;
    }
    return Arrays.copyOf(lists, filled);
  }

  private int[] relativePlaces() {
    int[] result = new int[rows.length];
    for (int s = 0; s < count; s++) {
      int up = parent[s];
      if (up < 0) {
        continue;
      }
      int columns = columns(up);
      int k = rowStart[up];
      for (int t = rowStart[s]; t < rowStart[s + 1]; t++) {
        int i = rows[t];
        if (i < first[up + 1]) {
          result[t] = i - first[up];
        } else {
          while (rows[k] < i) {
            k++;
          }
          result[t] = columns + k - rowStart[up];
        }
      }
    }
    return result;
  }

  /// Gives each update its place: alive from its own supernode until its parent has taken it up.
  private int planUpdates() {
    int[] holeStart = new int[count + 1];
    int[] holeEnd = new int[count + 1];
    int holes = 1;
    holeEnd[0] = Integer.MAX_VALUE;
    long top = 0;
    for (int s = 0; s < count; s++) {
      int size = Math.toIntExact((long) below(s) * below(s));
      if (size > 0) {
        int hole = 0;
        while (holeEnd[hole] - holeStart[hole] < size) {
          hole++;
        }
        updateStart[s] = holeStart[hole];
        top = Math.max(top, (long) holeStart[hole] + size);
        holeStart[hole] += size;
        if (holeStart[hole] == holeEnd[hole]) {
          System.arraycopy(holeStart, hole + 1, holeStart, hole, holes - hole - 1);
          System.arraycopy(holeEnd, hole + 1, holeEnd, hole, holes - hole - 1);
          holes--;
        }
      }
      for (int part = childStart[s]; part < childStart[s + 1]; part++) {
        int child = children[part];
        holes = release(holeStart, holeEnd, holes, updateStart[child], below(child) * below(child));
      }
    }
    return Math.toIntExact(top);
  }

  private static int release(int[] holeStart, int[] holeEnd, int holes, int start, int size) {
    if (size == 0) {
      return holes;
    }
    int at = 0;
    while (at < holes && holeStart[at] < start) {
      at++;
    }
    boolean joinsBefore = at > 0 && holeEnd[at - 1] == start;
    boolean joinsAfter = at < holes && holeStart[at] == start + size;
    if (joinsBefore && joinsAfter) {
      holeEnd[at - 1] = holeEnd[at];
      System.arraycopy(holeStart, at + 1, holeStart, at, holes - at - 1);
      System.arraycopy(holeEnd, at + 1, holeEnd, at, holes - at - 1);
      return holes - 1;
    }
    if (joinsBefore) {
      holeEnd[at - 1] = start + size;
    } else if (joinsAfter) {
      holeStart[at] = start;
    } else {
      System.arraycopy(holeStart, at, holeStart, at + 1, holes - at);
      System.arraycopy(holeEnd, at, holeEnd, at + 1, holes - at);
      holeStart[at] = start;
      holeEnd[at] = start + size;
      return holes + 1;
    }
    return holes;
  }

  private void planEntries(int entries, int[] row, int[] column, int[] owner) {
    for (int k = 0; k < entries; k++) {
      int j = Math.min(place[row[k]], place[column[k]]);
      int i = Math.max(place[row[k]], place[column[k]]);
      int s = owner[j];
      int front = columns(s) + below(s);
      int local =
          i < first[s + 1]
              ? i - first[s]
              : columns(s)
                  + Arrays.binarySearch(rows, rowStart[s], rowStart[s + 1], i)
                  - rowStart[s];
      entryPlace[k] = panelStart[s] + (j - first[s]) * front + local;
    }
  }
}
