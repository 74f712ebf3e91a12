package org.skerry.energy.grid;

import java.util.Arrays;

/// The limits of a flow that depend on the injections: voltages, currents, and what the sources
/// feed in.
///
/// All in squares of pu by position. Only limits that were violated by a step of the present
/// descent are rows of its quadratic programs. A voltage or current limit may have a variable that
/// gives way.
final class Limits {
  /// Kinds of limits; a row is `kind · size + position`.
  static final int VOLTAGE_LOW = 0;

  static final int VOLTAGE_HIGH = 1;
  static final int CURRENT = 2;
  static final int ACTIVE_LOW = 3;
  static final int ACTIVE_HIGH = 4;
  static final int REACTIVE_LOW = 5;
  static final int REACTIVE_HIGH = 6;
  private static final int KINDS = 7;

  private final Feeder feeder;
  private final int size;

  /// Limits of |W|², |K|², and of what each source feeds into the feeder.
  final double[] voltageLow;

  final double[] voltageHigh;
  final double[] current;
  final double[] activeLow;
  final double[] activeHigh;
  final double[] reactiveLow;
  final double[] reactiveHigh;

  /// Cost per unit of what each source feeds in beyond what is given there.
  final double[] buy;

  final double[] sell;
  final double[] given;

  /// Whether the source is on the side where it is bought from.
  final boolean[] buying;

  /// The variable that relieves what is given at each source, and how far a unit of it changes
  /// that; −1 for none.
  final int[] relief;

  final double[] reliefActive;
  final double[] reliefReactive;

  /// The variables by which limits give way; −1 for none.
  int voltageSlack = -1;

  int currentSlack = -1;

  int supplySlack = -1;

  /// What the multipliers add to the Lagrangian: to |W|² and |K|² (twice the multiplier, the factor
  /// of W and K in the derivative), and to the supply of the sources.
  final double[] voltageWeight;

  final double[] currentWeight;
  final double[] sourceActive;
  final double[] sourceReactive;

  private final int[] taken;
  private final boolean[] isTaken;
  private int count;
  private final double[] scale;
  private final double[] roomLow;
  private final double[] roomHigh;
  private final double[] roomCurrent;
  private final double[] childLeast;
  private double largest;

  private Sweep sweep;
  private double[] variable = {};
  private double violation;
  private double excess;

  Limits(Sweep sweep, int capacity) {
    this.sweep = sweep;
    feeder = sweep.feeder;
    size = feeder.size;
    voltageLow = new double[size];
    voltageHigh = new double[size];
    current = new double[size];
    activeLow = new double[feeder.sources];
    activeHigh = new double[feeder.sources];
    reactiveLow = new double[feeder.sources];
    reactiveHigh = new double[feeder.sources];
    buy = new double[feeder.sources];
    sell = new double[feeder.sources];
    given = new double[feeder.sources];
    buying = new boolean[feeder.sources];
    relief = new int[feeder.sources];
    reliefActive = new double[feeder.sources];
    reliefReactive = new double[feeder.sources];
    Arrays.fill(relief, -1);
    voltageWeight = new double[size];
    currentWeight = new double[size];
    sourceActive = new double[feeder.sources];
    sourceReactive = new double[feeder.sources];
    taken = new int[capacity];
    isTaken = new boolean[KINDS * size];
    scale = new double[capacity];
    roomLow = new double[size];
    roomHigh = new double[size];
    roomCurrent = new double[size];
    childLeast = new double[size];
    Arrays.fill(activeLow, Double.NEGATIVE_INFINITY);
    Arrays.fill(activeHigh, Double.POSITIVE_INFINITY);
    Arrays.fill(reactiveLow, Double.NEGATIVE_INFINITY);
    Arrays.fill(reactiveHigh, Double.POSITIVE_INFINITY);
  }

  int capacity() {
    return taken.length;
  }

  void clear() {
    count = 0;
    largest = 0;
    Arrays.fill(isTaken, false);
    Arrays.fill(voltageWeight, 0);
    Arrays.fill(currentWeight, 0);
    Arrays.fill(sourceActive, 0);
    Arrays.fill(sourceReactive, 0);
  }

