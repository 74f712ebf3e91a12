package org.skerry.studies.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A part of a section of a report.
public sealed interface Block {
  /// What tells words from figures with their units.
  Pattern WORD = Pattern.compile("\\p{L}{3,}");

  /// A paragraph.
  record Remark(String text) implements Block {}

  /// The most important figures, in large type.
  ///
  /// @param tiles in reading order
  record Tiles(List<Tile> tiles) implements Block {
    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  /// One important figure.
  ///
  /// @param label what it is, with its unit
  /// @param value with thousands separators
  /// @param note a few words below, may be empty
  record Tile(String label, String value, String note) {}

  /// A table; the first column holds names, the others figures or words. One with words stands row
  /// below row on a narrow screen, one of figures alone is scrolled there.
  ///
  /// @param header one cell per column
  /// @param rows as many cells each as the header; the last row is a sum if `summed`
  /// @param summed whether the last row stands apart
  record Table(List<String> header, List<List<String>> rows, boolean summed) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// Blocks that are shown on demand.
  ///
  /// @param title what they hold
  /// @param blocks in reading order
  record Folded(String title, List<Block> blocks) implements Block {
    public Folded {
      blocks = List.copyOf(blocks);
    }
  }

  /// A chart that the script of the page draws.
  ///
  /// @param kind which drawing: `bars`, `bands`, `lines`, `days` or `explorer`
  /// @param title above the chart, with the unit
  /// @param note below it: how to read it, may be empty
  /// @param options what the drawing of this kind needs, see `charts.js`
  record Chart(String kind, String title, String note, JsonObject options) implements Block {}

  /// Appends the block to a page.
  default void write(Html html) {
    switch (this) {
      case Remark(var text) -> html.element("p", text);
      case Tiles(var tiles) -> {
        html.open("div", "class", "tiles");
        for (var tile : tiles) {
          html.open("div", "class", "tile").element("span", tile.label(), "class", "label");
          html.element("span", tile.value(), "class", "value");
          html.element("span", tile.note(), "class", "note").close("div");
        }
        html.close("div");
      }
      case Table table -> write(html, table);
      case Folded(var title, var blocks) -> {
        html.open("details").element("summary", title);
        blocks.forEach(block -> block.write(html));
        html.close("details");
      }
      case Chart(var kind, var title, var note, var options) -> {
        html.open("figure", "class", "chart", "data-kind", kind);
        html.element("figcaption", title).json("options", options);
        html.open("div", "class", "canvas", "role", "img", "aria-label", title).close("div");
        if (!note.isEmpty()) {
          html.element("p", note, "class", "note");
        }
        html.close("figure");
      }
    }
  }

  private static void write(Html html, Table table) {
    var columns = table.header().size();
    var words = new boolean[columns];
    for (var row : table.rows()) {
      for (var column = 1; column < columns; column++) {
        words[column] |= WORD.matcher(row.get(column)).find();
      }
    }
    var any = IntStream.range(0, columns).anyMatch(column -> words[column]);
    html.open("div", "class", "scroll").open("table", "class", any ? "words" : "");
    html.open("thead").open("tr");
    for (var column = 0; column < columns; column++) {
      html.element("th", table.header().get(column), "scope", "col", "class", kind(words[column]));
    }
    html.close("tr").close("thead").open("tbody");
    for (var row = 0; row < table.rows().size(); row++) {
      var last = table.summed() && row == table.rows().size() - 1;
      html.open("tr", "class", last ? "sum" : "");
      var cells = table.rows().get(row);
      html.element("th", cells.getFirst(), "scope", "row");
      for (var column = 1; column < columns; column++) {
        html.element(
            "td",
            cells.get(column),
            "data-column",
            table.header().get(column),
            "class",
            kind(words[column]));
      }
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static String kind(boolean words) {
    return words ? "word" : "";
  }
}
