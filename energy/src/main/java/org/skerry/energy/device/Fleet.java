package org.skerry.energy.device;

/// The simulation of all units of one kind: one call serves all units in all lanes.
///
/// A step runs in this order: [#idle] sets what happens if nobody decides; layers and controllers
/// set set-points; [#guard] brings them to what can be done; settlements correct them within what
/// can be done; [#step] executes them to the letter. Nothing here allocates.
public interface Fleet {

  /// Sets the set-points that hold where nobody decides: storage and generators off, renewables at
  /// what is available, loads served.
  void idle(Units units);

  /// Finds what each control can do in the step to come: overwrites [Units#low] and [Units#high].
  void deliverable(Step step, Units units);

  /// Brings every set-point to the nearest one that can be delivered. What is no number is 0 first:
  /// else it would stay in stored energy for good.
  default void guard(Step step, Units units) {
    deliverable(step, units);
    for (int control = 0; control < units.controls(); control++) {
      clamp(units.setpoint(control), units.low(control), units.high(control), units.rows());
    }
  }

  /// Executes the set-points: overwrites [Units#power], [Units#cost] and [Units#state].
  void step(Step step, Units units);

  /// Holds `values[0..rows)` within `[low, high]`; NaN is taken as 0.
  static void clamp(double[] values, double[] low, double[] high, int rows) {
    if (Double.isNaN(sum(values, rows))) {
      for (int row = 0; row < rows; row++) {
        values[row] = Double.isNaN(values[row]) ? 0 : values[row];
      }
    }
    for (int row = 0; row < rows; row++) { // without a branch, so that it is vectorised
      values[row] = Math.max(low[row], Math.min(high[row], values[row]));
    }
  }

  /// Eight at once, since each addition to the sum waits for the one before.
  private static double sum(double[] v, int rows) {
    double sum = 0;
    int row = 0;
    for (; row < rows - 7; row += 8) {
      double first = (v[row] + v[row + 1]) + (v[row + 2] + v[row + 3]);
      double second = (v[row + 4] + v[row + 5]) + (v[row + 6] + v[row + 7]);
      sum += first + second;
    }
    for (; row < rows; row++) {
      sum += v[row];
    }
    return sum;
  }
}
