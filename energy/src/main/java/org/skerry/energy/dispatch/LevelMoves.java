package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Fleet;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;

/// Every state of charge that a battery can reach by a few levels of power, and where each level
/// leads from there: found by playing the battery itself, guard included, so exact.
///
/// Batteries without losses whose range of energy is a whole number of level steps have few states:
/// those of MAHTM with 40 levels have 40.
final class LevelMoves {
  private static final int MOST = 4000;
  private static final double ALIKE = 1e-9;

  private final double[][] power;
  private final int[][] next;

  /// The moves of a battery.
  ///
  /// @throws IllegalArgumentException if it can reach more than 4000 states
  LevelMoves(Battery battery, int levels, Step step) {
    Map<Long, Integer> known = new HashMap<>();
    List<Double> energies = new ArrayList<>();
    List<double[]> powers = new ArrayList<>();
    List<int[]> nexts = new ArrayList<>();
    Fleet fleet = battery.fleet(List.of(battery));
    Units units = new Units(List.of(battery), levels);
    double perLevel = (battery.dischargePower() + battery.chargePower()) / (levels - 1);
    reach(battery.initialCharge() * battery.capacity(), battery, known, energies);
    for (int state = 0; state < energies.size(); state++) {
      for (int level = 0; level < levels; level++) {
        units.state(0)[level] = energies.get(state);
        units.setpoint(0)[level] = battery.dischargePower() - perLevel * level;
      }
      fleet.guard(step, units);
      fleet.step(step, units);
      double[] by = new double[levels];
      int[] to = new int[levels];
      for (int level = 0; level < levels; level++) {
        by[level] = units.power(0)[level];
        to[level] = reach(units.state(0)[level], battery, known, energies);
      }
      powers.add(by);
      nexts.add(to);
    }
    power = powers.toArray(double[][]::new);
    next = nexts.toArray(int[][]::new);
  }

  private static int reach(
      double energy, Battery battery, Map<Long, Integer> known, List<Double> energies) {
    long place = Math.round(energy / battery.capacity() / ALIKE);
    for (long near = place - 1; near <= place + 1; near++) {
      Integer state = known.get(near);
      if (state != null) {
        return state;
      }
    }
    if (energies.size() == MOST) {
      throw new IllegalArgumentException(
          "Battery '%s' reaches more than %d states of charge by these levels, too many for an exact search. Choose levels that divide its range, or leave out its losses."
              .formatted(battery.name(), MOST));
    }
    known.put(place, energies.size());
    energies.add(energy);
    return energies.size() - 1;
  }

  /// How many states there are; 0 is the one at the beginning.
  int states() {
    return next.length;
  }

  /// How many levels there are.
  int levels() {
    return next[0].length;
  }

  /// The power of a level in a state, kW, positive when it discharges.
  double power(int state, int level) {
    return power[state][level];
  }

  /// The state that a level leads to.
  int next(int state, int level) {
    return next[state][level];
  }

  /// What a power costs in a step.
  @FunctionalInterface
  interface StepCost {
    double at(int step, double power);
  }

  /// The cheapest levels over several steps, by backward induction: exact.
  ///
  /// @return the level of each step, shape `[steps]`
  int[] cheapest(int steps, StepCost cost) {
    double[] after = new double[states()];
    int[][] choice = new int[steps][states()];
    for (int step = steps - 1; step >= 0; step--) {
      double[] value = new double[states()];
      for (int state = 0; state < value.length; state++) {
        double best = Double.POSITIVE_INFINITY;
        for (int level = 0; level < levels(); level++) {
          double total = cost.at(step, power[state][level]) + after[next[state][level]];
          if (total < best) {
            best = total;
            choice[step][state] = level;
          }
        }
        value[state] = best;
      }
      after = value;
    }
    int[] levels = new int[steps];
    int state = 0;
    for (int step = 0; step < steps; step++) {
      levels[step] = choice[step][state];
      state = next[state][levels[step]];
    }
    return levels;
  }

  /// The power that levels give, kW, shape `[steps]`.
  double[] powers(int[] levels) {
    double[] powers = new double[levels.length];
    int state = 0;
    for (int step = 0; step < levels.length; step++) {
      powers[step] = power[state][levels[step]];
      state = next[state][levels[step]];
    }
    return powers;
  }
}
