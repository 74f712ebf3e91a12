package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every quantity of a played period over time.
///
/// Power is positive into the bus. Built step by step by the simulation, read by reports. Not safe
/// for several threads while it is built.
public final class Trace {
  private final List<LocalDateTime> starts;
  private final Map<Column, double[]> columns = new LinkedHashMap<>();

  /// An empty trace over steps that begin at `starts`, local clock.
  public Trace(List<LocalDateTime> starts) {
    this.starts = List.copyOf(starts);
  }

  /// One quantity of one thing.
  ///
  /// @param site the site, or empty for the whole system
  /// @param device the device or bus, or empty
  /// @param kind the kind of device, or `bus`, or `network`
  /// @param quantity `power`, `reactive`, `heat`, a state such as `storedEnergy`, an input such as
  ///   `demand`, `available`, `buyPrice`, `sellPrice`, or `voltage`, `loading` of a line as a share
  ///   of its rating, `losses`
  /// @param unit of the values
  public record Column(String site, String device, String kind, String quantity, String unit) {}

  /// Adds a column of zeros and returns its values, shape `[steps]`, for the caller to fill.
  public double[] add(Column column) {
    double[] values = new double[starts.size()];
    columns.put(column, values);
    return values;
  }

  /// How many steps there are.
  public int steps() {
    return starts.size();
  }

  /// When step `t` begins, local clock.
  public LocalDateTime local(int t) {
    return starts.get(t);
  }

  /// The columns, in the order in which they were added.
  public List<Column> columns() {
    return new ArrayList<>(columns.keySet());
  }

  /// The values of a column, shape `[steps]`; not a copy.
  ///
  /// @throws IllegalArgumentException if there is no such column
  public double[] values(Column column) {
    double[] values = columns.get(column);
    if (values == null) {
      throw new IllegalArgumentException("The trace has no column " + column + ".");
    }
    return values;
  }
}
