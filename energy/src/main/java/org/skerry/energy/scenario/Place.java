package org.skerry.energy.scenario;

/// Where something stands, on a flat map.
///
/// @param x m to the east
/// @param y m to the north
public record Place(double x, double y) {
  /// Where nothing is said.
  public static final Place ORIGIN = new Place(0, 0);

  /// @throws IllegalArgumentException if a coordinate is not finite
  public Place {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "place is (%s, %s), but must be two finite numbers. Write metres.".formatted(x, y));
    }
  }

  /// m in a straight line.
  public double distance(Place other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
