package org.skerry.optimization;

import java.util.Arrays;

/// Names of variables or rows, one string per block; what was not named is called by its number.
final class Names {
  private final String fallback;
  private int blocks;
  private int[] starts = new int[16];
  private int[] sizes = new int[16];
  private String[] names = new String[16];

  Names(String fallback) {
    this.fallback = fallback;
  }

  void add(int first, int size, String name) {
    if (name.isEmpty()) {
      return;
    }
    if (blocks == starts.length) {
      int capacity = Growth.capacity(blocks, blocks + 1);
      starts = Arrays.copyOf(starts, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
      names = Arrays.copyOf(names, capacity);
    }
    starts[blocks] = first;
    sizes[blocks] = size;
    names[blocks++] = name;
  }

  String of(int index) {
    int block = find(index);
    if (block < 0) {
      return fallback + index;
    }
    return sizes[block] == 1 ? names[block] : names[block] + "[" + (index - starts[block]) + "]";
  }

  String block(int index) {
    int block = find(index);
    return block < 0 ? fallback : names[block];
  }

  private int find(int index) {
    int place = Arrays.binarySearch(starts, 0, blocks, index);
    int block = place >= 0 ? place : -place - 2;
    return block >= 0 && index < starts[block] + sizes[block] ? block : -1;
  }
}
