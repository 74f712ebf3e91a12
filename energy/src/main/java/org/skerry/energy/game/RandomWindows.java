package org.skerry.energy.game;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.skerry.energy.device.Device;

/// A random stretch of time for each lane, with stores that begin at a random charge: what learners
/// train on. The end of a stretch only truncates.
public final class RandomWindows implements Episodes {
  private final int[] starts;
  private final int horizon;

  /// @param starts steps of the timeline at which a stretch may begin; `horizon` steps and one more
  ///   to look at must follow each
  /// @param horizon steps in a stretch
  /// @throws IllegalArgumentException if there is no start
  public RandomWindows(int[] starts, int horizon) {
    if (starts.length == 0) {
      throw new IllegalArgumentException(
          "No stretch of " + horizon + " steps fits into the training days. Use a shorter one.");
    }
    this.starts = starts.clone();
    this.horizon = horizon;
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public boolean truncates() {
    return true;
  }

  @Override
  public void begin(long seed, Lanes lanes, int[] steps) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int lane = 0; lane < lanes.count(); lane++) {
      steps[lane] = starts[random.nextInt(starts.length)];
    }
    for (Equipment kind : lanes.equipment()) {
      int state = kind.units().stateIndex("storedEnergy");
      if (state >= 0) {
        charge(kind, kind.units().state(state), state, random);
      }
    }
  }

  @Override
  public void next(int played, int[] steps) {
    for (int lane = 0; lane < steps.length; lane++) {
      steps[lane]++;
    }
  }

  private static void charge(Equipment kind, double[] energy, int state, RandomGenerator random) {
    List<Device> devices = kind.devices();
    int lanes = kind.units().lanes();
    for (int unit = 0; unit < devices.size(); unit++) {
      Device.State range = devices.get(unit).states().get(state);
      for (int lane = 0; lane < lanes; lane++) {
        energy[unit * lanes + lane] =
            range.low() + random.nextDouble() * (range.high() - range.low());
      }
    }
  }
}
