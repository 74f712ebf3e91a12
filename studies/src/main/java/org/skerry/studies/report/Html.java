package org.skerry.studies.report;

/// Builds HTML from elements and text; every text and attribute is escaped.
final class Html {
  private final StringBuilder text = new StringBuilder();

  /// Opens an element.
  ///
  /// @param tag its name
  /// @param attributes names and values in turn
  Html open(String tag, String... attributes) {
    text.append('<').append(tag);
    for (var index = 0; index + 1 < attributes.length; index += 2) {
      text.append(' ').append(attributes[index]).append("=\"");
      text.append(escape(attributes[index + 1])).append('"');
    }
    text.append('>');
    return this;
  }

  Html close(String tag) {
    text.append("</").append(tag).append(">\n");
    return this;
  }

  Html text(String words) {
    text.append(escape(words));
    return this;
  }

  /// An element that holds nothing but text.
  Html element(String tag, String words, String... attributes) {
    return open(tag, attributes).text(words).close(tag);
  }

  /// A JSON object for the scripts of the page, which nothing in it can end.
  Html json(String name, JsonObject object) {
    open("script", "type", "application/json", "class", name);
    text.append(object.compact().replace("<", "\\u003c"));
    return close("script");
  }

  static String escape(String words) {
    var escaped = new StringBuilder(words.length());
    for (var index = 0; index < words.length(); index++) {
      var letter = words.charAt(index);
      switch (letter) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(letter);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
