package org.skerry.learning;

import java.lang.management.ManagementFactory;

/// How much memory a piece of code takes.
public final class Allocation {
  private static final int RUNS = 5;
  private static final int CALLS = 50;

  private Allocation() {}

  /// The bytes that some calls allocate in this thread once they are warm.
  public static long bytes(Runnable code) {
    return bytes(() -> {}, code, 2_000);
  }

  /// The bytes that some calls allocate in this thread once they are warm, without those of the
  /// preparation before each.
  ///
  /// It is the least of several runs, since the virtual machine itself may allocate in one of them
  /// (a class is loaded, a method compiled anew), but code that allocates does so in all.
  ///
  /// @param warmUp calls before it is measured
  public static long bytes(Runnable preparation, Runnable code, int warmUp) {
    for (int call = 0; call < warmUp; call++) {
      preparation.run();
      code.run();
    }
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long sum = 0;
      for (int call = 0; call < CALLS; call++) {
        preparation.run();
        sum += bytesOfOne(code);
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  private static long bytesOfOne(Runnable code) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    code.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
