package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.skerry.energy.scenario.Descriptor.Column;
import org.skerry.energy.scenario.Descriptor.CsvSource;
import org.skerry.energy.scenario.Descriptor.Gaps;

/// Reads the series of one CSV file and puts them on a regular clock. Nothing is repaired unless
/// the descriptor says how, and what was repaired is counted in a note.
final class CsvReader {
  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "-");

  private final CsvSource source;
  private final String file;
  private final CsvTable table;
  private final Duration step;
  private final Stamps stamps;
  private final Problems problems;
  private final List<String> notes = new ArrayList<>();
  private int[] places = new int[0];

  private CsvReader(CsvSource source, Folder folder, ZoneId zone, Duration step) {
    this.source = source;
    this.step = step;
    this.problems = new Problems();
    this.file = folder.name(source.file());
    var wanted = new LinkedHashSet<String>();
    source.clock().column().ifPresent(wanted::add);
    source.clock().period().ifPresent(wanted::add);
    source.columns().values().forEach(column -> wanted.addAll(column.columns()));
    this.table =
        new CsvTable(file, folder.text(source.file()), wanted, source.separator(), problems);
    this.stamps = new Stamps(source.clock(), zone, step, table, problems);
  }

  /// The series of a file on the clock of the file.
  ///
  /// @param zone the local clock of the data set
  /// @param step length of a step of the file
  /// @throws ScenarioException with all problems of the file
  static Dataset read(CsvSource source, Folder folder, ZoneId zone, Duration step) {
    return new CsvReader(source, folder, zone, step).dataset(zone);
  }

  private Dataset dataset(ZoneId zone) {
    places = stamps.places(source.gaps().upTo(), source.gaps().fill() != Gaps.Fill.REFUSE);
    Map<Column, double[]> values = new LinkedHashMap<>();
    int steps = places.length == 0 ? 0 : places[places.length - 1] + 1;
    for (Column column : source.columns().values()) {
      values.put(column, column(column, steps));
    }
    problems.throwIfAny();
    Instant start = stamps.first();
    values.forEach((column, filled) -> fill(column, filled, start));
    problems.throwIfAny();
    var series = new ArrayList<Series>();
    values.forEach(
        (column, filled) -> series.add(new Series(column.name(), unit(column).ours(), filled)));
    return new Dataset(file, "", start, zone, step, series, notes);
  }

  private Unit unit(Column column) {
    return Unit.of(column.unit(), step).orElseThrow();
  }

  private double[] column(Column column, int steps) {
    var values = new double[steps];
    Arrays.fill(values, Double.NaN);
    for (int place : places) {
      values[place] = column.offset();
    }
    for (String name : column.columns()) {
      add(name, column, values);
    }
    return values;
  }

  /// Adds one column of the file; a missing value leaves the step without one.
  private void add(String name, Column column, double[] values) {
    Unit unit = unit(column);
    int index = table.column(name);
    for (int row = 0; row < places.length; row++) {
      String cell = table.cell(row, index);
      var number = Type.parse(cell);
      if (number.isPresent()) {
        values[places[row]] += column.scale() * unit.convert(number.get());
        continue;
      }
      values[places[row]] = Double.NaN;
      boolean missing = MISSING.contains(cell.toLowerCase(Locale.ROOT));
      if (!missing || source.gaps().fill() == Gaps.Fill.REFUSE) {
        problems.add(
            table.position(row, index),
            "column '%s' is '%s', but must be a number (%s). Correct the cell, or leave it empty and write 'gaps: {fill: interpolate, upTo: 3}' in the descriptor."
                .formatted(name, CsvTable.brief(cell), column.unit()));
      }
    }
  }

  /// The row of a step, or the one after its gap.
  private int rowOf(int place) {
    int found = Arrays.binarySearch(places, place);
    return found >= 0 ? found : Math.min(-found - 1, places.length - 1);
  }

  /// Fills runs of missing values as the descriptor says, or adds a problem.
  private void fill(Column column, double[] values, Instant start) {
    int filled = 0;
    int longest = 0;
    for (int from = 0; from < values.length; from++) {
      if (!Double.isNaN(values[from])) {
        continue;
      }
      int to = from;
      while (to < values.length && Double.isNaN(values[to])) {
        to++;
      }
      boolean inside = from > 0 && (to < values.length || source.gaps().fill() == Gaps.Fill.HOLD);
      if (!inside || to - from > source.gaps().upTo()) {
        problems.add(
            table.position(rowOf(from), table.column(column.columns().getFirst())),
            "series '%s' has no value for %d steps from %s on, but at most %d in a row are filled, between two values. Correct the file, or raise 'upTo' in its gaps."
                .formatted(
                    column.name(),
                    to - from,
                    start.plus(step.multipliedBy(from)),
                    source.gaps().upTo()));
        return;
      }
      for (int i = from; i < to; i++) {
        double share = (i - from + 1.0) / (to - from + 1.0);
        values[i] =
            source.gaps().fill() == Gaps.Fill.HOLD
                ? values[from - 1]
                : values[from - 1] + share * (values[to] - values[from - 1]);
      }
      filled += to - from;
      longest = Math.max(longest, to - from);
      from = to - 1;
    }
    if (filled > 0) {
      notes.add(
          "%s: %d of %d values of '%s' were missing and are %s (at most %d in a row)."
              .formatted(
                  file,
                  filled,
                  values.length,
                  column.name(),
                  source.gaps().fill() == Gaps.Fill.HOLD ? "held" : "interpolated",
                  longest));
    }
  }
}