  /// Gives the variables by which limits give way, where they may, the values that the present flow
  /// needs, so that a descent begins where all limits are kept.
  ///
  /// @param variable `[variables]`, changed
  /// @param high the most that each may be
  void giveWay(Sweep sweep, double[] variable, double[] high) {
    this.sweep = sweep;
    this.variable = variable;
    double voltage = 0;
    double excess = 0;
    double supply = 0;
    for (int k = feeder.sources; k < size; k++) {
      double v = sweep.squaredVoltage(k);
      double l = sweep.currentRe[k] * sweep.currentRe[k] + sweep.currentIm[k] * sweep.currentIm[k];
      voltage = Math.max(voltage, Math.max(voltageLow[k] - v, v - voltageHigh[k]));
      excess = Math.max(excess, l / current[k] - 1);
    }
    for (int s = 0; s < feeder.sources; s++) {
      double p = supplied(s) - relieved(s);
      double q = suppliedReactive(s) - relievedReactive(s);
      supply = Math.max(supply, Math.max(activeLow[s] - p, p - activeHigh[s]));
      supply = Math.max(supply, Math.max(reactiveLow[s] - q, q - reactiveHigh[s]));
    }
    if (supplySlack >= 0) {
      variable[supplySlack] = Math.min(supply, high[supplySlack]);
    }
    if (voltageSlack >= 0) {
      variable[voltageSlack] = Math.min(voltage, high[voltageSlack]);
    }
    if (currentSlack >= 0) {
      variable[currentSlack] = Math.min(excess, high[currentSlack]);
    }
  }

  /// Measures how far the present flow is beyond its limits.
  void measure(Sweep sweep, double[] variable) {
    this.sweep = sweep;
    this.variable = variable;
    double sum = 0;
    double most = 0;
    double slackV = slack(voltageSlack);
    double slackI = 1 + slack(currentSlack);
    double slackS = slack(supplySlack);
    for (int k = feeder.sources; k < size; k++) {
      double v = sweep.squaredVoltage(k);
      double l = sweep.currentRe[k] * sweep.currentRe[k] + sweep.currentIm[k] * sweep.currentIm[k];
      double voltage = Math.max(voltageLow[k] - slackV - v, v - voltageHigh[k] - slackV);
      if (voltage > 0) {
        sum += voltage;
        most = Math.max(most, voltage / (2 * Math.sqrt(v)));
      }
      double beyond = l - current[k] * slackI;
      if (beyond > 0) {
        sum += beyond;
        most = Math.max(most, beyond / (Math.sqrt(l) + Math.sqrt(current[k] * slackI)));
      }
    }
    for (int s = 0; s < feeder.sources; s++) {
      double p = supplied(s) - relieved(s);
      double q = suppliedReactive(s) - relievedReactive(s);
      double active = Math.max(0, Math.max(activeLow[s] - p, p - activeHigh[s]) - slackS);
      double reactive = Math.max(0, Math.max(reactiveLow[s] - q, q - reactiveHigh[s]) - slackS);
      sum += active + reactive;
      most = Math.max(most, Math.max(active, reactive));
    }
    violation = sum;
    excess = most;
  }

  /// The sum of what is beyond limits, in squares of pu: what the merit of a step weighs.
  double violation() {
    return violation;
  }

  /// The most that one voltage, current or source is beyond its limit, pu: what a flow is judged
  /// by. The same square is more of a small current than of a large one.
  double excess() {
    return excess;
  }

  /// What a source feeds into the feeder, active.
  double supplied(int source) {
    return sweep.voltageRe[source] * sweep.currentRe[source]
        + sweep.voltageIm[source] * sweep.currentIm[source];
  }

  /// Cost of the next unit that a source feeds in.
  double sourceCost(int source) {
    return buying[source] ? buy[source] : sell[source];
  }

  /// Cost of what a source feeds in.
  double supplyCost(int source) {
    double supply = supplied(source) - given[source] - relieved(source);
    return (supply > 0 ? buy[source] : sell[source]) * supply;
  }

  /// By how much relief raises what is given at a source.
  double relieved(int source) {
    return reliefActive[source] * slack(relief[source]);
  }

  double relievedReactive(int source) {
    return reliefReactive[source] * slack(relief[source]);
  }

  /// Change of the supply cost with a variable that injects nothing.
  double supplySlope(int free) {
    double sum = 0;
    for (int s = 0; s < feeder.sources; s++) {
      sum -= relief[s] == free ? sourceCost(s) * reliefActive[s] : 0;
    }
    return sum;
  }

  /// Puts every source on the side of its kink where the present flow is.
  void chooseSides() {
    for (int s = 0; s < feeder.sources; s++) {
      buying[s] = supplied(s) - relieved(s) > given[s];
    }
  }

