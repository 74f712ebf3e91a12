package org.skerry.learning.network;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/// Runs numbered tasks on the threads of the pool that the caller runs in, or of the common pool.
///
/// To choose the number of threads, run the training inside a [ForkJoinPool] of that size; with one
/// thread the tasks run one after the other and nothing is allocated. A thread that waits runs
/// other tasks meanwhile and otherwise sleeps, so a busy machine costs time but never stalls.
/// Results must not depend on which thread runs what: every task writes to its own place, and
/// whoever adds up does so in the order of the numbers.
public final class Workers {
  private Workers() {}

  /// Runs `task` with 0 to `tasks` - 1 and returns when all are done.
  public static void each(int tasks, IntConsumer task) {
    if (tasks == 1 || threads() == 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    ForkJoinTask<?>[] forked = new ForkJoinTask<?>[tasks];
    for (int i = tasks - 1; i > 0; i--) {
      int number = i;
      forked[i] = ForkJoinTask.adapt(() -> task.accept(number)).fork();
    }
    task.accept(0);
    for (int i = 1; i < tasks; i++) {
      forked[i].join();
    }
  }

  /// Threads that would share the work, the caller included.
  public static int threads() {
    ForkJoinPool pool = ForkJoinTask.getPool();
    return pool == null
        ? Math.min(
            ForkJoinPool.getCommonPoolParallelism() + 1, Runtime.getRuntime().availableProcessors())
        : pool.getParallelism();
  }
}
