package org.skerry.energy.text;

import java.util.List;
import java.util.Optional;

/// How numbers are written: which mark begins the decimals, and which may part the thousands.
///
/// `1.5`, `1,5`, `1.234,5`, `1,234.5`, `1 234,5`, `1'234.5`, `-3`, `−3`, `1.5e-3`. Spaces and
/// apostrophes part thousands in either way of writing; a mark does so only between groups of three
/// digits.
///
/// @param decimal `.` or `,`
public record Numerals(char decimal) {
  /// Decimals after a point.
  public static final Numerals POINT = new Numerals('.');

  /// Decimals after a comma.
  public static final Numerals COMMA = new Numerals(',');

  private static final int LONGEST = 60;
  private static final String SPACES = " \u00a0\u202f\u2009'\u2019";

  /// What one cell says about the way that numbers are written.
  private enum Sign {
    NOTHING,
    POINT,
    COMMA,
    EITHER
  }

  /// @throws IllegalArgumentException if the mark is neither point nor comma
  public Numerals {
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException(
          "decimal is " + decimal + ", but must be a point or a comma. Write one of them.");
    }
  }

  /// A finite number, if the text is one in this way of writing.
  public Optional<Double> parse(String text) {
    String plain = plain(text);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(plain);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException broken) {
      return Optional.empty();
    }
  }

  /// The text with a point for the decimals and nothing between thousands; empty if it is no
  /// number.
  private String plain(String text) {
    if (text.length() > LONGEST) {
      return "";
    }
    var plain = new StringBuilder(text.length());
    int digits = 0; // since the last mark
    char parted = 0;
    boolean whole = true; // before decimals and exponent
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        plain.append(c);
        digits++;
      } else if (c == '-' || c == '+' || c == '\u2212') {
        plain.append(c == '+' ? '+' : '-');
      } else if (c == 'e' || c == 'E') {
        if (whole && parted != 0 && digits != 3) {
          return "";
        }
        plain.append(c);
        whole = false;
      } else if (c == decimal && whole) {
        if (parted != 0 && digits != 3) {
          return "";
        }
        plain.append('.');
        whole = false;
      } else if (whole && digits > 0 && (parted == 0 ? digits <= 3 : parted == c && digits == 3)) {
        if (c != '.' && c != ',' && SPACES.indexOf(c) < 0) {
          return "";
        }
        parted = c;
        digits = 0;
      } else {
        return "";
      }
    }
    return whole && parted != 0 && digits != 3 ? "" : plain.toString();
  }

  /// A cell that shows how numbers are written.
  ///
  /// @param line of the file
  public record Sample(int line, String text) {}

  /// How the numbers of a table are written. Cells that are no numbers say nothing.
  ///
  /// @param file how messages name it
  /// @param separator between the cells of the table
  /// @throws TextException if the numbers contradict each other, or may be read in two ways
  public static Numerals of(String file, Iterable<Sample> samples, char separator) {
    Optional<Sample> point = Optional.empty();
    Optional<Sample> comma = Optional.empty();
    Optional<Sample> either = Optional.empty();
    boolean commas = false;
    for (Sample sample : samples) {
      switch (sign(sample.text)) {
        case POINT -> point = point.or(() -> Optional.of(sample));
        case COMMA -> comma = comma.or(() -> Optional.of(sample));
        case EITHER -> {
          either = either.or(() -> Optional.of(sample));
          commas |= sample.text.indexOf(',') >= 0;
        }
        case NOTHING -> {}
      }
    }
    if (point.isPresent() && comma.isPresent()) {
      var both = List.of(point.get(), comma.get());
      int later = both.get(0).line < both.get(1).line ? 1 : 0;
      throw new TextException(
          "%s:%d: '%s' is a number with another decimal mark than '%s' in line %d. Write all numbers in one way."
              .formatted(
                  file,
                  both.get(later).line,
                  both.get(later).text,
                  both.get(1 - later).text,
                  both.get(1 - later).line));
    }
    if (point.isPresent() || comma.isPresent()) {
      return point.isPresent() ? POINT : COMMA;
    }
    if (either.isPresent() && (commas || separator != ',')) {
      throw new TextException(
          "%s:%d: '%s' may mean thousands or decimals, and no number of the file tells. Write it with more or fewer decimals; in the descriptor of a data set, write 'decimal: \",\"' or 'decimal: \".\"' beside the file."
              .formatted(file, either.get().line, either.get().text));
    }
    return POINT;
  }

  private static Sign sign(String text) {
    int point = text.indexOf('.');
    int comma = text.indexOf(',');
    if (point < 0 && comma < 0) {
      return Sign.NOTHING;
    }
    boolean asPoint = POINT.parse(text).isPresent();
    boolean asComma = new Numerals(',').parse(text).isPresent();
    if (asPoint != asComma) {
      return asPoint ? Sign.POINT : Sign.COMMA;
    }
    if (!asPoint) {
      return Sign.NOTHING;
    }
    // One mark before three digits. Nobody writes thousands as 0.123, nor before an exponent.
    boolean decimals = text.matches("[-+\u2212]?0?[.,].*|.*[eE].*");
    if (decimals) {
      return point >= 0 ? Sign.POINT : Sign.COMMA;
    }
    return Sign.EITHER;
  }
}
