package org.skerry.energy.grid;

import java.util.function.ToDoubleFunction;

/// The value of a scalar MATLAB expression: numbers, `+ - * / ^`, parentheses, `sqrt`, `pi`, `Inf`,
/// `NaN`, and names that the caller knows, such as `Vbase` or `mpc.bus(1, BASE_KV)`.
final class MatpowerExpression {

  /// An expression that is not of this kind; the message is the end of a sentence.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private final String text;
  private final ToDoubleFunction<String> names;
  private int at;

  private MatpowerExpression(String text, ToDoubleFunction<String> names) {
    this.text = text;
    this.names = names;
  }

  /// @param names gives the value of a name, dotted names and indexed ones (`mpc.bus(1,10)`,
  ///   indices evaluated) included, or throws [Refused]
  /// @throws Refused if the text is not such an expression
  static double value(String text, ToDoubleFunction<String> names) {
    var expression = new MatpowerExpression(text, names);
    double value = expression.sum();
    expression.skip();
    if (expression.at < text.length()) {
      throw new Refused("holds \"" + text.substring(expression.at).strip() + "\"");
    }
    return value;
  }

  private double sum() {
    double value = product();
    while (true) {
      if (take('+')) {
        value += product();
      } else if (take('-')) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = signed();
    while (true) {
      if (take('*')) {
        value *= signed();
      } else if (take('/')) {
        value /= signed();
      } else {
        return value;
      }
    }
  }

  private double signed() {
    if (take('-')) {
      return -signed();
    }
    return take('+') ? signed() : power();
  }

  /// MATLAB groups powers from the left, and a sign may stand before the exponent.
  private double power() {
    double value = atom();
    while (take('^')) {
      double sign = 1;
      while (true) {
        if (take('-')) {
          sign = -sign;
        } else if (!take('+')) {
          break;
        }
      }
      value = Math.pow(value, sign * atom());
    }
    return value;
  }

  private double atom() {
    skip();
    if (at == text.length()) {
      throw new Refused("ends where a value should stand");
    }
    if (take('(')) {
      double value = sum();
      expect(')');
      return value;
    }
    char c = text.charAt(at);
    if (Character.isDigit(c) || c == '.') {
      return number();
    }
    if (Character.isLetter(c)) {
      return named();
    }
    throw new Refused("holds \"" + c + "\"");
  }

  private double number() {
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (at < text.length() && "eEdD".indexOf(text.charAt(at)) >= 0) {
      int exponent = at + 1;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      int digits = exponent;
      while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
        digits++;
      }
      at = digits > exponent ? digits : at;
    }
    var literal = text.substring(start, at);
    try {
      return Double.parseDouble(literal.replace('d', 'e').replace('D', 'e'));
    } catch (NumberFormatException notNumber) {
      throw new Refused("holds \"" + literal + "\"");
    }
  }

  private double named() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    var name = text.substring(start, at);
    if (name.equals("sqrt")) {
      expect('(');
      double value = sum();
      expect(')');
      return Math.sqrt(value);
    }
    if (take('(')) {
      double row = sum();
      expect(',');
      double column = sum();
      expect(')');
      return names.applyAsDouble(name + "(" + index(row) + "," + index(column) + ")");
    }
    return switch (name) {
      case "pi" -> Math.PI;
      case "Inf", "inf" -> Double.POSITIVE_INFINITY;
      case "NaN", "nan" -> Double.NaN;
      default -> names.applyAsDouble(name);
    };
  }

  private static int index(double value) {
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw new Refused("has the index " + value);
    }
    return (int) value;
  }

  private boolean take(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw new Refused("lacks \"" + c + "\"");
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
