package org.skerry.learning;

/// Which roles of a game learn in a horizon. The others play what they have learnt so far, without
/// exploring: who learns then faces a world that stands still.
@FunctionalInterface
public interface Turns {

  /// Whether a role learns.
  ///
  /// @param role its place in the order of play, from 0
  /// @param roles how many there are
  /// @param horizon how many were played before
  boolean learns(int role, int roles, long horizon);

  /// All learn at once.
  static Turns joint() {
    return (_, _, _) -> true;
  }

  /// One after the other and then again, for so many horizons each. The last to act begins: it
  /// answers to those before it, who then learn what the answer is.
  ///
  /// @throws IllegalArgumentException if a turn is shorter than one horizon
  static Turns alternating(long horizons) {
    check(horizons);
    return (role, roles, horizon) -> role == roles - 1 - horizon / horizons % roles;
  }

  /// Each once for so many horizons, the last to act first; the first goes on to the end.
  ///
  /// @throws IllegalArgumentException if a stage is shorter than one horizon
  static Turns staged(long horizons) {
    check(horizons);
    return (role, roles, horizon) -> role == Math.max(0, roles - 1 - horizon / horizons);
  }

  private static void check(long horizons) {
    if (horizons < 1) {
      throw new IllegalArgumentException(
          "A turn lasts " + horizons + " horizons, but must last at least 1.");
    }
  }
}
