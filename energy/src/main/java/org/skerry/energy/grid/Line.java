package org.skerry.energy.grid;

/// A line, cable, switch or transformer between two buses: series impedance, half of the charging
/// at each end, and an ideal transformer at the `from` end.
///
/// Impedances are in pu on the base power of the network and the base voltage of the `to` bus. See
/// [Line#ofOhms] for ohms.
///
/// @param name unique in its network, not blank
/// @param from name of the bus at the tap side
/// @param to name of the bus at the other end
/// @param resistancePu series resistance in pu; a negative one stands for an equivalent of a larger
///   network
/// @param reactancePu series reactance in pu, any sign (series capacitors are negative)
/// @param chargingPu total charging susceptance in pu
/// @param ratingKva limit of the current, given as apparent power at nominal voltage in kVA, above
///   0, infinite for none
/// @param tap off-nominal turns ratio (voltage at `from` over voltage at `to` without load), above
///   0; 1 for a line
/// @param shiftDegrees phase shift of the transformer in degrees; the `from` side leads
/// @param closed whether the line is in service
public record Line(
    String name,
    String from,
    String to,
    double resistancePu,
    double reactancePu,
    double chargingPu,
    double ratingKva,
    double tap,
    double shiftDegrees,
    boolean closed) {

  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException if a value is outside its range
  public Line {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "The line from " + from + " to " + to + " has an empty name. Give every line a name.");
    }
    var owner = "Line " + name;
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          owner + " joins bus " + from + " to itself. A line needs two different buses.");
    }
    Check.finite(owner, "resistance", resistancePu, "pu");
    Check.finite(owner, "reactance", reactancePu, "pu");
    Check.finite(owner, "charging", chargingPu, "pu");
    if (!(ratingKva > 0)) {
      throw new IllegalArgumentException(
          owner
              + " has the rating "
              + ratingKva
              + " kVA, which must be positive. Leave it out (infinity) for no limit.");
    }
    Check.positive(owner, "turns ratio", tap, "");
    Check.finite(owner, "phase shift", shiftDegrees, "degrees");
  }

  /// A closed line without charging and rating, named after its ends.
  ///
  /// @param resistancePu series resistance in pu
  /// @param reactancePu series reactance in pu
  public static Line of(String from, String to, double resistancePu, double reactancePu) {
    return new Line(
        from + "-" + to,
        from,
        to,
        resistancePu,
        reactancePu,
        0,
        Double.POSITIVE_INFINITY,
        1,
        0,
        true);
  }

  /// A closed line without charging and rating, from ohms.
  ///
  /// @param resistance in ohm
  /// @param reactance in ohm
  /// @param baseKv base voltage of the `to` bus in kV
  /// @param baseKva base power of the network in kVA
  public static Line ofOhms(
      String from, String to, double resistance, double reactance, double baseKv, double baseKva) {
    double perOhm = baseKva / (1000 * baseKv * baseKv);
    return of(from, to, resistance * perOhm, reactance * perOhm);
  }

  /// The same line with another rating in kVA at nominal voltage; infinite for none.
  public Line withRating(double kva) {
    return new Line(
        name, from, to, resistancePu, reactancePu, chargingPu, kva, tap, shiftDegrees, closed);
  }

  /// The same line, closed or open.
  public Line withClosed(boolean inService) {
    return new Line(
        name,
        from,
        to,
        resistancePu,
        reactancePu,
        chargingPu,
        ratingKva,
        tap,
        shiftDegrees,
        inService);
  }

  /// The rating of a three-phase line in kVA from its current.
  ///
  /// @param ampere current per phase in A
  /// @param baseKv nominal voltage between phases in kV
  public static double kva(double ampere, double baseKv) {
    return Math.sqrt(3) * ampere * baseKv;
  }
}
