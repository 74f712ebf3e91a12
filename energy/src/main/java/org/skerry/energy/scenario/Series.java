package org.skerry.energy.scenario;

import java.util.Arrays;

/// One column of a data set: a name, a unit, and one finite value per step of the data set.
public final class Series {
  private final String name;
  private final String unit;
  private final double[] values;

  /// @param name what profiles call it, e.g. `load`
  /// @param unit unit of the values: kW, W/m2, C, m/s, or money per kWh such as `CAD/kWh`
  /// @param values `[step]`, all finite; copied
  /// @throws IllegalArgumentException if a value is not finite
  public Series(String name, String unit, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Series %s is %s in step %d, but must be finite. Correct the source of the series."
                .formatted(name, values[i], i));
      }
    }
    this.name = name;
    this.unit = unit;
    this.values = values.clone();
  }

  /// What profiles call it.
  public String name() {
    return name;
  }

  /// The unit of the values.
  public String unit() {
    return unit;
  }

  /// How many steps it has.
  public int size() {
    return values.length;
  }

  /// The value in one step of the data set.
  public double at(int step) {
    return values[step];
  }

  /// A copy of the values, `[step]`.
  public double[] values() {
    return values.clone();
  }

  /// The mean over all steps.
  public double mean() {
    return Arrays.stream(values).sum() / values.length;
  }

  /// The values themselves, for reading only.
  double[] shared() {
    return values;
  }
}
