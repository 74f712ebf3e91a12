package org.skerry.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/// Measures benchmarks one after the other, each in a pool of the threads that it may use.
///
/// An operation is first repeated until the compiler has settled, then timed again and again for a
/// fixed time. Operations of less than a few microseconds are timed several at once, since reading
/// the clock takes about 25 ns; their 99th percentile is then one of such groups.
public final class Stopwatch {
  private static final int MOST_SAMPLES = 200_000;
  private static final double SHORTEST_SAMPLE = 5_000;

  private final double warmUp;
  private final double measured;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// @param warmUp seconds before an operation is measured
  /// @param measured seconds in which it is
  public Stopwatch(double warmUp, double measured) {
    this.warmUp = warmUp;
    this.measured = measured;
  }

  /// Measures one benchmark.
  public Measurement measure(Benchmark benchmark) {
    try (var pool = new ForkJoinPool(benchmark.threads())) {
      return pool.submit(() -> timed(benchmark)).join();
    }
  }

  private Measurement timed(Benchmark benchmark) {
    var operation = benchmark.prepare().get();
    var alone = repeat(operation, 1, new long[MOST_SAMPLES], warmUp);
    var group = (int) Math.clamp(Math.ceil(SHORTEST_SAMPLE / Math.max(alone, 1)), 1, 10_000);
    var samples = new long[MOST_SAMPLES];
    repeat(operation, group, samples, warmUp / 4);
    var before = threads.getCurrentThreadAllocatedBytes();
    repeat(operation, group, samples, measured);
    var allocated = threads.getCurrentThreadAllocatedBytes() - before;
    var count = 0;
    while (count < samples.length && samples[count] > 0) {
      count++;
    }
    var sorted = Arrays.copyOf(samples, count);
    Arrays.sort(sorted);
    var median = sorted[count / 2] / 1e3 / group;
    var p99 = sorted[Math.min(count - 1, (int) (0.99 * count))] / 1e3 / group;
    var bytes = (double) allocated / ((long) count * group);
    // Less than one byte per operation is what the measurement itself leaves behind.
    var lean = bytes < benchmark.mostBytes() + 1;
    return new Measurement(
        benchmark.name(),
        median,
        p99,
        bytes < 1 ? 0 : bytes,
        benchmark.goal(),
        lean && median <= benchmark.goal());
  }

  /// Times groups of operations.
  ///
  /// @param samples receives the time of each group, ns; what follows the last one is 0
  /// @return the mean time of a group, ns
  private static double repeat(Runnable operation, int group, long[] samples, double seconds) {
    Arrays.fill(samples, 0);
    var began = System.nanoTime();
    var end = began + (long) (seconds * 1e9);
    var now = began;
    var count = 0;
    while (count < samples.length && (now < end || count < 10)) {
      for (var repetition = 0; repetition < group; repetition++) {
        operation.run();
      }
      var then = System.nanoTime();
      samples[count++] = Math.max(1, then - now);
      now = then;
    }
    return (double) (now - began) / count;
  }
}
