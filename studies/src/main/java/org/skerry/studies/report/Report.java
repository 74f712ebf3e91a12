package org.skerry.studies.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of sections that holds everything it shows: style, scripts, charts and data. Opened from
/// a file it asks no network for anything.
///
/// @param title what was done
/// @param facts what identifies the run, such as scenario and period, in reading order
/// @param sections in reading order
/// @param series time series that charts of kind `explorer` choose from; empty if there are none
public record Report(
    String title, Map<String, String> facts, List<Section> sections, JsonObject series) {
  private static final String CHARTS =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  public Report {
    sections = List.copyOf(sections);
  }

  /// Writes the page.
  ///
  /// @throws IOException if the file cannot be written
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  /// The page as HTML.
  public String html() {
    return resource("page.html")
        .replace("{{title}}", Html.escape(title))
        .replace("{{style}}", resource("page.css"))
        .replace("{{contents}}", contents())
        .replace("{{facts}}", facts(facts))
        .replace("{{sections}}", body())
        .replace("{{library}}", resource(CHARTS))
        .replace("{{script}}", resource("charts.js"));
  }

  private String contents() {
    var html = new Html();
    for (var index = 0; index < sections.size(); index++) {
      html.element("a", sections.get(index).title(), "href", "#" + id(index));
    }
    return html.toString();
  }

  private static String facts(Map<String, String> facts) {
    var html = new Html().open("dl", "class", "facts");
    facts.forEach(
        (name, value) -> html.open("div").element("dt", name).element("dd", value).close("div"));
    return html.close("dl").toString();
  }

  private String body() {
    var html = new Html();
    for (var index = 0; index < sections.size(); index++) {
      sections.get(index).write(html, id(index));
    }
    return html.json("series", series).toString();
  }

  private static String id(int index) {
    return "section-" + (index + 1);
  }

  private static String resource(String name) {
    try (@Nullable InputStream stream = Report.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The program lacks its file " + name + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
