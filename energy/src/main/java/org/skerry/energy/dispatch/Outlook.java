package org.skerry.energy.dispatch;

import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Timeline;

/// What a plan takes the inputs of the steps ahead to be.
@FunctionalInterface
public interface Outlook {

  /// An input of a unit in a step ahead.
  ///
  /// @param group the kind of device, one of [Setting#groups()]
  /// @param unit index within the group
  /// @param input index within the device's inputs
  /// @param ahead 0 for the first step of the plan
  double input(Setting.Group group, int unit, int input, int ahead);

  /// What really happens, from step number `played` of the period on: perfect foresight. After the
  /// last step of the period come the steps of the data that follow it.
  static Outlook known(Setting setting, Period period, int played) {
    int last = period.horizon() - 1;
    return (group, unit, input, ahead) -> {
      int within = Math.min(last, played + ahead);
      int step = period.step(within) + played + ahead - within;
      return setting.input(group, unit, input, step);
    };
  }

  /// What is known now, and for the steps ahead the same time of the day before: only earlier data.
  /// On the first day of the data set, where there is no day before, the value of now.
  ///
  /// @param lanes gives the time; lane 0
  static Outlook yesterday(Lanes lanes) {
    Setting setting = lanes.setting();
    Timeline timeline = setting.timeline();
    int now = lanes.time(0);
    int day = timeline.stepsPerDay();
    return (group, unit, input, ahead) -> {
      int step = now + ahead;
      while (step > now) {
        step -= day;
      }
      return setting.input(group, unit, input, step < 0 ? now : step);
    };
  }
}
