package org.skerry.energy.game;

import java.util.SplittableRandom;

/// Lanes that begin at different times and with different charges, each by its number alone: the
/// lanes `first`, `first + 1`, ... of a game that has one for every number.
record Staggered(int first, int horizon) implements Episodes {
  @Override
  public boolean truncates() {
    return true;
  }

  @Override
  public void begin(long seed, Lanes lanes, int[] steps) {
    for (int lane = 0; lane < steps.length; lane++) {
      var random = new SplittableRandom(seed * 1_000 + first + lane);
      steps[lane] = random.nextInt(lanes.setting().timeline().steps() - horizon);
      for (Equipment kind : lanes.equipment()) {
        int stored = kind.units().stateIndex("storedEnergy");
        for (int unit = 0; stored >= 0 && unit < kind.devices().size(); unit++) {
          var range = kind.devices().get(unit).states().get(stored);
          kind.units().state(stored)[unit * lanes.count() + lane] =
              random.nextDouble(range.low(), range.high());
        }
      }
    }
  }

  @Override
  public void next(int played, int[] steps) {
    for (int lane = 0; lane < steps.length; lane++) {
      steps[lane]++;
    }
  }
}
