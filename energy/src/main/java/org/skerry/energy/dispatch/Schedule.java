package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// Set-points that were decided beforehand, such as those of an optimum or of a planner.
///
/// @param name of the controller in tables and reports
/// @param columns names of the set-points, `site/device` for power and `site/device/control` for
///   others, in the order of the rows
/// @param rows the set-points of each step by the local time at which it starts, kW or kvar; where
///   the clock shows a time twice, the row that stands first is of the first
public record Schedule(String name, List<String> columns, List<Row> rows) implements Controller {

  /// The set-points of one step.
  public record Row(LocalDateTime start, List<Double> setpoints) {
    public Row {
      setpoints = List.copyOf(setpoints);
    }
  }

  public Schedule {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    List<Target> targets = columns.stream().map(column -> target(lanes, column)).toList();
    int[] rowOf = match(lanes, period);
    return played -> {
      List<Double> setpoints = rows.get(rowOf[played]).setpoints();
      for (int index = 0; index < targets.size(); index++) {
        targets.get(index).set(setpoints.get(index));
      }
    };
  }

  /// The name of the column of a control.
  public static String column(Lanes lanes, Equipment kind, int unit, int control) {
    String site = lanes.setting().sites().get(kind.site(unit)).name();
    String device = site + "/" + kind.devices().get(unit).name();
    return control == 0 ? device : device + "/" + kind.devices().get(unit).controls().get(control);
  }

  private record Target(Equipment kind, int unit, int control) {
    void set(double value) {
      kind.units().setpoint(control)[unit] = value;
    }
  }

  private Target target(Lanes lanes, String column) {
    List<String> known = new ArrayList<>();
    for (Equipment kind : lanes.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int control = 0; control < kind.units().controls(); control++) {
          if (column.equals(column(lanes, kind, unit, control))) {
            return new Target(kind, unit, control);
          }
          known.add(column(lanes, kind, unit, control));
        }
      }
    }
    throw new IllegalArgumentException(
        "Schedule '%s' sets '%s', but scenario '%s' has only %s. Name columns microgrid/device."
            .formatted(name, column, lanes.setting().scenario().name(), known));
  }

  /// Refuses times that stand more often than the clock shows them.
  private void checkTimes(Map<LocalDateTime, Deque<Integer>> rowsAt, Lanes lanes) {
    ZoneRules clock = lanes.setting().timeline().zone().getRules();
    rowsAt.forEach((start, found) -> {
      if (found.size() > Math.max(1, clock.getValidOffsets(start).size())) {
        throw new IllegalArgumentException(
            "Schedule '%s' has %d rows that start at %s. Remove all but one."
                .formatted(name, found.size(), start));
      }
    });
  }

  /// The row of every played step: rows of one time are used in turn, the last again if there are
  /// fewer rows than the clock shows the time.
  private int[] match(Lanes lanes, Period period) {
    Map<LocalDateTime, Deque<Integer>> rowsAt = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      rowsAt.computeIfAbsent(rows.get(row).start(), start -> new ArrayDeque<>(2)).add(row);
    }
    checkTimes(rowsAt, lanes);
    int[] rowOf = new int[period.horizon()];
    for (int played = 0; played < rowOf.length; played++) {
      LocalDateTime start = lanes.setting().timeline().local(period.step(played));
      Deque<Integer> left = rowsAt.get(start);
      if (left == null) {
        throw new IllegalArgumentException(
            "Schedule '%s' has no row that starts at %s. It covers %s to %s; choose --from and --to within."
                .formatted(
                    name, start, rows.getFirst().start(), rows.get(rows.size() - 1).start()));
      }
      rowOf[played] = left.size() > 1 ? left.remove() : left.element();
    }
    return rowOf;
  }
}
