package org.skerry.studies.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Two results side by side.
///
/// @param a the first result, as `results.json` holds it
/// @param b the second
/// @param rows every figure that both may have, in a fixed order
public record Comparison(JsonObject a, JsonObject b, List<Row> rows) {
  private static final List<String> ENERGIES =
      List.of(
          "importKwh",
          "exportKwh",
          "unservedKwh",
          "curtailedKwh",
          "violations",
          "guarded",
          "finalStorageKwh");

  public Comparison {
    rows = List.copyOf(rows);
  }

  /// One figure of both.
  ///
  /// @param name of the figure, with its unit
  /// @param a in the first result, not a number where it is missing
  /// @param b in the second
  public record Row(String name, double a, double b) {
    /// Name, both figures, their difference, and that as per cent of the first.
    public List<String> cells() {
      var share = a == 0 ? Double.NaN : (b - a) / Math.abs(a);
      return List.of(
          name,
          Numbers.two(a),
          Numbers.two(b),
          Numbers.two(b - a),
          Double.isFinite(share) ? Numbers.percent(share) : "–");
    }
  }

  /// Reads two results.
  ///
  /// @param first a `results.json`
  /// @param second another
  /// @throws IOException if one cannot be read or is no result of a simulation
  public static Comparison read(Path first, Path second) throws IOException {
    var a = checked(first);
    var b = checked(second);
    return new Comparison(a, b, compare(a, b));
  }

  private static JsonObject checked(Path file) throws IOException {
    var object = JsonObject.read(file);
    if (!object.keys().contains("cost") || !object.keys().contains("microgrids")) {
      throw new IOException(
          file
              + " has no 'cost' and 'microgrids', so it is not the result of a simulation. Name a folder that"
              + " `./skerry simulate` wrote.");
    }
    return object;
  }

  private static List<Row> compare(JsonObject a, JsonObject b) {
    var rows = new ArrayList<Row>();
    var money = a.text("currency").equals(b.text("currency")) ? ", " + a.text("currency") : "";
    for (var term : both(a.object("terms"), b.object("terms"))) {
      if (term(a, term) == 0 && term(b, term) == 0) {
        continue;
      }
      rows.add(new Row("  " + Palette.label(term) + money, term(a, term), term(b, term)));
    }
    rows.add(new Row("Cost" + money, a.number("cost"), b.number("cost")));
    for (var name : both(a, b)) {
      if (ENERGIES.contains(name)) {
        rows.add(new Row(label(name), a.number(name), b.number(name)));
      }
    }
    var first = costs(a);
    var second = costs(b);
    var names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    for (var name : names) {
      rows.add(
          new Row(
              "Cost of " + name + money,
              first.getOrDefault(name, Double.NaN),
              second.getOrDefault(name, Double.NaN)));
    }
    return rows;
  }

  private static LinkedHashMap<String, Double> costs(JsonObject result) {
    var costs = new LinkedHashMap<String, Double>();
    result.objects("microgrids").forEach(mg -> costs.put(mg.text("name"), mg.number("cost")));
    return costs;
  }

  private static List<String> both(JsonObject a, JsonObject b) {
    var names = new LinkedHashSet<>(a.keys());
    names.addAll(b.keys());
    return List.copyOf(names);
  }

  private static double term(JsonObject result, String term) {
    return result.object("terms").keys().contains(term) ? result.object("terms").number(term) : 0;
  }

  private static String label(String name) {
    return switch (name) {
      case "importKwh" -> "Bought, kWh";
      case "exportKwh" -> "Sold, kWh";
      case "unservedKwh" -> "Not served, kWh";
      case "curtailedKwh" -> "Curtailed, kWh";
      case "guarded" -> "Guarded";
      case "finalStorageKwh" -> "Stored at the end, kWh";
      default -> "Violations";
    };
  }

  /// What the first result is of, on one line.
  public String first() {
    return described(a);
  }

  /// What the second result is of, on one line.
  public String second() {
    return described(b);
  }

  private static String described(JsonObject result) {
    return "%s, %s, %s, %s to %s"
        .formatted(
            result.text("scenario"),
            result.text("controller"),
            result.text("dataset"),
            result.text("from"),
            result.text("to"));
  }

  /// Why the two cannot be weighed against each other, a sentence; empty if they can.
  public Optional<String> difference() {
    var different = new LinkedHashSet<String>();
    for (var key : List.of("scenario", "dataset", "from", "to", "currency")) {
      if (!a.text(key).equals(b.text(key))) {
        different.add(
            switch (key) {
              case "scenario" -> "scenarios";
              case "dataset" -> "data";
              case "currency" -> "currencies";
              default -> "periods";
            });
      }
    }
    return different.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The two results are of different %s, so their costs answer different questions."
                .formatted(String.join(" and ", different)));
  }

  /// Both results and their differences as JSON.
  public JsonObject json() {
    return new JsonObject()
        .put("a", a)
        .put("b", b)
        .put(
            "figures",
            rows.stream()
                .map(row ->
                    new JsonObject()
                        .put("name", row.name().strip())
                        .put("a", row.a())
                        .put("b", row.b())
                        .put("difference", row.b() - row.a()))
                .toList());
  }

  /// Both results as a page.
  public Report page() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("A", first());
    facts.put("B", second());
    var sections = new ArrayList<Section>();
    difference()
        .ifPresent(found -> sections.add(new Section("Not the same question", found, List.of())));
    sections.add(
        new Section(
            "Cost",
            "",
            List.of(
                chart(
                    "Cost by term",
                    Stream.of(a, b).toList(),
                    both(a.object("terms"), b.object("terms"))),
                new Block.Table(
                    List.of("", "A", "B", "B − A", "in %"),
                    rows.stream().map(Row::cells).toList(),
                    false))));
    return new Report(
        a.text("controller") + " beside " + b.text("controller"),
        facts,
        sections,
        new JsonObject());
  }

  private static Block chart(String title, List<JsonObject> results, List<String> terms) {
    var series = new ArrayList<JsonObject>();
    for (var term : terms) {
      if (results.stream().anyMatch(result -> term(result, term) != 0)) {
        series.add(
            new JsonObject()
                .put("name", Palette.label(term))
                .put("colour", Palette.colour(term))
                .putNumbers("values", results.stream().mapToDouble(r -> term(r, term)).toArray()));
      }
    }
    return new Block.Chart(
        "bars",
        title + ", " + results.getFirst().text("currency"),
        "",
        new JsonObject()
            .putTexts(
                "categories",
                List.of(
                    "A: " + results.get(0).text("controller"),
                    "B: " + results.get(1).text("controller")))
            .put("unit", results.getFirst().text("currency"))
            .put("series", series));
  }
}
