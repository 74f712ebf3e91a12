package org.skerry.energy.grid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The buses and lines in the matrices of a MATPOWER case, all conversions done (MW, Mvar, pu).
final class MatpowerRows {
  private static final List<String> BUS =
      List.of(
          "bus_i", "type", "Pd", "Qd", "Gs", "Bs", "area", "Vm", "Va", "baseKV", "zone", "Vmax",
          "Vmin");
  private static final List<String> GEN =
      List.of("bus", "Pg", "Qg", "Qmax", "Qmin", "Vg", "mBase", "status", "Pmax", "Pmin");
  private static final List<String> BRANCH =
      List.of("fbus", "tbus", "r", "x", "b", "rateA", "rateB", "rateC", "ratio", "angle", "status");

  private final String file;
  private final Map<String, MatpowerMatrix> matrices;
  private final Draft draft;
  private final Map<String, double[]> generation = new HashMap<>();

  MatpowerRows(String file, Map<String, MatpowerMatrix> matrices, Draft draft) {
    this.file = file;
    this.matrices = matrices;
    this.draft = draft;
  }

  /// @throws NetworkException with all problems of the draft and of the rows
  Network network(String name, double baseKva) {
    if (draft.isSound()) {
      check("bus", BUS, List.of("Vmax"));
      check("gen", GEN, List.of("Qmax", "Qmin", "Pmax", "Pmin", "mBase"));
      check("branch", BRANCH, List.of("rateA", "rateB", "rateC"));
    }
    if (draft.isSound()) {
      generators();
      var buses = matrix("bus");
      for (int i = 0; i < buses.rows.size(); i++) {
        bus(place(buses, i), buses.rows.get(i));
      }
      var lines = matrix("branch");
      for (int i = 0; i < lines.rows.size(); i++) {
        line(place(lines, i), lines.rows.get(i));
      }
    }
    return draft.network(name, baseKva);
  }

  /// Every row long enough, all of one length, every number finite (infinite only where that means
  /// no limit).
  private void check(String name, List<String> columns, List<String> maybeInfinite) {
    var matrix = matrix(name);
    for (int i = 0; i < matrix.rows.size(); i++) {
      var row = matrix.rows.get(i);
      if (row.length < columns.size() || row.length != matrix.rows.getFirst().length) {
        draft.problem(
            place(matrix, i),
            "the row of mpc.%s has %d cells, but needs %s. Complete the row."
                .formatted(
                    name,
                    row.length,
                    row.length < columns.size()
                        ? "at least " + columns.size()
                        : "as many as the first row, " + matrix.rows.getFirst().length));
        continue;
      }
      for (int c = 0; c < columns.size(); c++) {
        if (Double.isNaN(row[c])
            || (Double.isInfinite(row[c]) && !maybeInfinite.contains(columns.get(c)))) {
          draft.problem(
              place(matrix, i),
              "%s of mpc.%s is %s, but must be a finite number. Correct cell %d."
                  .formatted(columns.get(c), name, row[c], c + 1));
        }
      }
    }
  }

  private void generators() {
    var matrix = matrix("gen");
    for (var row : matrix.rows) {
      if (row[7] > 0) {
        var sum = generation.computeIfAbsent(name(row[0]), bus -> new double[3]);
        sum[0] += 1000 * row[1];
        sum[1] += 1000 * row[2];
        sum[2] = row[5];
      }
    }
    var known = matrix("bus").rows.stream().map(row -> name(row[0])).toList();
    for (int i = 0; i < matrix.rows.size(); i++) {
      var bus = name(matrix.rows.get(i)[0]);
      if (!known.contains(bus)) {
        draft.problem(
            place(matrix, i),
            "the generator is at bus %s, which is not in mpc.bus. Correct its first cell."
                .formatted(bus));
      }
    }
  }

  private void bus(String place, double[] row) {
    var name = name(row[0]);
    if (row[0] != Math.rint(row[0]) || row[0] < 1) {
      draft.problem(place, "bus_i is %s, but must be a whole number from 1.".formatted(name));
      return;
    }
    var own = generation.get(name);
    double type = row[1];
    if (type == 4) {
      draft.problem(
          place,
          "bus %s is isolated (type 4). Remove it with its lines and generators, or make it 1."
              .formatted(name));
      return;
    }
    if (type != 1 && type != 2 && type != 3) {
      draft.problem(
          place, "the type of bus %s is %s, but must be 1, 2 or 3.".formatted(name, name(type)));
      return;
    }
    if (type == 3 && own == null) {
      draft.problem(
          place,
          "bus %s is the reference (type 3), but no generator in service holds its voltage. Add one."
              .formatted(name));
      return;
    }
    var kind =
        type == 3 ? Bus.Kind.SOURCE : type == 2 && own != null ? Bus.Kind.REGULATED : Bus.Kind.LOAD;
    draft.bus(
        place,
        () ->
            new Bus(
                name,
                kind,
                row[9],
                1000 * row[2],
                1000 * row[3],
                own == null ? 0 : own[0],
                own == null ? 0 : own[1],
                1000 * row[4],
                1000 * row[5],
                row[12],
                row[11],
                kind == Bus.Kind.LOAD || own == null ? (row[7] > 0 ? row[7] : 1) : own[2],
                row[8]));
  }

  private void line(String place, double[] row) {
    var from = name(row[0]);
    var to = name(row[1]);
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
    return matrix == null ? new MatpowerMatrix() : matrix;
  }

  private String place(MatpowerMatrix matrix, int row) {
    return file + ":" + matrix.lines.get(row);
  }

  /// Whole numbers without a decimal point.
  private static String name(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
