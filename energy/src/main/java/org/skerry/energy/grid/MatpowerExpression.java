package org.skerry.energy.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/// The value of a MATLAB expression: numbers, texts, variables and fields, elements (`x(rows,
/// columns)`, `end`, `:`), matrices `[ … ]`, ranges, arithmetic, comparisons, logic, and
/// [MatpowerFunctions].
///
/// Within brackets white space separates as in MATLAB: `1 -2` are two elements, `1 - 2` and `1-2`
/// one. A cell array `{ … }` is skipped and counts as empty, since it bears on no flow.
final class MatpowerExpression {
  /// Deeper nesting is noise.
  private static final int DEEPEST = 200;

  private static final double LONGEST = 1e7;

  /// An expression that is not of this kind; the message is the end of a sentence.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /// Told of what is wrong in a matrix, on a line.
  @FunctionalInterface
  interface Problem {
    void at(int line, String sentence);
  }

  private record Indexed(MatpowerMatrix value, int place, int places) {}

  private final String text;
  private final int firstLine;
  private final MatpowerNames names;
  private final Problem problem;
  private final Deque<Indexed> indexed = new ArrayDeque<>();
  private int at;
  private int depth;

  /// Whether white space separates elements here.
  private boolean inMatrix;

  /// @param firstLine of the text in the file
  /// @param problem told of elements of matrices that have no value; the rest is read on
  MatpowerExpression(String text, int firstLine, MatpowerNames names, Problem problem) {
    this.text = text;
    this.firstLine = firstLine;
    this.names = names;
    this.problem = problem;
  }

  /// The value of the whole text.
  ///
  /// @throws Refused if the text is not such an expression
  MatpowerMatrix value() {
    var value = either();
    skip();
    if (at < text.length()) {
      throw new Refused("holds \"" + excerpt(text.substring(at).strip()) + "\"");
    }
    return value;
  }

  /// The index in parentheses that the whole text is, for an assignment to elements of a matrix.
  List<MatpowerNames.Index> index(MatpowerMatrix of) {
    var index = arguments(of);
    skip();
    if (at < text.length()) {
      throw new Refused("holds \"" + excerpt(text.substring(at).strip()) + "\"");
    }
    return index;
  }

  /// The operators in MATLAB's order, the weakest first: `||`, `&&`, `|`, `&`, comparisons, `:`.
  private MatpowerMatrix either() {
    MatpowerMatrix value = both();
    while (takeOperator("||")) {
      boolean one = truth(value);
      boolean other = truth(both());
      value = truth(one || other);
    }
    return value;
  }

  private MatpowerMatrix both() {
    MatpowerMatrix value = eitherOfEach();
    while (takeOperator("&&")) {
      boolean one = truth(value);
      boolean other = truth(eitherOfEach());
      value = truth(one && other);
    }
    return value;
  }

  private static boolean truth(MatpowerMatrix value) {
    return scalar(value) != 0;
  }

  private static MatpowerMatrix truth(boolean value) {
    return MatpowerMatrix.scalar(value ? 1 : 0).asLogical();
  }

  private MatpowerMatrix eitherOfEach() {
    MatpowerMatrix value = bothOfEach();
    while (takeOperator("|")) {
      value = value.with(bothOfEach(), (a, b) -> a != 0 || b != 0 ? 1 : 0).asLogical();
    }
    return value;
  }

  private MatpowerMatrix bothOfEach() {
    MatpowerMatrix value = compared();
    while (takeOperator("&")) {
      value = value.with(compared(), (a, b) -> a != 0 && b != 0 ? 1 : 0).asLogical();
    }
    return value;
  }

  private MatpowerMatrix compared() {
    var value = range();
    while (true) {
      DoubleBinaryOperator operator;
      if (takeOperator("==")) {
        operator = (a, b) -> a == b ? 1 : 0;
      } else if (takeOperator("~=") || takeOperator("!=")) {
        operator = (a, b) -> a != b ? 1 : 0;
      } else if (takeOperator("<=")) {
        operator = (a, b) -> a <= b ? 1 : 0;
      } else if (takeOperator(">=")) {
        operator = (a, b) -> a >= b ? 1 : 0;
      } else if (takeOperator("<")) {
        operator = (a, b) -> a < b ? 1 : 0;
      } else if (takeOperator(">")) {
        operator = (a, b) -> a > b ? 1 : 0;
      } else {
        return value;
      }
      value = value.with(range(), operator).asLogical();
    }
  }

