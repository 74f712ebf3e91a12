package org.skerry.energy.grid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Networks from a folder of CSV files.
///
/// `bus.csv`, one bus a row:
/// - `bus` name; `type` 1 load, 2 regulated, 3 source; `pd_kw`, `qd_kvar` load; `base_kv`
/// - optional `gs_mw`, `bs_mvar` shunt at 1 pu; `vmin_pu`, `vmax_pu` limits (0.9, 1.1); `angle_deg`
///   of a source; `vm_ref_pu`, `va_ref_deg` results for comparison, not read
///
/// `branch.csv`, one line a row:
/// - `from`, `to` bus names; `r_ohm`, `x_ohm` on the voltage of `to`, or `r_pu`, `x_pu`, or both
///   (then ohms count and both must agree)
/// - optional `name`; `b_pu` charging; `rate_a_mva` rating, 0 for none; `ratio` and `angle_deg` of
///   a transformer, 0 for a line; `status` 1 closed, 0 open
///
/// `gen.csv`, optional, one generator a row:
/// - `bus`; `pg_mw`, `qg_mvar` output; `vg_pu` voltage that a source or regulated bus holds;
///   optional `status` 1 or 0; `qmax`, `qmin`, `pmax`, `pmin`, not read
///
/// `network.csv`, optional: one row with `name` and `base_mva`. Without it the name is that of the
/// folder, and the base power follows from ohms and pu together, else it is 1 MVA and there may be
/// neither `r_pu` without `r_ohm` nor charging.
public final class NetworkFolder {
  private static final Set<String> BUS = ordered("bus", "type", "pd_kw", "qd_kvar", "base_kv");
  private static final Set<String> BUS_MORE =
      ordered("gs_mw", "bs_mvar", "vmin_pu", "vmax_pu", "angle_deg", "vm_ref_pu", "va_ref_deg");
  private static final Set<String> BRANCH = ordered("from", "to");
  private static final Set<String> BRANCH_MORE =
      ordered(
          "name",
          "r_ohm",
          "x_ohm",
          "r_pu",
          "x_pu",
          "b_pu",
          "rate_a_mva",
          "ratio",
          "angle_deg",
          "status");
  private static final Set<String> GEN = ordered("bus", "pg_mw", "qg_mvar", "vg_pu");
  private static final Set<String> GEN_MORE = ordered("status", "qmax", "qmin", "pmax", "pmin");

  private final Draft draft = new Draft();
  private final Map<String, Double> baseKv = new HashMap<>();
  private final Map<String, double[]> generation = new HashMap<>();
  private double baseKva;
  private String name;

  private NetworkFolder(String name) {
    this.name = name;
  }

