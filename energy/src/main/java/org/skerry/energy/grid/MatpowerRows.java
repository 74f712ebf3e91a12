package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The buses and lines in the matrices of a MATPOWER case, all conversions done (MW, Mvar, pu).
///
/// As in MATPOWER: generators out of service are left out; of several at a bus the last one's
/// voltage holds; a bus of type 2 or 3 without one in service is a load bus, and where no reference
/// is left the first of type 2 is; buses of type 4 are left out with all that is at them; `rateA`
/// of 0 is no rating. A line of direct current is a fixed injection at both ends.
final class MatpowerRows {
  private static final List<String> BUS =
      List.of(
          "bus_i", "type", "Pd", "Qd", "Gs", "Bs", "area", "Vm", "Va", "baseKV", "zone", "Vmax",
          "Vmin");
  private static final List<String> GEN =
      List.of("bus", "Pg", "Qg", "Qmax", "Qmin", "Vg", "mBase", "status", "Pmax", "Pmin");
  private static final List<String> BRANCH =
      List.of("fbus", "tbus", "r", "x", "b", "rateA", "rateB", "rateC", "ratio", "angle", "status");
  private static final List<String> DCLINE =
      List.of("fbus", "tbus", "status", "Pf", "Pt", "Qf", "Qt");

  private final String file;
  private final Map<String, MatpowerMatrix> matrices;
  private final Draft draft;
  private final Consumer<String> notes;

  /// By bus: active and reactive power and the voltage held.
  private final Map<String, double[]> generation = new HashMap<>();

  /// By bus: what lines of direct current inject.
  private final Map<String, double[]> direct = new HashMap<>();

  private final Set<String> isolated = new HashSet<>();

  MatpowerRows(
      String file, Map<String, MatpowerMatrix> matrices, Draft draft, Consumer<String> notes) {
    this.file = file;
    this.matrices = matrices;
    this.draft = draft;
    this.notes = notes;
  }

  /// @throws NetworkException with all problems of the draft and of the rows
  Network network(String name, double baseKva) {
    if (draft.isSound()) {
      check("bus", BUS, List.of("Vmax"));
      check("gen", GEN, List.of("Qmax", "Qmin", "Pmax", "Pmin", "mBase"));
      check("branch", BRANCH, List.of("rateA", "rateB", "rateC"));
      check("dcline", DCLINE, List.of());
    }
    if (draft.isSound()) {
      isolated();
      generators();
      directLines();
      var buses = matrix("bus");
      int reference = reference(buses);
      for (int i = 0; i < buses.rows; i++) {
        bus(place(buses, i), row(buses, i), i == reference);
      }
      var lines = matrix("branch");
      for (int i = 0; i < lines.rows; i++) {
        line(place(lines, i), row(lines, i));
      }
    }
    return draft.network(name, baseKva);
  }

  /// Enough columns, and every number finite (infinite only where that means no limit).
  private void check(String name, List<String> columns, List<String> maybeInfinite) {
    var matrix = matrix(name);
    if (matrix.rows > 0 && matrix.columns < columns.size()) {
      draft.problem(
          place(matrix, 0),
          "the row of mpc.%s has %d cells, but needs at least %d. Complete the rows."
              .formatted(name, matrix.columns, columns.size()));
      return;
    }
    for (int i = 0; i < matrix.rows; i++) {
      for (int c = 0; c < columns.size(); c++) {
        double value = matrix.get(i, c);
        if (Double.isNaN(value)
            || (Double.isInfinite(value) && !maybeInfinite.contains(columns.get(c)))) {
          draft.problem(
              place(matrix, i),
              "%s of mpc.%s is %s, but must be a finite number. Correct cell %d."
                  .formatted(columns.get(c), name, value, c + 1));
        }
      }
    }
  }

  private void isolated() {
    var buses = matrix("bus");
    var names = new ArrayList<String>();
    for (int i = 0; i < buses.rows; i++) {
      if (buses.get(i, 1) == 4) {
        names.add(name(buses.get(i, 0)));
      }
    }
    isolated.addAll(names);
    if (!names.isEmpty()) {
      notes.accept(
          "%s: buses without connection (type 4) are left out with all that is at them: %s."
              .formatted(file, Network.shown(names.stream())));
    }
  }

  private void generators() {
    var matrix = matrix("gen");
    var known = known();
    for (int i = 0; i < matrix.rows; i++) {
      var bus = name(matrix.get(i, 0));
      if (!known.contains(bus)) {
        draft.problem(
            place(matrix, i),
            "the generator is at bus %s, which is not in mpc.bus. Correct its first cell."
                .formatted(bus));
      } else if (matrix.get(i, 7) > 0) {
        var sum = generation.computeIfAbsent(bus, added -> new double[3]);
        sum[0] += 1000 * matrix.get(i, 1);
        sum[1] += 1000 * matrix.get(i, 2);
        sum[2] = matrix.get(i, 5);
      }
    }
  }