  private MatpowerMatrix range() {
    var first = sum();
    if (!takeOperator(":")) {
      return first;
    }
    var second = sum();
    boolean stepped = takeOperator(":");
    double last = scalar(stepped ? sum() : second);
    double begin = scalar(first);
    double step = stepped ? scalar(second) : 1;
    double count = Math.floor((last - begin) / step + 1e-10) + 1;
    if (Double.isNaN(count) || count > LONGEST) {
      throw new Refused("makes a range of " + count + " numbers");
    }
    double[] values = new double[(int) Math.max(0, count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = begin + i * step;
    }
    return MatpowerMatrix.row(values);
  }

  static double scalar(MatpowerMatrix value) {
    if (!value.isScalar()) {
      throw new Refused(
          "needs a number where it has a matrix of %d × %d".formatted(value.rows, value.columns));
    }
    return value.at[0];
  }

  private MatpowerMatrix sum() {
    var value = product();
    while (true) {
      if (takeOperator("+")) {
        value = value.with(product(), (a, b) -> a + b);
      } else if (takeOperator("-")) {
        value = value.with(product(), (a, b) -> a - b);
      } else {
        return value;
      }
    }
  }

  private MatpowerMatrix product() {
    var value = signed();
    while (true) {
      if (takeOperator(".*")) {
        value = value.with(signed(), (a, b) -> a * b);
      } else if (takeOperator("./")) {
        value = value.with(signed(), (a, b) -> a / b);
      } else if (takeOperator("*")) {
        value = value.times(signed());
      } else if (takeOperator("/")) {
        double divisor = scalar(signed());
        value = value.each(a -> a / divisor);
      } else {
        return value;
      }
    }
  }

  private MatpowerMatrix signed() {
    if (take('-')) {
      return deeper(this::signed).each(a -> -a);
    }
    if (take('+')) {
      return deeper(this::signed);
    }
    if (!startsWith("~=") && !startsWith("!=") && (take('~') || take('!'))) {
      return deeper(this::signed).each(a -> a == 0 ? 1 : 0).asLogical();
    }
    return power();
  }

  private MatpowerMatrix deeper(java.util.function.Supplier<MatpowerMatrix> part) {
    if (++depth > DEEPEST) {
      throw new Refused("is nested more than " + DEEPEST + " deep");
    }
    var value = part.get();
    depth--;
    return value;
  }

  /// MATLAB groups powers from the left, and a sign may stand before the exponent.
  private MatpowerMatrix power() {
    var value = postfix();
    while (true) {
      boolean each = takeOperator(".^");
      if (!each && !takeOperator("^")) {
        return value;
      }
      double sign = 1;
      while (true) {
        if (take('-')) {
          sign = -sign;
        } else if (!take('+')) {
          break;
        }
      }
      var exponent = postfix();
      if (!each && (!value.isScalar() || !exponent.isScalar())) {
        throw new Refused("raises a matrix to a power; .^ does so by elements");
      }
      double turned = sign;
      value = value.with(exponent, (a, b) -> Math.pow(a, turned * b));
    }
  }

  private MatpowerMatrix postfix() {
    var value = deeper(this::atom);
    while (at < text.length()) {
      if (text.charAt(at) == '\'') {
        at++;
        value = value.transposed();
      } else if (text.startsWith(".'", at)) {
        at += 2;
        value = value.transposed();
      } else {
        break;
      }
    }
    return value;
  }

  private MatpowerMatrix atom() {
    skip();
    if (at == text.length()) {
      throw new Refused("ends where a value should stand");
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      boolean outside = inMatrix;
      inMatrix = false;
      var value = either();
      expect(')');
      inMatrix = outside;
      return value;
    }
    if (c == '[') {
      return matrix();
    }
    if (c == '{') {
      return cells();
    }
    if (c == '\'' || c == '"') {
      return quoted(c);
    }
    if (Character.isDigit(c) || c == '.') {
      return MatpowerMatrix.scalar(number());
    }
    if (Character.isLetter(c)) {
      return named();
    }
    throw new Refused("holds \"" + c + "\"");
  }

  private double number() {
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || isPoint())) {
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
    if (at < text.length() && Character.isLetter(text.charAt(at))) {
      throw new Refused("holds \"" + literal + text.charAt(at) + "\"");
    }
    try {
      return Double.parseDouble(literal.replace('d', 'e').replace('D', 'e'));
    } catch (NumberFormatException notNumber) {
      throw new Refused("holds \"" + literal + "\"");
    }
  }

