package org.skerry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.skerry.energy.grid.FlowResult;
import org.skerry.energy.grid.MatpowerCase;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkException;
import org.skerry.energy.grid.PowerFlow;
import org.skerry.studies.report.JsonObject;

/// The power flows of all MATPOWER cases in a folder, each from the voltages in its file and from a
/// flat start, beside the losses and lowest voltages in `reference.csv` or
/// `../reference_results.csv` where these have them.
final class CaseTable {
  /// Equal is a relative 1e-9, or what the reference was rounded to: 4 digits of kW (3 in the other
  /// file) and 6 (5) of pu.
  private static final double EQUAL = 1e-9;

  /// One case: what its two starts led to and, if solved, its figures.
  private record Row(
      String name,
      int buses,
      String own,
      String flat,
      double lossKw,
      double lowestPu,
      String equal) {}

  private record Reference(double lossKw, double lowestPu, double lossDigit, double voltageDigit) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Reference> references = new HashMap<>();

  /// Whether a folder holds cases rather than one network in CSV.
  static boolean isFor(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && !Files.exists(folder.resolve("bus.csv"))
        && !cases(folder).isEmpty();
  }

  private static List<Path> cases(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".m")).sorted().toList();
    }
  }

  CaseTable(Path folder) throws IOException {
    readReferences(folder.resolve("../reference_results.csv"), 5.1e-4, 5.1e-6);
    readReferences(folder.resolve("reference.csv"), 5.1e-5, 5.1e-7);
    for (var file : cases(folder)) {
      var name = String.valueOf(file.getFileName()).replaceAll("\\.m$", "");
      try {
        add(name, MatpowerCase.read(file));
      } catch (NetworkException refused) {
        rows.add(new Row(name, 0, "refused", "refused", Double.NaN, Double.NaN, ""));
      }
    }
  }

  private void readReferences(Path file, double lossDigit, double voltageDigit) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    var lines = Files.readAllLines(file);
    var header = List.of(lines.getFirst().split(",", -1));
    int loss = header.indexOf("loss_kw");
    int lowest = header.indexOf("vmin_pu");
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split(",", -1);
      if (loss >= 0 && lowest >= 0) {
        references.put(
            cells[0],
            new Reference(
                Double.parseDouble(cells[loss]),
                Double.parseDouble(cells[lowest]),
                lossDigit,
                voltageDigit));
      }
    }
  }

  private void add(String name, Network network) {
    var own = PowerFlow.exact().prepare(network).solveNominal();
    var flat = PowerFlow.exact().prepare(network.flatStart()).solveNominal();
    boolean solved = own instanceof FlowResult.Solved;
    double loss = solved ? own.flow().lossKw() : Double.NaN;
    double lowest = solved ? own.flow().lowest().voltagePu() : Double.NaN;
    rows.add(
        new Row(
            name,
            network.buses().size(),
            Powerflow.status(own),
            Powerflow.status(flat),
            loss,
            lowest,
            equal(name, loss, lowest, flat)));
  }

  private String equal(String name, double loss, double lowest, FlowResult flat) {
    boolean same =
        flat instanceof FlowResult.Solved
            && Math.abs(flat.flow().lossKw() - loss) <= EQUAL * Math.abs(loss) + EQUAL;
    var reference = references.get(name);
    if (Double.isNaN(loss) || reference == null) {
      return Double.isNaN(loss) || same ? "" : "starts differ";
    }
    boolean met =
        Math.abs(loss - reference.lossKw) <= Math.max(EQUAL * Math.abs(loss), reference.lossDigit)
            && Math.abs(lowest - reference.lowestPu) <= reference.voltageDigit;
    return met && same ? "equal" : met ? "starts differ" : "differs";
  }

  private long count(String state, boolean own) {
    return rows.stream().filter(row -> (own ? row.own : row.flat).equals(state)).count();
  }

  private long compared(String state) {
    return rows.stream().filter(row -> row.equal.equals(state)).count();
  }

  /// Whether every case was read and is solved or proved to have no flow.
  boolean isDecided() {
    return rows.stream().allMatch(row -> row.own.equals("solved") || row.own.equals("impossible"));
  }

  JsonObject json() {
    var cases = new ArrayList<JsonObject>();
    for (var row : rows) {
      cases.add(
          new JsonObject()
              .put("case", row.name)
              .put("buses", (long) row.buses)
              .put("ownStart", row.own)
              .put("flatStart", row.flat)
              .put("lossKw", row.lossKw)
              .put("minVoltagePu", row.lowestPu)
              .put("reference", row.equal));
    }
    return new JsonObject()
        .put("cases", cases)
        .put("solved", count("solved", true))
        .put("solvedFlat", count("solved", false))
        .put("equal", compared("equal"))
        .put("differs", compared("differs") + compared("starts differ"))
        .put("impossible", count("impossible", true))
        .put("notFound", count("notFound", true))
        .put("refused", count("refused", true));
  }

  void print(PrintStream print) {
    var table =
        new TextTable(
            "case", "buses", "own start", "flat start", "losses kW", "lowest pu", "reference");
    for (var row : rows) {
      table.row(
          row.name,
          Integer.toString(row.buses),
          row.own,
          row.flat,
          figure("%.4f", row.lossKw),
          figure("%.6f", row.lowestPu),
          row.equal);
    }
    table.print(print);
    print.printf(
        "%n%d cases: %d solved from their own start, %d from a flat one; %d equal to a reference, %d not;%n"
            + "%d proved to have no flow, %d where none was found, %d refused.%n",
        rows.size(),
        count("solved", true),
        count("solved", false),
        compared("equal"),
        compared("differs") + compared("starts differ"),
        count("impossible", true),
        count("notFound", true),
        count("refused", true));
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
