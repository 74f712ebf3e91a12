package org.skerry.optimization.conic;

import java.util.Arrays;

/// An order of elimination that keeps the factor of a symmetric sparse matrix sparse: approximate
/// minimum degree on the quotient graph.
///
/// An eliminated variable becomes an *element*, the clique of its neighbours, kept as one list.
/// Each remaining variable holds the elements and the variables that it is adjacent to. Its degree
/// is bounded from above by the sizes of those lists; |Le \ Lp| for the elements e that touch the
/// pivot p is found in one sweep over Lp. Elements inside another are absorbed, variables with
/// equal lists are merged, and those adjacent to the pivot only are eliminated with it.
///
/// Reference: P. Amestoy, T. Davis, I. Duff, "An approximate minimum degree ordering algorithm",
/// SIAM Journal on Matrix Analysis and Applications 17 (1996). Rows much denser than the others are
/// put last. Lists of new elements are appended to a growing array, which needs no compaction.
final class Ordering {
  private static final int NONE = -1;

  private final int n;
  private int[] lists;
  private int free;

  /// Where the list of a variable or element begins, its length, and for a variable how many
  /// elements lead it.
  private final int[] start;

  private final int[] length;
  private final int[] elements;

  /// How many variables one stands for; 0 once merged or eliminated with another; negative while in
  /// the present pivot's element.
  private final int[] weight;

  private final int[] degree;
  private final int[] mark;
  private int stamp = 2;

  private final int[] bucket;
  private final int[] next;
  private final int[] previous;
  private int least;

  /// Chains of the variables that are eliminated together with a pivot.
  private final int[] follower;

  private final int[] last;
  private final int[] hashHead;
  private final int[] hashNext;
  private final int[] hash;

  private final int[] order;
  private int ordered;
  private int eliminated;

  private Ordering(int n, int[] starts, int[] indices) {
    this.n = n;
    lists = Arrays.copyOf(indices, Math.max(16, starts[n] + starts[n] / 4 + n));
    free = starts[n];
    start = Arrays.copyOf(starts, n);
    length = new int[n];
    elements = new int[n];
    weight = new int[n];
    degree = new int[n];
    mark = new int[n];
    bucket = filled(n + 1);
    next = filled(n);
    previous = filled(n);
    follower = filled(n);
    last = new int[n];
    hashHead = filled(n);
    hashNext = filled(n);
    hash = new int[n];
    order = new int[n];
    for (int i = 0; i < n; i++) {
      length[i] = starts[i + 1] - starts[i];
      weight[i] = 1;
      degree[i] = length[i];
      last[i] = i;
    }
  }

  /// The order of elimination.
  ///
  /// @param starts `[n + 1]`
  /// @param indices the whole symmetric pattern without the diagonal, `starts` telling the columns
  /// @return `[n]`, the variable eliminated first, second, and so on
  static int[] of(int n, int[] starts, int[] indices) {
    return new Ordering(n, starts, indices).run();
  }