  /// A point that is not the first half of an operator such as `.*`.
  private boolean isPoint() {
    return text.charAt(at) == '.'
        && (at + 1 == text.length() || "*/^'".indexOf(text.charAt(at + 1)) < 0);
  }

  private MatpowerMatrix named() {
    var name = name();
    if (name.equals("end") && !indexed.isEmpty()) {
      var of = indexed.peek();
      return MatpowerMatrix.scalar(
          of.places() == 1
              ? of.value().size()
              : of.place() == 0 ? of.value().rows : of.value().columns);
    }
    boolean called = at < text.length() && text.charAt(at) == '(';
    if (!called && !inMatrix) {
      int next = at;
      skip();
      called = at < text.length() && text.charAt(at) == '(';
      at = called ? at : next;
    }
    if (!called) {
      return names.knows(name) ? names.value(name) : MatpowerFunctions.constant(name, names);
    }
    if (names.knows(name)) {
      var value = names.value(name);
      return element(value, arguments(value));
    }
    var arguments = new ArrayList<MatpowerMatrix>();
    for (var each : arguments(null)) {
      arguments.add(each.positions());
    }
    return MatpowerFunctions.apply(name, arguments);
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || (text.charAt(at) == '.'
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at + 1))))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static MatpowerMatrix element(MatpowerMatrix value, List<MatpowerNames.Index> index) {
    if (index.size() == 2) {
      return value.part(
          within(index.get(0).places(value.rows), value.rows),
          within(index.get(1).places(value.columns), value.columns));
    }
    if (index.size() != 1) {
      throw new Refused("has " + index.size() + " indices where 1 or 2 are known");
    }
    int[] places = within(index.getFirst().places(value.size()), value.size());
    double[] chosen = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = value.byColumns(places[i]);
    }
    var positions = index.getFirst().positions();
    boolean flat =
        !index.getFirst().isAll()
            && (value.rows == 1 || (positions.rows == 1 && value.columns != 1));
    return flat ? MatpowerMatrix.row(chosen) : MatpowerMatrix.column(chosen);
  }

  private static int[] within(int[] places, int length) {
    for (int place : places) {
      if (place >= length) {
        throw new Refused("takes element %d of %d".formatted(place + 1, length));
      }
    }
    return places;
  }

  /// What stands in parentheses.
  ///
  /// @param of the value that is indexed, whose last place is `end`; null for the arguments of a
  ///   function, where `end` stays that of the value around
  private List<MatpowerNames.Index> arguments(@Nullable MatpowerMatrix of) {
    expect('(');
    boolean outside = inMatrix;
    inMatrix = false;
    int places = places();
    var index = new ArrayList<MatpowerNames.Index>();
    skip();
    while (!take(')')) {
      if (of != null) {
        indexed.push(new Indexed(of, index.size(), places));
      }
      index.add(
          isColon()
              ? MatpowerNames.Index.all()
              : new MatpowerNames.Index(deeper(this::either), false));
      if (of != null) {
        indexed.pop();
      }
      if (!take(',')) {
        expect(')');
        break;
      }
    }
    inMatrix = outside;
    return index;
  }

  private boolean isColon() {
    skip();
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    boolean colon =
        at < text.length()
            && text.charAt(at) == ':'
            && next < text.length()
            && ",)".indexOf(text.charAt(next)) >= 0;
    at += colon ? 1 : 0;
    return colon;
  }

  /// How many places the index has that begins here.
  private int places() {
    int nested = 0;
    int places = 1;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      nested += "([{".indexOf(c) >= 0 ? 1 : 0;
      if (")]}".indexOf(c) >= 0 && nested-- == 0) {
        break;
      }
      places += c == ',' && nested == 0 ? 1 : 0;
    }
    return places;
  }

  private MatpowerMatrix matrix() {
    boolean outside = inMatrix;
    inMatrix = true;
    at++;
    var rows = new MatpowerLiteral();
    int line = firstLine + lines(0, at);
    int counted = at;
    int element = 1;
    while (true) {
      skip();
      if (at == text.length()) {
        throw new Refused("lacks \"]\"");
      }
      char c = text.charAt(at);
      line += lines(counted, at);
      counted = at;
      if (c == ']') {
        at++;
        break;
      }
      if (c == ';' || c == '\n') {
        at++;
        rows.endRow();
        element = 1;
      } else if (c == ',') {
        at++;
      } else {
        rows.add(element(line, element++), line);
      }
    }
    inMatrix = outside;
    return rows.value(problem);
  }

  private MatpowerMatrix element(int line, int number) {
    int start = at;
    int outerDepth = depth;
    int outerIndexed = indexed.size();
    try {
      var value = deeper(this::either);
      if (at < text.length() && " \t\r\n,;]".indexOf(text.charAt(at)) < 0) {
        throw new Refused("holds more");
      }
      return value;
    } catch (Refused refused) {
      int end = start;
      while (end < text.length() && " \t\r\n,;]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      at = Math.max(end, at);
      while (at < text.length() && " \t\r\n,;]".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      inMatrix = true;
      depth = outerDepth;
      while (indexed.size() > outerIndexed) {
        indexed.pop();
      }
      problem.at(
          line,
          "cell %d is \"%s\", but must be a number or arithmetic such as 135/sqrt(3). Correct it."
              .formatted(number, excerpt(text.substring(start, end))));
      return MatpowerMatrix.scalar(0);
    }
  }

  /// Line breaks between two places; a continued line counts.
  private int lines(int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      lines += c == '\n' || c == MatpowerScanner.CONTINUED ? 1 : 0;
    }
    return lines;
  }

  private MatpowerMatrix cells() {
    int nested = 0;
    do {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        quoted(c);
        continue;
      }
      nested += c == '{' ? 1 : c == '}' ? -1 : 0;
      at++;
    } while (nested > 0 && at < text.length());
    return MatpowerMatrix.filled(0, 0, 0, firstLine);
  }

  private MatpowerMatrix quoted(char quote) {
    var content = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        if (at == text.length() || text.charAt(at) != quote) {
          return MatpowerMatrix.row(content.chars().asDoubleStream().toArray());
        }
        at++;
      }
      content.append(c);
    }
    throw new Refused("lacks the end of a text");
  }

  /// Takes a binary operator, unless white space makes a sign of it within brackets.
  private boolean takeOperator(String operator) {
    int before = at;
    skip();
    boolean gap = at > before;
    boolean there = startsWith(operator) && !isLonger(operator);
    int after = at + operator.length();
    boolean tight = after < text.length() && !Character.isWhitespace(text.charAt(after));
    boolean sign = inMatrix && gap && tight && (operator.equals("+") || operator.equals("-"));
    if (!there || sign) {
      at = before;
      return false;
    }
    at = after;
    return true;
  }

  /// Whether what begins here is a longer operator.
  private boolean isLonger(String operator) {
    return switch (operator) {
      case "<", ">" -> startsWith(operator + "=");
      case "|", "&" -> startsWith(operator + operator);
      default -> false;
    };
  }

  private boolean startsWith(String word) {
    return text.startsWith(word, at);
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

  /// Skips white space; within brackets a line break is not.
  private void skip() {
    while (at < text.length()
        && Character.isWhitespace(text.charAt(at))
        && !(inMatrix && text.charAt(at) == '\n')) {
      at++;
    }
  }

  static String excerpt(String text) {
    var line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
