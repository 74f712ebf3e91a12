package org.skerry.energy.scenario;

import org.skerry.energy.text.CsvTable;

/// The readings of a meter that counts up, such as kWh in total, and what passed in each step.
///
/// A reading that falls is a roll-over where the reading before was near a power of ten, and else a
/// reset to zero. It must be plausible: what is taken to have passed may be at most twice the most
/// that passed in another step.
final class Register {
  private final double[] readings;
  private int resets;
  private int rollOvers;

  /// @param readings `[reading]`, one a step, all finite; owned by this
  Register(double[] readings) {
    this.readings = readings;
  }

  /// What passed between each reading and the next.
  ///
  /// @return `[reading - 1]`, a new array, never negative; NaN where a reading falls for no reason
  double[] passed() {
    var passed = new double[Math.max(0, readings.length - 1)];
    double most = 0;
    for (int i = 0; i < passed.length; i++) {
      passed[i] = readings[i + 1] - readings[i];
      most = Math.max(most, passed[i]);
    }
    for (int i = 0; i < passed.length; i++) {
      if (passed[i] < 0) {
        passed[i] = restarted(readings[i], readings[i + 1], most);
      }
    }
    return passed;
  }

  private double restarted(double before, double after, double most) {
    double turn = Math.pow(10, Math.ceil(Math.log10(Math.max(before, 1))));
    double round = turn - before + after;
    if (before >= 0.9 * turn && after >= 0 && round <= 2 * most) {
      rollOvers++;
      return round;
    }
    if (after >= 0 && after <= 2 * most && after < 0.5 * before) {
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

  /// Why a step has no value.
  String fault(int step) {
    return CsvTable.brief(
        "falls from %s to %s, which is neither a reset to 0 nor a roll-over"
            .formatted(Numbers.text(readings[step]), Numbers.text(readings[step + 1])));
  }
}