  private void directLines() {
    var matrix = matrix("dcline");
    var known = known();
    int inService = 0;
    for (int i = 0; i < matrix.rows; i++) {
      for (int end = 0; end < 2; end++) {
        var bus = name(matrix.get(i, end));
        if (!known.contains(bus)) {
          draft.problem(
              place(matrix, i),
              "the line of direct current ends at bus %s, which is not in mpc.bus. Correct cell %d."
                  .formatted(bus, end + 1));
        } else if (matrix.get(i, 2) > 0) {
          var sum = direct.computeIfAbsent(bus, added -> new double[2]);
          sum[0] += end == 0 ? -1000 * matrix.get(i, 3) : 1000 * matrix.get(i, 4);
          sum[1] += 1000 * matrix.get(i, 5 + end);
        }
      }
      inService += matrix.get(i, 2) > 0 ? 1 : 0;
    }
    if (inService > 0) {
      notes.accept(
          "%s: %d line%s of direct current %s read as fixed injections at both ends."
              .formatted(
                  file, inService, inService == 1 ? "" : "s", inService == 1 ? "is" : "are"));
    }
  }

  private Set<String> known() {
    var buses = matrix("bus");
    var known = new HashSet<String>();
    for (int i = 0; i < buses.rows; i++) {
      known.add(name(buses.get(i, 0)));
    }
    return known;
  }

  /// The row that is the reference because none of type 3 has a generator in service; −1 if one
  /// has.
  private int reference(MatpowerMatrix buses) {
    int first = -1;
    for (int i = 0; i < buses.rows; i++) {
      boolean held = generation.containsKey(name(buses.get(i, 0)));
      if (held && buses.get(i, 1) == 3) {
        return -1;
      }
      first = first < 0 && held && buses.get(i, 1) == 2 ? i : first;
    }
    if (first >= 0) {
      notes.accept(
          "%s: no reference bus has a generator in service, so bus %s is the reference."
              .formatted(file, name(buses.get(first, 0))));
    }
    return first;
  }

  private void bus(String place, double[] row, boolean isReference) {
    var name = name(row[0]);
    if (row[0] != Math.rint(row[0]) || row[0] < 1) {
      draft.problem(place, "bus_i is %s, but must be a whole number from 1.".formatted(name));
      return;
    }
    double type = row[1];
    if (type != 1 && type != 2 && type != 3 && type != 4) {
      draft.problem(
          place, "the type of bus %s is %s, but must be 1, 2, 3 or 4.".formatted(name, name(type)));
      return;
    }
    if (isolated.contains(name)) {
      return;
    }
    var own = generation.get(name);
    var injected = direct.getOrDefault(name, new double[2]);
    var kind =
        own == null || type == 1
            ? Bus.Kind.LOAD
            : type == 3 || isReference ? Bus.Kind.SOURCE : Bus.Kind.REGULATED;
    double begun = row[7] > 0 ? row[7] : 1;
    draft.bus(
        place,
        () ->
            new Bus(
                name,
                kind,
                row[9],
                1000 * row[2] - injected[0],
                1000 * row[3] - injected[1],
                own == null ? 0 : own[0],
                own == null ? 0 : own[1],
                1000 * row[4],
                1000 * row[5],
                row[12],
                row[11],
                kind == Bus.Kind.LOAD || own == null ? begun : own[2],
                row[8]));
  }

  private void line(String place, double[] row) {
    var from = name(row[0]);
    var to = name(row[1]);
    if (isolated.contains(from) || isolated.contains(to)) {
      return;
    }
    draft.line(
        place,
        () ->
            new Line(
                draft.lineName(from, to),
                from,
                to,
                row[2],
                row[3],
                row[4],
                row[5] == 0 ? Double.POSITIVE_INFINITY : 1000 * row[5],
                row[8] == 0 ? 1 : row[8],
                row[9],
                row[10] > 0));
  }

  private MatpowerMatrix matrix(String name) {
    var matrix = matrices.get(name);
    return matrix == null ? MatpowerMatrix.filled(0, 0, 0, 0) : matrix;
  }

  private static double[] row(MatpowerMatrix matrix, int row) {
    return java.util.Arrays.copyOfRange(
        matrix.at, row * matrix.columns, (row + 1) * matrix.columns);
  }

  private String place(MatpowerMatrix matrix, int row) {
    return file + ":" + matrix.line[row];
  }

  /// Whole numbers without a decimal point.
  private static String name(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
