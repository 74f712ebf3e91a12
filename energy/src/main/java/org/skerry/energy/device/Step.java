package org.skerry.energy.device;

/// The step that devices are asked about.
///
/// @param hours its length, above 0
/// @param limits which limits hold
public record Step(double hours, Limits limits) {

  /// Which limits the set-points are held to.
  public enum Limits {
    /// The limits of good operation, such as a state of charge in [0.1, 0.9]: the guard is on.
    OPERATING,
    /// Only what is physically possible, such as a state of charge in [0, 1]: the guard is off.
    PHYSICAL
  }

  /// @throws IllegalArgumentException if the length is not above 0
  public Step {
    Checks.positive("hours", hours, "h", "Use 1 for hourly steps");
  }
}