  /// Reads the network of a folder.
  ///
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new NetworkException(
          List.of(folder + ": there is no such folder. Give the folder that holds bus.csv."));
    }
    var file = folder.getFileName();
    return new NetworkFolder(file == null ? "network" : file.toString())
        .read(
            folder.resolve("bus.csv").toString(),
            TextFile.read(folder.resolve("bus.csv")),
            folder.resolve("branch.csv").toString(),
            TextFile.read(folder.resolve("branch.csv")),
            folder.resolve("gen.csv").toString(),
            optional(folder.resolve("gen.csv")),
            folder.resolve("network.csv").toString(),
            optional(folder.resolve("network.csv")));
  }

  /// Reads the network of a folder whose files are already texts.
  ///
  /// @param folder how messages name it
  /// @param texts by file name: `bus.csv`, `branch.csv`, and where there are `gen.csv`,
  ///   `network.csv`
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(String folder, Map<String, String> texts) {
    return new NetworkFolder(folder)
        .read(
            folder + "/bus.csv",
            texts.getOrDefault("bus.csv", ""),
            folder + "/branch.csv",
            texts.getOrDefault("branch.csv", ""),
            folder + "/gen.csv",
            texts.getOrDefault("gen.csv", ""),
            folder + "/network.csv",
            texts.getOrDefault("network.csv", ""));
  }

  /// The 33-bus feeder that ships with the project: M. E. Baran, F. F. Wu, Network reconfiguration
  /// in distribution systems for loss reduction and load balancing, 1989. 12.66 kV, 3715 kW, 2300
  /// kvar, five open ties. The paper gives no ratings and no voltage limits; the limits 0.9 and 1.1
  /// pu are ours.
  public static Network ieee33() {
    return new NetworkFolder("ieee33")
        .read(
            "ieee33/bus.csv",
            resource("bus.csv"),
            "ieee33/branch.csv",
            resource("branch.csv"),
            "ieee33/gen.csv",
            "",
            "ieee33/network.csv",
            resource("network.csv"));
  }

  private static String resource(String file) {
    try (InputStream stream = NetworkFolder.class.getResourceAsStream("ieee33/" + file)) {
      if (stream == null) {
        throw new IllegalStateException("The feeder ieee33 lacks " + file + " in this build.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String optional(Path file) {
    return Files.exists(file) ? TextFile.read(file) : "";
  }

  private Network read(
      String busFile,
      String bus,
      String branchFile,
      String branch,
      String genFile,
      String gen,
      String networkFile,
      String network) {
    var buses = new Table(busFile, bus, BUS, BUS_MORE, draft);
    var branches = new Table(branchFile, branch, BRANCH, BRANCH_MORE, draft);
    var generators = new Table(genFile, gen, GEN, GEN_MORE, draft);
    for (int i = 0; i < buses.size(); i++) {
      // A wrong cell is told when the bus is read; until then its base voltage is 1.
      double kv = buses.find(i, "base_kv").filter(value -> value > 0).orElse(1.0);
      baseKv.put(buses.text(i, "bus"), kv);
    }
    base(new Table(networkFile, network, Set.of(), ordered("name", "base_mva"), draft), branches);
    for (int i = 0; i < generators.size(); i++) {
      generator(generators, i);
    }
    for (int i = 0; i < buses.size(); i++) {
      bus(buses, i);
    }
    for (int i = 0; i < branches.size(); i++) {
      branch(branches, i);
    }
    draft.sort(List.of(busFile, branchFile, genFile, networkFile));
    return draft.network(name, baseKva);
  }

  private void base(Table network, Table branches) {
    if (network.size() > 0) {
      name = network.has("name") ? network.text(0, "name") : name;
      baseKva = 1000 * network.number(0, "base_mva", 0);
    }
    if (baseKva == 0 && branches.has("r_ohm") && branches.has("r_pu")) {
      baseKva = deducedBase(branches);
    }
    if (baseKva == 0) {
      baseKva = 1000;
      for (int i = 0; i < branches.size(); i++) {
        if (!branches.has("r_ohm") || branches.number(i, "b_pu", 0) != 0) {
          draft.problem(
              branches.place(i),
              "values in pu need a base power, which no file gives. Add network.csv with name,base_mva.");
          return;
        }
      }
    }
  }

  /// The base power from the median of pu and ohms.
  private double deducedBase(Table branches) {
    var ratios = new double[branches.size()];
    int count = 0;
    for (int i = 0; i < branches.size(); i++) {
      double kv = baseKv.getOrDefault(branches.text(i, "to"), Double.NaN);
      double ratio = branches.number(i, "x_pu", 0) / branches.number(i, "x_ohm", 0) * kv * kv;
      if (Double.isFinite(ratio) && ratio > 0) {
        ratios[count++] = 1000 * ratio;
      }
    }
    Arrays.sort(ratios, 0, count);
    return count == 0 ? 0 : ratios[count / 2];
  }

  private void generator(Table table, int row) {
    double status = table.number(row, "status", 1);
    var bus = table.text(row, "bus");
    if (!baseKv.containsKey(bus)) {
      draft.problem(
          table.place(row),
          "the generator is at bus %s, which is not in bus.csv. Correct the name.".formatted(bus));
    }
    if (status > 0) {
      var sum = generation.computeIfAbsent(bus, none -> new double[3]);
      sum[0] += 1000 * table.number(row, "pg_mw");
      sum[1] += 1000 * table.number(row, "qg_mvar");
      sum[2] = sum[2] == 0 ? table.number(row, "vg_pu") : sum[2];
    }
  }

  private void bus(Table table, int row) {
    var own = generation.getOrDefault(table.text(row, "bus"), new double[] {0, 0, 1});
    double type = table.number(row, "type");
    if (type != 1 && type != 2 && type != 3) {
      draft.problem(
          table.place(row),
          "type is \"%s\", but must be 1 (load), 2 (regulated) or 3 (source)."
              .formatted(table.text(row, "type")));
      return;
    }
    double load = table.number(row, "pd_kw");
    double reactive = table.number(row, "qd_kvar");
    double low = table.number(row, "vmin_pu", 0.9);
    double high = table.number(row, "vmax_pu", 1.1);
    double shunt = 1000 * table.number(row, "gs_mw", 0);
    double capacitor = 1000 * table.number(row, "bs_mvar", 0);
    double angle = table.number(row, "angle_deg", 0);
    double kv = table.number(row, "base_kv");
    if (Double.isNaN(load + reactive + low + high + shunt + capacitor + angle + kv)) {
      return;
    }
    draft.bus(
        table.place(row),
        () ->
            new Bus(
                table.text(row, "bus"),
                type == 3 ? Bus.Kind.SOURCE : type == 2 ? Bus.Kind.REGULATED : Bus.Kind.LOAD,
                kv,
                load,
                reactive,
                own[0],
                own[1],
                shunt,
                capacitor,
                low,
                high,
                own[2],
                angle));
  }

  private void branch(Table table, int row) {
    var from = table.text(row, "from");
    var to = table.text(row, "to");
    double kv = baseKv.getOrDefault(to, 1.0);
    double perOhm = baseKva / (1000 * kv * kv);
    double r = impedance(table, row, "r_ohm", "r_pu", perOhm);
    double x = impedance(table, row, "x_ohm", "x_pu", perOhm);
    double charging = table.number(row, "b_pu", 0);
    double rating = 1000 * table.number(row, "rate_a_mva", 0);
    double ratio = table.number(row, "ratio", 0);
    double angle = table.number(row, "angle_deg", 0);
    double status = table.number(row, "status", 1);
    if (Double.isNaN(r + x + charging + rating + ratio + angle + status)) {
      return;
    }
    draft.line(
        table.place(row),
        () ->
            new Line(
                table.text(row, "name").isEmpty()
                    ? draft.lineName(from, to)
                    : table.text(row, "name"),
                from,
                to,
                r,
                x,
                charging,
                rating == 0 ? Double.POSITIVE_INFINITY : rating,
                ratio == 0 ? 1 : ratio,
                angle,
                status > 0));
  }

  private double impedance(Table table, int row, String ohm, String pu, double perOhm) {
    if (!table.has(ohm)) {
      return table.number(row, pu);
    }
    double value = table.number(row, ohm) * perOhm;
    if (table.has(pu)) {
      double other = table.number(row, pu);
      if (Math.abs(value - other) > 1e-4 * Math.abs(other) + 1e-8) {
        draft.problem(
            table.place(row),
            "%s is %s, but %s makes that %s pu. Correct one or remove the column."
                .formatted(pu, table.text(row, pu), ohm, value));
      }
    }
    return value;
  }

  private static Set<String> ordered(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }
}