  private int[] run() {
    int dense = Math.max(16, (int) (10 * Math.sqrt(n)));
    int[] late = new int[n];
    int lateCount = 0;
    for (int i = n - 1; i >= 0; i--) {
      if (degree[i] > dense) {
        late[lateCount++] = i;
        weight[i] = 0;
        eliminated++;
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (weight[i] > 0) {
        insert(i);
      }
    }
    while (eliminated < n) {
      eliminate();
    }
    for (int k = lateCount - 1; k >= 0; k--) {
      order[ordered++] = late[k];
    }
    return order;
  }

  private void eliminate() {
    while (bucket[least] == NONE) {
      least++;
    }
    int pivot = bucket[least];
    remove(pivot);
    boolean alone = elements[pivot] == 0;
    gather(pivot);
    int begin = start[pivot];
    int end = begin + length[pivot];
    countOutside(begin, end);
    for (int k = begin; k < end; k++) {
      prune(pivot, lists[k]);
    }
    stamp += 2 * n + 2;
    if (stamp > Integer.MAX_VALUE - 4 * n - 4) {
      restamp();
    }
    for (int k = begin; k < end; k++) {
      mergeEqual(lists[k]);
    }
    stamp++;
    int size = finish(pivot, begin, end);
    length[pivot] = size - begin;
    if (!alone) {
      free = size;
    }
    for (int i = pivot; i != NONE; i = follower[i]) {
      order[ordered++] = i;
    }
    weight[pivot] = 0;
    mark[pivot] = length[pivot] == 0 ? 0 : stamp - 1;
  }

  /// Makes the list of the pivot's element: its variables and those of its elements, which it
  /// absorbs.
  private void gather(int pivot) {
    int weightOfPivot = weight[pivot];
    eliminated += weightOfPivot;
    weight[pivot] = -weightOfPivot;
    int sum = 0;
    int from = start[pivot];
    int lead = elements[pivot];
    int begin;
    int fill;
    if (lead == 0) {
      begin = from;
      fill = begin;
      for (int k = from; k < from + length[pivot]; k++) {
        int i = lists[k];
        if (weight[i] > 0) {
          sum += weight[i];
          weight[i] = -weight[i];
          lists[fill++] = i;
          remove(i);
        }
      }
    } else {
      begin = free;
      fill = free;
      for (int part = 0; part <= lead; part++) {
        int source = part == lead ? pivot : lists[from + part];
        int first = part == lead ? from + lead : start[source];
        int count = part == lead ? length[pivot] - lead : length[source];
        if (fill + count > lists.length) {
          lists = Arrays.copyOf(lists, Math.max(fill + count, lists.length + lists.length / 2));
        }
        for (int k = first; k < first + count; k++) {
          int i = lists[k];
          if (weight[i] > 0) {
            sum += weight[i];
            weight[i] = -weight[i];
            lists[fill++] = i;
            remove(i);
          }
        }
        if (part < lead) {
          mark[source] = 0;
          length[source] = 0;
        }
      }
      free = fill;
    }
    start[pivot] = begin;
    length[pivot] = fill - begin;
    elements[pivot] = NONE;
    degree[pivot] = sum;
  }

  /// Sets `mark[e] - stamp` to the weight of element e outside the pivot's, for all that touch it.
  private void countOutside(int begin, int end) {
    for (int k = begin; k < end; k++) {
      int i = lists[k];
      int inside = -weight[i];
      for (int t = start[i]; t < start[i] + elements[i]; t++) {
        int e = lists[t];
        if (mark[e] >= stamp) {
          mark[e] -= inside;
        } else if (mark[e] != 0) {
          mark[e] = degree[e] + stamp - inside;
        }
      }
    }
  }

  /// Rewrites the list of variable i: elements not absorbed, then variables outside the pivot's
  /// element; bounds its degree; eliminates it with the pivot if nothing is left.
  private void prune(int pivot, int i) {
    int begin = start[i];
    int middle = begin + elements[i];
    int end = begin + length[i];
    int fill = begin;
    int outside = 0;
    int sum = 0;
    for (int t = begin; t < middle; t++) {
      int e = lists[t];
      if (mark[e] == 0) {
        continue;
      }
      int extra = mark[e] - stamp;
      if (extra > 0) {
        outside += extra;
        lists[fill++] = e;
        sum += e;
      } else {
        mark[e] = 0;
      }
    }
    int lead = fill - begin;
    for (int t = middle; t < end; t++) {
      int j = lists[t];
      if (weight[j] > 0) {
        outside += weight[j];
        lists[fill++] = j;
        sum += j;
      }
    }
    if (outside == 0) {
      int own = -weight[i];
      degree[pivot] -= own;
      eliminated += own;
      weight[i] = 0;
      join(pivot, i);
      return;
    }
    degree[i] = Math.min(degree[i], outside);
    // The pivot takes the first place; one entry of the list has become superfluous, so it fits.
    if (fill > begin + lead) {
      lists[fill] = lists[begin + lead];
    }
    if (lead > 0) {
      lists[begin + lead] = lists[begin];
    }
    lists[begin] = pivot;
    elements[i] = lead + 1;
    length[i] = fill + 1 - begin;
    int place = Math.floorMod(sum + pivot, n);
    hash[i] = place;
    hashNext[i] = hashHead[place];
    hashHead[place] = i;
  }

  /// Merges all variables in the hash bucket of i that have the same lists.
  private void mergeEqual(int i) {
    if (weight[i] == 0) {
      return;
    }
    int k = hashHead[hash[i]];
    hashHead[hash[i]] = NONE;
    while (k != NONE && hashNext[k] != NONE) {
      stamp++;
      for (int t = start[k] + 1; t < start[k] + length[k]; t++) {
        mark[lists[t]] = stamp;
      }
      int before = k;
      int j = hashNext[k];
      while (j != NONE) {
        if (sameLists(k, j)) {
          weight[k] += weight[j];
          weight[j] = 0;
          join(k, j);
          hashNext[before] = hashNext[j];
        } else {
          before = j;
        }
        j = hashNext[j];
      }
      k = hashNext[k];
    }
  }

  private boolean sameLists(int marked, int j) {
    if (length[j] != length[marked] || elements[j] != elements[marked]) {
      return false;
    }
    for (int t = start[j] + 1; t < start[j] + length[j]; t++) {
      if (mark[lists[t]] != stamp) {
        return false;
      }
    }
    return true;
  }

  /// Gives the variables of the pivot's element their new degrees; returns where its list ends.
  private int finish(int pivot, int begin, int end) {
    int fill = begin;
    for (int k = begin; k < end; k++) {
      int i = lists[k];
      if (weight[i] == 0) {
        continue;
      }
      weight[i] = -weight[i];
      int bound = degree[i] + degree[pivot] - weight[i];
      degree[i] = Math.max(0, Math.min(bound, n - eliminated - weight[i]));
      insert(i);
      lists[fill++] = i;
    }
    return fill;
  }

  private void restamp() {
    for (int e = 0; e < n; e++) {
      mark[e] = mark[e] == 0 ? 0 : 1;
    }
    stamp = 2;
  }

  private void join(int head, int tail) {
    follower[last[head]] = tail;
    last[head] = last[tail];
  }

  private void insert(int i) {
    int d = degree[i];
    next[i] = bucket[d];
    previous[i] = NONE;
    if (bucket[d] != NONE) {
      previous[bucket[d]] = i;
    }
    bucket[d] = i;
    least = Math.min(least, d);
  }

  private void remove(int i) {
    if (previous[i] == NONE) {
      bucket[degree[i]] = next[i];
    } else {
      next[previous[i]] = next[i];
    }
    if (next[i] != NONE) {
      previous[next[i]] = previous[i];
    }
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }
}
