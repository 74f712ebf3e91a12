package org.skerry.energy.scenario;

import org.skerry.energy.text.CsvTable;

/// The readings of a meter that counts up, such as kWh in total, and what passed in each step.
///
/// A reading that falls is a roll-over where the reading before was near a power of ten, and else a
/// reset to zero. It must be plausible: what is taken to have passed may be at most twice as fast
/// as the most that passed between two other readings.
final class Register {
  private final double[] readings;
  private final double[] times;
  private int resets;
  private int rollOvers;

  /// @param readings `[reading]`, all finite; owned by this
  /// @param times `[reading - 1]`, how long each reading is before the next, above 0 in any unit;
  ///   owned by this
  Register(double[] readings, double[] times) {
    this.readings = readings;
    this.times = times;
  }

  /// What passed in each step of a regular clock by readings that come at any time: what is counted
  /// grows evenly between two of them. Nothing is lost: the steps add up to all that passed.
  ///
  /// @param passed `[reading - 1]` between each reading and the next
  /// @param seconds `[reading]` when each reading was taken, never falling
  /// @param begin of the first step in seconds, at or before the first reading
  /// @param step in seconds
  /// @param steps how many; the last ends at or after the last reading
  /// @return `[step]`, a new array
  static double[] inSteps(double[] passed, long[] seconds, long begin, long step, int steps) {
    var energy = new double[steps];
    double before = 0;
    double counted = 0;
    int reading = 0;
    for (int i = 0; i < steps; i++) {
      long end = begin + (i + 1) * step;
      while (reading < passed.length && seconds[reading + 1] <= end) {
        counted += passed[reading++];
      }
      double now = counted;
      if (reading < passed.length && seconds[reading] < end) {
        double length = seconds[reading + 1] - seconds[reading];
        now += passed[reading] * ((end - seconds[reading]) / length);
      }
      energy[i] = now - before;
      before = now;
    }
    return energy;
  }

  /// What passed between each reading and the next.
  ///
  /// @return `[reading - 1]`, a new array, never negative; NaN where a reading falls for no reason
  double[] passed() {
    var passed = new double[Math.max(0, readings.length - 1)];
    double fastest = 0;
    for (int i = 0; i < passed.length; i++) {
      passed[i] = readings[i + 1] - readings[i];
      fastest = Math.max(fastest, passed[i] / times[i]);
    }
    for (int i = 0; i < passed.length; i++) {
      if (passed[i] < 0) {
        passed[i] = restarted(readings[i], readings[i + 1], 2 * fastest * times[i]);
      }
    }
    return passed;
  }

  private double restarted(double before, double after, double plausible) {
    double turn = Math.pow(10, Math.ceil(Math.log10(Math.max(before, 1))));
    double round = turn - before + after;
    if (before >= 0.9 * turn && after >= 0 && round <= plausible) {
      rollOvers++;
      return round;
    }
    if (after >= 0 && after <= plausible && after < 0.5 * before) {
      resets++;
      return after;
    }
    return Double.NaN;
  }

  /// How often the readings began anew, in words; empty for never. After [#passed].
  String restarts() {
    return resets + rollOvers == 0
        ? ""
        : "was reset %d and rolled over %d times".formatted(resets, rollOvers);
  }

  /// Why nothing is said to have passed between a reading and the next.
  String fault(int reading) {
    return CsvTable.brief(
        "falls from %s to %s, which is neither a reset to 0 nor a roll-over"
            .formatted(Numbers.text(readings[reading]), Numbers.text(readings[reading + 1])));
  }
}
