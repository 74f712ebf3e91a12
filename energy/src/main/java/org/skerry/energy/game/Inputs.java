package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Carries the inputs of all equipment from the table of a [Setting] to the lanes, each from the
/// step where it is.
///
/// Constant inputs are written once. The others are read for a block of lanes after the other: a
/// lane's row of the table is then still in the cache when the next input is read from it. What
/// several devices have in common is read once and copied. A single lane reads input by input of
/// all units. Not safe for several threads at once.
final class Inputs {
  private static final int BLOCK = 256;

  private final double[] table;
  private final int width;
  private final int[] begin;
  private final List<Target> targets = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  /// One input of all units of a kind in a single lane: `values[unit]` from `places[unit]` in a row
  /// of the table.
  private static final class Column {
    private final double[] values;
    private final int[] places;

    Column(double[] values, int[] places) {
      this.values = values;
      this.places = places;
    }
  }

  /// Where the lanes of one input of one unit are: `values[first .. first + lanes)`, from `place`
  /// in a row of the table, or like `twin`.
  private static final class Target {
    private final double[] values;
    private final int first;
    private final int place;
    private final Target twin;

    Target(double[] values, int first, int place, Map<Integer, Target> known) {
      this.values = values;
      this.first = first;
      this.place = place;
      Target earlier = known.putIfAbsent(place, this);
      twin = earlier == null ? this : earlier;
    }
  }

  Inputs(Setting setting, List<Equipment> equipment, int lanes) {
    table = setting.table();
    width = setting.width();
    begin = new int[lanes];
    Map<Integer, Target> known = new HashMap<>();
    for (Equipment kind : equipment) {
      int perUnit = kind.units().inputs();
      if (lanes == 1) {
        addColumns(setting, kind);
        continue;
      }
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int input = 0; input < perUnit; input++) {
          int place = setting.place(kind.firstColumn() + unit * perUnit + input);
          double[] values = kind.units().input(input);
          if (setting.constant(place)) {
            Arrays.fill(values, unit * lanes, (unit + 1) * lanes, table[place]);
          } else {
            targets.add(new Target(values, unit * lanes, place, known));
          }
        }
      }
    }
  }

  private void addColumns(Setting setting, Equipment kind) {
    int perUnit = kind.units().inputs();
    for (int input = 0; input < perUnit; input++) {
      int[] places = new int[kind.devices().size()];
      for (int unit = 0; unit < places.length; unit++) {
        places[unit] = setting.place(kind.firstColumn() + unit * perUnit + input);
      }
      columns.add(new Column(kind.units().input(input), places));
    }
  }

  /// Writes the inputs of the step where each lane is.
  ///
  /// @param steps of the timeline, shape `[lanes]`
  void load(int[] steps) {
    for (int lane = 0; lane < begin.length; lane++) {
      begin[lane] = steps[lane] * width;
    }
    for (int index = 0; index < columns.size(); index++) {
      gather(columns.get(index));
    }
    for (int from = 0; from < begin.length; from += BLOCK) {
      int to = Math.min(begin.length, from + BLOCK);
      for (int index = 0; index < targets.size(); index++) {
        load(targets.get(index), from, to);
      }
    }
  }

  private void gather(Column column) {
    double[] values = column.values;
    int[] places = column.places;
    double[] source = table;
    int row = begin[0];
    for (int unit = 0; unit < places.length; unit++) {
      values[unit] = source[row + places[unit]];
    }
  }

  private void load(Target target, int from, int to) {
    int first = target.first;
    if (target.twin == target) {
      gather(target.place, target.values, first, from, to);
    } else {
      Target twin = target.twin;
      System.arraycopy(twin.values, twin.first + from, target.values, first + from, to - from);
    }
  }

  private void gather(int place, double[] values, int first, int from, int to) {
    double[] source = table;
    int[] row = begin;
    for (int lane = from; lane < to; lane++) {
      values[first + lane] = source[row[lane] + place];
    }
  }
}
