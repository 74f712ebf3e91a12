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

  /// Brings every set-point to the nearest one that can be delivered.
  default void guard(Step step, Units units) {
    deliverable(step, units);
    for (int control = 0; control < units.controls(); control++) {
      clamp(units.setpoint(control), units.low(control), units.high(control), units.rows());
    }
  }

  /// Executes the set-points: overwrites [Units#power], [Units#cost] and [Units#state].
  void step(Step step, Units units);

  /// Holds `values[0..rows)` within `[low, high]`.
  static void clamp(double[] values, double[] low, double[] high, int rows) {
    for (int row = 0; row < rows; row++) {
      values[row] = Math.max(low[row], Math.min(high[row], values[row]));
    }
  }
}
