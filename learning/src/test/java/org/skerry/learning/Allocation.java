package org.skerry.learning;

import java.lang.management.ManagementFactory;

/// How much memory a piece of code takes.
public final class Allocation {
  private static final int WARM_UP = 2_000;
  private static final int RUNS = 5;
  private static final int CALLS = 50;

  private Allocation() {}

  /// The bytes that some calls allocate in this thread once it is warm: the least of several runs,
  /// since the virtual machine itself may allocate in one of them (a class is loaded, a method
  /// compiled anew), but code that allocates does so in all.
  public static long bytes(Runnable code) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int call = 0; call < WARM_UP; call++) {
      code.run();
    }
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        code.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
