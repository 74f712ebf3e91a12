package org.skerry.energy.device;

import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

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

  /// Adds a choice between 0 and 1 to a program: whether something runs in a step. A relaxed plan
  /// may choose anything between, so that its cost is a lower bound.
  Variable choice(Program program, String name);
}
