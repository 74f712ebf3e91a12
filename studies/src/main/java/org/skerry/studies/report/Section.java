package org.skerry.studies.report;

import java.util.List;

/// A part of a report with a heading.
///
/// @param title the heading; also the entry of the table of contents
/// @param introduction what is shown and how it was computed, may be empty
/// @param blocks in reading order
public record Section(String title, String introduction, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  void write(Html html, String id) {
    html.open("section", "id", id).element("h2", title);
    if (!introduction.isEmpty()) {
      html.element("p", introduction, "class", "introduction");
    }
    blocks.forEach(block -> block.write(html));
    html.close("section");
  }
}
