package org.skerry.benchmarks;

/// What a benchmark gave.
///
/// @param name of the benchmark
/// @param medianMicros median time of an operation, µs
/// @param p99Micros time that 99 of 100 operations stay within, µs
/// @param bytesPerOp allocated by an operation, bytes
/// @param goal the promised median, µs
/// @param met whether both the time and the memory that were promised are kept
public record Measurement(
    String name,
    double medianMicros,
    double p99Micros,
    double bytesPerOp,
    double goal,
    boolean met) {}