  private boolean hasKink(int s) {
    return buy[s] != sell[s] && activeLow[s] < given[s] && activeHigh[s] > given[s];
  }

  /// Changes the side of sources held at their kink, as [ReducedSpace] does with its variables.
  boolean changeSides(DualActiveSet program, int variables, boolean contradiction) {
    boolean changed = false;
    for (int j = 0; j < count; j++) {
      int s = taken[j] % size;
      int kind = taken[j] / size;
      if ((kind != ACTIVE_LOW && kind != ACTIVE_HIGH)
          || !hasKink(s)
          || buying[s] != (kind == ACTIVE_LOW)) {
        continue;
      }
      int held = 2 * variables + j;
      boolean better = program.multiplier[held] * scale[j] > (buy[s] - sell[s]) * (1 + 1e-9);
      if (contradiction ? program.isActive(held) : better) {
        buying[s] = !buying[s];
        changed = true;
      }
    }
    return changed;
  }

  double suppliedReactive(int source) {
    return sweep.voltageIm[source] * sweep.currentRe[source]
        - sweep.voltageRe[source] * sweep.currentIm[source];
  }

  private double slack(int at) {
    return at < 0 ? 0 : variable[at];
  }

  /// How much room a limit leaves in the present flow, negative beyond it.
  private double margin(int row) {
    int k = row % size;
    return switch (row / size) {
      case VOLTAGE_LOW -> sweep.squaredVoltage(k) + slack(voltageSlack) - voltageLow[k];
      case VOLTAGE_HIGH -> voltageHigh[k] + slack(voltageSlack) - sweep.squaredVoltage(k);
      case CURRENT ->
          current[k] * (1 + slack(currentSlack))
              - sweep.currentRe[k] * sweep.currentRe[k]
              - sweep.currentIm[k] * sweep.currentIm[k];
      case ACTIVE_LOW ->
          supplied(k)
              - relieved(k)
              - (endsAtKink(row) ? given[k] : activeLow[k] - slack(supplySlack));
      case ACTIVE_HIGH ->
          (endsAtKink(row) ? given[k] : activeHigh[k] + slack(supplySlack))
              + relieved(k)
              - supplied(k);
      case REACTIVE_LOW ->
          suppliedReactive(k) - relievedReactive(k) - reactiveLow[k] + slack(supplySlack);
      default -> reactiveHigh[k] + slack(supplySlack) + relievedReactive(k) - suppliedReactive(k);
    };
  }

  /// The change of that room along a direction.
  private double slope(int row, ReducedSpace space, int offset) {
    int k = row % size;
    return switch (row / size) {
      case VOLTAGE_LOW -> space.voltageSlope(k, offset);
      case VOLTAGE_HIGH -> -space.voltageSlope(k, offset);
      case CURRENT -> -space.currentSlope(k, offset);
      case ACTIVE_LOW -> space.sourceSlope(k, offset);
      case ACTIVE_HIGH -> -space.sourceSlope(k, offset);
      case REACTIVE_LOW -> space.sourceReactiveSlope(k, offset);
      default -> -space.sourceReactiveSlope(k, offset);
    };
  }

  /// The change of that room with a variable that injects nothing.
  private double slope(int row, int free) {
    int k = row % size;
    return switch (row / size) {
      case VOLTAGE_LOW, VOLTAGE_HIGH -> free == voltageSlack ? 1 : 0;
      case CURRENT -> free == currentSlack && isRated(k) ? current[k] : 0;
      case ACTIVE_LOW -> supplySlope(row, free, -reliefActive[k]);
      case ACTIVE_HIGH -> supplySlope(row, free, reliefActive[k]);
      case REACTIVE_LOW -> supplySlope(row, free, -reliefReactive[k]);
      default -> supplySlope(row, free, reliefReactive[k]);
    };
  }

  private double supplySlope(int row, int free, double own) {
    if (free == supplySlack) {
      return endsAtKink(row) ? 0 : 1;
    }
    return free == relief[row % size] ? own : 0;
  }

  /// Whether the row keeps a source on its side of the kink, rather than in its range.
  private boolean endsAtKink(int row) {
    int s = row % size;
    return hasKink(s) && row / size == (buying[s] ? ACTIVE_LOW : ACTIVE_HIGH);
  }

