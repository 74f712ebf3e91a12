package org.skerry.energy.game;

import org.skerry.energy.scenario.Timeline;
import org.skerry.optimization.dynamic.CostToGo;

/// What is known of a day before it begins, ours: price, load, sun and wind are at every time of
/// day those of any day of the week before, each as likely as the others, whatever the hours before
/// were; an outage of the main grid is expected where that day had one. Only where prices and
/// carbon follow from the scenario's own supply are they published, and the load they follow from
/// with them; then only sun and wind are uncertain. Of the first day of the data nothing is known
/// from before: where prices are published it is taken as known, as it is where all days are alike;
/// elsewhere every hour is taken to be as the first. Immutable.
public final class LikelyDays {
  private static final int DAYS_BEFORE = 7; // a week
  private static final int DAYS_TO_COME = 20; // until days without end have settled

  private final Timeline timeline;
  private final boolean published; // prices and load

  /// What a step may cost.
  @FunctionalInterface
  public interface Stage {

    /// The cost of a move; all steps are those of the timeline.
    ///
    /// @param price the step whose prices it may meet
    /// @param load the step whose load it may meet
    /// @param free the step whose sun and wind it may meet
    /// @param move levels that the stored energy rises by
    double cost(int price, int load, int free, int move);
  }

  public LikelyDays(Setting setting) {
    timeline = setting.timeline();
    published = setting.scenario().supply().isPresent();
  }

  /// The cost to go of a store after each step of a day, alike for all days that it may be like:
  /// shape `[steps][days × energies]`. What is left after the last of them is worth nothing if
  /// everything ends with it, else what it saves where days like this follow each other without
  /// end.
  ///
  /// @param today 0 for the first day of the data
  /// @param energies levels of stored energy
  /// @param down the most levels that a step can take out
  /// @param up the most levels that a step can put in
  /// @param ends how many steps of the day there are until everything ends; 0 if it goes on
  /// @param tolerance of the cost to go where days do not end, in the scenario's currency
  public double[][] costToGo(
      int today, int energies, int down, int up, int ends, double tolerance, Stage stage) {
    int first = timeline.firstOf(today);
    int days = Math.clamp(today, 1, DAYS_BEFORE);
    int moves = down + 1 + up;
    int known = timeline.firstOf(today + 1) - first;
    double[][] cost = new double[ends > 0 ? Math.min(ends, known) : known][days * moves];
    for (int index = 0; index < cost.length; index++) {
      int step = first + index;
      for (int before = 0; before < days; before++) {
        int atFirst = published ? step : first;
        int seen = today == 0 ? atFirst : timeline.sameTime(step, today - before - 1);
        int told = published ? step : seen;
        for (int move = 0; move < moves; move++) {
          cost[index][before * moves + move] = stage.cost(told, told, seen, move - down);
        }
      }
    }
    CostToGo program = CostToGo.evenChances(energies, down, up, cost);
    return ends > 0 ? program.ending(0, cost.length, 0) : program.endless(tolerance, DAYS_TO_COME);
  }
}
