package org.skerry.optimization;

/// How arrays grow: by half, so that appending n elements costs O(n).
final class Growth {
  private Growth() {}

  static int capacity(int present, int needed) {
    return Math.max(Math.max(needed, 16), (int) Math.min(present * 3L / 2, Integer.MAX_VALUE - 8));
  }
}