  /// A line without a rating has infinite room, to which nothing may be added.
  private boolean isRated(int k) {
    return current[k] < Double.POSITIVE_INFINITY;
  }

  /// Writes the rows taken so far, each to unit length.
  void fillRows(DualActiveSet program, ReducedSpace space) {
    int columns = space.variables;
    for (int j = 0; j < count; j++) {
      double square = 0;
      for (int i = 0; i < columns; i++) {
        double slope = i < space.directions ? slope(taken[j], space, i * size) : slope(taken[j], i);
        program.row[j * columns + i] = slope;
        square += slope * slope;
      }
      scale[j] = square > 0 ? 1 / Math.sqrt(square) : 1;
      for (int i = 0; i < columns; i++) {
        program.row[j * columns + i] *= scale[j];
      }
      program.bound[j] = -margin(taken[j]) * scale[j];
    }
    program.rows = count;
  }

  /// Takes in limits that the linearised flow violates after the step: of those along the feeder
  /// the ones that are violated more than their neighbours, since keeping these nearly keeps the
  /// others.
  ///
  /// @param step change of every variable
  /// @return whether a limit was taken in
  boolean takeViolated(ReducedSpace space, double[] step) {
    int before = count;
    for (int k = feeder.sources; k < size; k++) {
      double v = space.voltageChange(k);
      double l = space.currentChange(k);
      roomLow[k] = room(VOLTAGE_LOW * size + k, v, space.directions, step);
      roomHigh[k] = room(VOLTAGE_HIGH * size + k, -v, space.directions, step);
      roomCurrent[k] = room(CURRENT * size + k, -l, space.directions, step);
    }
    takeWorst(VOLTAGE_LOW, roomLow);
    takeWorst(VOLTAGE_HIGH, roomHigh);
    takeWorst(CURRENT, roomCurrent);
    for (int s = 0; s < feeder.sources; s++) {
      double active = space.sourceChange(s);
      double reactive = space.sourceReactiveChange(s);
      take(ACTIVE_LOW * size + s, room(ACTIVE_LOW * size + s, active, space.directions, step));
      take(ACTIVE_HIGH * size + s, room(ACTIVE_HIGH * size + s, -active, space.directions, step));
      take(
          REACTIVE_LOW * size + s, room(REACTIVE_LOW * size + s, reactive, space.directions, step));
      take(
          REACTIVE_HIGH * size + s,
          room(REACTIVE_HIGH * size + s, -reactive, space.directions, step));
    }
    return count > before;
  }

  private double room(int row, double change, int first, double[] step) {
    double room = margin(row) + change;
    for (int free = first; free < step.length; free++) {
      room += slope(row, free) * step[free];
    }
    return room;
  }

  private void takeWorst(int kind, double[] room) {
    Arrays.fill(childLeast, Double.POSITIVE_INFINITY);
    for (int k = size - 1; k >= feeder.sources; k--) {
      int p = feeder.parent[k];
      boolean worst = room[k] < childLeast[k] && (p < feeder.sources || room[k] <= room[p]);
      if (worst) {
        take(kind * size + k, room[k]);
      }
      childLeast[p] = Math.min(childLeast[p], room[k]);
    }
  }

  private void take(int row, double room) {
    if (room < -1e-12 && !isTaken[row] && count < taken.length) {
      isTaken[row] = true;
      taken[count++] = row;
    }
  }

  /// Keeps the multipliers of the rows as weights of the Lagrangian.
  void takeMultipliers(DualActiveSet program, int variables) {
    Arrays.fill(voltageWeight, 0);
    Arrays.fill(currentWeight, 0);
    Arrays.fill(sourceActive, 0);
    Arrays.fill(sourceReactive, 0);
    for (int j = 0; j < count; j++) {
      double y = program.multiplier[2 * variables + j] * scale[j];
      largest = Math.max(largest, y);
      int k = taken[j] % size;
      switch (taken[j] / size) {
        case VOLTAGE_LOW -> voltageWeight[k] -= 2 * y;
        case VOLTAGE_HIGH -> voltageWeight[k] += 2 * y;
        case CURRENT -> currentWeight[k] += 2 * y;
        case ACTIVE_LOW -> sourceActive[k] -= y;
        case ACTIVE_HIGH -> sourceActive[k] += y;
        case REACTIVE_LOW -> sourceReactive[k] -= y;
        default -> sourceReactive[k] += y;
      }
    }
  }

  double largestMultiplier() {
    return largest;
  }
}
