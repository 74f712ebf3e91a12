package org.skerry.energy.device;

import java.time.LocalDateTime;
import java.util.List;

/// A number that a device is told in every step, worked out from the data set before the game
/// begins.
///
/// @param name such as `demand`
/// @param unit such as kW
/// @param profiles the profiles that the formula needs, in order
/// @param formula how they make the number
/// @param minimum what it cannot be less than; negative infinity for none
public record Input(
    String name, String unit, List<Profile> profiles, Formula formula, double minimum) {
  public Input {
    profiles = List.copyOf(profiles);
  }

  /// An input of any size.
  public Input(String name, String unit, List<Profile> profiles, Formula formula) {
    this(name, unit, profiles, formula, Double.NEGATIVE_INFINITY);
  }

  /// One profile as it is, which must not be negative.
  public static Input notNegative(String name, String unit, Profile profile) {
    return new Input(name, unit, List.of(profile), (start, values) -> values[0], 0);
  }

  /// One profile as it is.
  public static Input of(String name, String unit, Profile profile) {
    return new Input(name, unit, List.of(profile), (start, values) -> values[0]);
  }

  /// How the profiles of a step make an input.
  @FunctionalInterface
  public interface Formula {

    /// The input in one step.
    ///
    /// @param start when the step begins, local clock
    /// @param values the profiles' values in the step, shape `[profiles]`, read only
    double at(LocalDateTime start, double[] values);
  }
}
