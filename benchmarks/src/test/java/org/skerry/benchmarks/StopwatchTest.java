package org.skerry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final Stopwatch QUICK = new Stopwatch(0.02, 0.02);
  private byte[] kept = new byte[0];

  @Test
  void anOperationThatAllocatesIsToldByTheByte() {
    var measurement =
        QUICK.measure(new Benchmark("array", 1e6, 0, () -> () -> kept = new byte[1000]));

    // An array of 1000 bytes and its header of 16, to the next multiple of 8.
    assertThat(measurement.bytesPerOp()).isBetween(1016.0, 1050.0);
    assertThat(measurement.met()).isFalse();
    assertThat(kept).hasSize(1000);
  }

  @Test
  void anOperationThatAllocatesNothingShowsZero() {
    var sums = new double[1];

    var measurement = QUICK.measure(new Benchmark("sum", 1e6, 0, () -> () -> sums[0] += 1));

    assertThat(measurement.bytesPerOp()).isZero();
    assertThat(measurement.met()).isTrue();
    assertThat(measurement.medianMicros())
        .isPositive()
        .isLessThanOrEqualTo(measurement.p99Micros());
  }

  @Test
  void aGoalThatIsTooBoldIsNotMet() {
    var measurement =
        QUICK.measure(new Benchmark("sin", 1e-9, 1e9, () -> () -> kept = new byte[10]));

    assertThat(measurement.met()).isFalse();
  }

  @Test
  void everyBenchmarkHasItsOwnNameAndRuns() {
    var names = new HashSet<String>();
    for (var benchmark : Benchmarks.all()) {
      assertThat(names.add(benchmark.name())).as(benchmark.name()).isTrue();
      benchmark.prepare().get().run();
    }
  }

  @Test
  void theMachineIsDescribed() {
    assertThat(Machine.description()).contains("cores").contains("Java");
  }
}
