package org.skerry.optimization.conic;

import java.util.Arrays;

/// In which order the rows of a symmetric matrix are eliminated, and how long the columns of its
/// factor become: a fill-reducing order, then a postorder of the elimination tree.
///
/// Reference: J. Liu, "The role of elimination trees in sparse factorization", SIAM Journal on
/// Matrix Analysis and Applications 11 (1990).
final class Elimination {
  final int n;

  /// The whole symmetric pattern without the diagonal, as it was given: `[n + 1]` and its columns.
  final int[] starts;

  final int[] pattern;

  /// `[n]`: the new number of each row, and the row of each new number.
  final int[] place;

  final int[] order;

  /// `[n]`: the parent of each column in the elimination tree, or -1, in new numbers.
  final int[] tree;

  /// `[n]`: entries of each column of the factor, the diagonal included.
  final int[] counts;

  /// Entries of the factor and multiplications to compute it.
  final double fill;

  final double work;

  /// @param n number of rows
  /// @param row `[entries]`, of one triangle or both mixed, without duplicates
  /// @param column `[entries]`
  Elimination(int n, int entries, int[] row, int[] column) {
    this.n = n;
    starts = new int[n + 1];
    pattern = symmetric(n, entries, row, column, starts);
    int[] first = Ordering.of(n, starts, pattern);
    int[] number = inverse(first);
    int[] early = eliminationTree(n, starts, pattern, first, number);
    int[] post = postorder(n, early, columnCounts(n, starts, pattern, first, number, early));
    int[] renumber = inverse(post);
    place = new int[n];
    for (int i = 0; i < n; i++) {
      place[i] = renumber[number[i]];
    }
    order = inverse(place);
    tree = new int[n];
    for (int j = 0; j < n; j++) {
      tree[renumber[j]] = early[j] < 0 ? -1 : renumber[early[j]];
    }
    counts = columnCounts(n, starts, pattern, order, place, tree);
    double entriesOfFactor = 0;
    double multiplications = 0;
    for (int c : counts) {
      entriesOfFactor += c;
      multiplications += 0.5 * c * c;
    }
    fill = entriesOfFactor;
    work = multiplications;
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
}
