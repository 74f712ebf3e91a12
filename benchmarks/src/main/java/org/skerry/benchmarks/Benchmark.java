package org.skerry.benchmarks;

import java.util.function.Supplier;

/// A piece of work whose speed is promised.
///
/// @param name as `./skerry bench` knows it
/// @param goal the median time per operation that is promised, µs
/// @param mostBytes how much an operation may allocate, bytes; infinite where nothing is promised
/// @param threads that the work may use, at least 1
/// @param prepare sets the work up once and returns one operation of it
public record Benchmark(
    String name, double goal, double mostBytes, int threads, Supplier<Runnable> prepare) {

  /// Work for one thread.
  public Benchmark(String name, double goal, double mostBytes, Supplier<Runnable> prepare) {
    this(name, goal, mostBytes, 1, prepare);
  }
}
