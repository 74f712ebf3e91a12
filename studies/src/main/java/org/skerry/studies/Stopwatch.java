package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// A controller with a watch beside it that times every decision.
final class Stopwatch implements Controller {
  private final Controller controller;
  private final List<long[]> periods = new ArrayList<>();

  Stopwatch(Controller controller) {
    this.controller = controller;
  }

  @Override
  public String name() {
    return controller.name();
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    long[] nanos = new long[period.horizon()];
    periods.add(nanos);
    Running running = controller.start(lanes, period);
    return played -> {
      long began = System.nanoTime();
      running.decide(played);
      nanos[played] = System.nanoTime() - began;
    };
  }

  /// The mean time of a decision in all periods played, µs: a plan that is made once a day counts
  /// for each of its hours.
  double meanMicros() {
    return periods.stream().flatMapToLong(Arrays::stream).average().orElse(0) / 1e3;
  }
}
