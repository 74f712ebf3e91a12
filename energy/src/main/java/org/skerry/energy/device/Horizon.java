package org.skerry.energy.device;

/// The steps over which one device is to be optimised: what it is told, and what it remembers at
/// the beginning.
public interface Horizon {

  /// How many steps there are.
  int steps();

  /// The length of a step, hours.
  double hours();

  /// The input of that place in [Device#inputs()] in step `step`, known or forecast.
  double input(int index, int step);

  /// The state of that place in [Device#states()] at the beginning.
  double state(int index);

  /// Whether the solver takes integer variables. If not, a device that switches on and off is
  /// relaxed to the convex hull of what it can do, so that the optimum is a lower bound.
  boolean integral();

  /// Whether convex quadratic cost is to be replaced by pieces of straight lines, for a solver of
  /// linear programs.
  boolean linear();
}
