package org.skerry.energy.dispatch;

import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// Decides the set-points of a whole scenario: a rule, a schedule, an optimisation, a learnt
/// policy.
///
/// All are used alike: started on a running game, asked once per step. What a controller decides is
/// then guarded and settled like the decisions of learning agents.
public interface Controller {

  /// The name in tables and reports.
  String name();

  /// Begins to control a running game over a period.
  ///
  /// @param lanes one lane, with its states at their initial values
  /// @param period the steps that will be played
  /// @throws IllegalArgumentException if the controller cannot handle the scenario
  Running start(Lanes lanes, Period period);

  /// A controller at work.
  @FunctionalInterface
  interface Running {

    /// Sets the set-points of the step to come; those it leaves alone keep their idle values.
    ///
    /// @param played steps played since the period began, from 0
    void decide(int played);
  }
}
