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

  /// `[count + 1]`: where the entries of the matrix that each assembles begin.
  final int[] entryStart;

  /// Place in the factor of each entry, in assembly order.
  final int[] entryTarget;

  /// The rank in assembly order of each entry as it was given.
  final int[] entryRank;

  /// Operations of one factorisation, in multiplications.
  final double work;

  /// The largest front.
  final int largest;

  /// @param n number of rows
  /// @param row `[entries]`, of one triangle or both mixed, without duplicates
  /// @param column `[entries]`
  Supernodes(int n, int entries, int[] row, int[] column) {
    int[] starts = new int[n + 1];
    int[] pattern = symmetric(n, entries, row, column, starts);
    int[] order = Ordering.of(n, starts, pattern);
    int[] number = inverse(order);
    int[] tree = eliminationTree(n, starts, pattern, order, number);
    int[] post = postorder(n, tree, columnCounts(n, starts, pattern, order, number, tree));
    int[] renumber = inverse(post);
    place = new int[n];
    for (int i = 0; i < n; i++) {
      place[i] = renumber[number[i]];
    }
    int[] order2 = inverse(place);
    int[] tree2 = new int[n];
    for (int j = 0; j < n; j++) {
      tree2[renumber[j]] = tree[j] < 0 ? -1 : renumber[tree[j]];
    }
    int[] counts = columnCounts(n, starts, pattern, order2, place, tree2);

    int[] firstColumn = partition(n, tree2, counts);
    count = firstColumn.length - 1;
    first = firstColumn;
    int[] owner = new int[n];
    for (int s = 0; s < count; s++) {
      Arrays.fill(owner, first[s], first[s + 1], s);
    }
    parent = new int[count];
    for (int s = 0; s < count; s++) {
      int up = tree2[first[s + 1] - 1];
      parent[s] = up < 0 ? -1 : owner[up];
    }
    childStart = new int[count + 1];
    children = childLists();

    rowStart = new int[count + 1];
    rows = rowLists(n, starts, pattern, order2);
    relative = relativePlaces();

    panelStart = new int[count + 1];
    double sum = 0;
    int big = 0;
    for (int s = 0; s < count; s++) {
      long columns = (long) first[s + 1] - first[s];
      long front = columns + below(s);
      panelStart[s + 1] = Math.toIntExact(panelStart[s] + columns * front);
      for (long k = 0; k < columns; k++) {
        sum += 0.5 * (front - k) * (front - k);
      }
      big = (int) Math.max(big, front);
    }
    work = sum;
    largest = big;
    updateStart = new int[count];
    updateSize = planUpdates();

    entryStart = new int[count + 1];
    entryTarget = new int[entries];
    entryRank = new int[entries];
    planEntries(entries, row, column, owner);
  }

  int columns(int supernode) {
    return first[supernode + 1] - first[supernode];
  }

  int below(int supernode) {
    return rowStart[supernode + 1] - rowStart[supernode];
  }

  private static int[] symmetric(int n, int entries, int[] row, int[] column, int[] starts) {
    for (int k = 0; k < entries; k++) {
      if (row[k] != column[k]) {
        starts[row[k] + 1]++;
        starts[column[k] + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    int[] pattern = new int[starts[n]];
    for (int k = 0; k < entries; k++) {
      if (row[k] != column[k]) {
        pattern[next[row[k]]++] = column[k];
        pattern[next[column[k]]++] = row[k];
      }
    }
    return pattern;
  }

  private static int[] inverse(int[] order) {
    int[] number = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      number[order[k]] = k;
    }
    return number;
  }

  /// The parent of each column: the row of its first entry below the diagonal of the factor.
  private static int[] eliminationTree(
      int n, int[] starts, int[] pattern, int[] order, int[] number) {
    int[] tree = new int[n];
    int[] ancestor = new int[n];
    for (int j = 0; j < n; j++) {
      tree[j] = -1;
      ancestor[j] = -1;
      int old = order[j];
      for (int k = starts[old]; k < starts[old + 1]; k++) {
        int i = number[pattern[k]];
        while (i < j && i != -1) {
          int up = ancestor[i];
          ancestor[i] = j;
          if (up == -1) {
            tree[i] = j;
          }
          i = up;
        }
      }
    }
    return tree;
  }

  /// Entries of each column of the factor, the diagonal included, by walking each row's subtree.
  private static int[] columnCounts(
      int n, int[] starts, int[] pattern, int[] order, int[] number, int[] tree) {
    int[] counts = new int[n];
    int[] seen = new int[n];
    Arrays.fill(seen, -1);
    Arrays.fill(counts, 1);
    for (int j = 0; j < n; j++) {
      seen[j] = j;
      int old = order[j];
      for (int k = starts[old]; k < starts[old + 1]; k++) {
        int i = number[pattern[k]];
        while (i < j && seen[i] != j) {
          counts[i]++;
          seen[i] = j;
          i = tree[i];
        }
      }
    }
    return counts;
  }

  /// Children before parents, the child with the longest column last, so that it can join its
  /// parent.
  private static int[] postorder(int n, int[] tree, int[] counts) {
    int[] head = new int[n + 1];
    int[] next = new int[n];
    Arrays.fill(head, -1);
    for (int j = n - 1; j >= 0; j--) {
      int up = tree[j] < 0 ? n : tree[j];
      next[j] = head[up];
      head[up] = j;
    }
    for (int j = 0; j < n; j++) {
      head[j] = longestLast(head[j], next, counts);
    }
    int[] post = new int[n];
    int[] stack = new int[n + 1];
    int filled = 0;
    for (int root = head[n]; root != -1; root = next[root]) {
      int depth = 0;
      stack[depth++] = root;
      while (depth > 0) {
        int j = stack[depth - 1];
        int child = head[j];
        if (child == -1) {
          post[filled++] = j;
          depth--;
        } else {
          head[j] = next[child];
          stack[depth++] = child;
        }
      }
    }
    return post;
  }

  private static int longestLast(int head, int[] next, int[] counts) {
    int best = -1;
    int bestBefore = -1;
    int before = -1;
    int end = -1;
    for (int c = head; c != -1; c = next[c]) {
      if (best == -1 || counts[c] >= counts[best]) {
        best = c;
        bestBefore = before;
      }
      before = c;
      end = c;
    }
    if (best == end) {
      return head;
    }
    int start = head;
    if (bestBefore == -1) {
      start = next[best];
    } else {
      next[bestBefore] = next[best];
    }
    next[end] = best;
    next[best] = -1;
    return start;
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

  private int[] rowLists(int n, int[] starts, int[] pattern, int[] order) {
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
      entryStart[owner[Math.min(place[row[k]], place[column[k]])] + 1]++;
    }
    for (int s = 0; s < count; s++) {
      entryStart[s + 1] += entryStart[s];
    }
    int[] next = entryStart.clone();
    for (int k = 0; k < entries; k++) {
      int j = Math.min(place[row[k]], place[column[k]]);
      int i = Math.max(place[row[k]], place[column[k]]);
      int s = owner[j];
      int rank = next[s]++;
      int front = columns(s) + below(s);
      int local =
          i < first[s + 1]
              ? i - first[s]
              : columns(s)
                  + Arrays.binarySearch(rows, rowStart[s], rowStart[s + 1], i)
                  - rowStart[s];
      entryTarget[rank] = panelStart[s] + (j - first[s]) * front + local;
      entryRank[k] = rank;
    }
  }
}
