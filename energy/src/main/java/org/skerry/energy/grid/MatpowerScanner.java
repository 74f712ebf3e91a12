package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;

/// Cuts the text of a MATLAB file into statements: comments and continuations are gone, line breaks
/// inside brackets are kept because they end rows.
///
/// A continued line leaves [MatpowerScanner#CONTINUED] in its place, white space that still counts
/// as a line.
final class MatpowerScanner {
  static final char CONTINUED = '\r';

  /// What some editors put in front of a text.
  private static final String BYTE_ORDER = "\uFEFF";

  /// @param line of its first character, from 1
  /// @param text without the semicolon
  /// @param closed whether all brackets were closed before the file ended
  record Statement(int line, String text, boolean closed) {}

  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private int at;
  private int line = 1;
  private int start = 1;
  private int depth;

  private MatpowerScanner(String text) {
    this.text =
        (text.startsWith(BYTE_ORDER) ? text.substring(1) : text)
            .replace("\r\n", "\n")
            .replace(CONTINUED, '\n');
  }

  static List<Statement> statements(String text) {
    return new MatpowerScanner(text).scan();
  }

  private List<Statement> scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%' || c == '#') {
        skipComment();
      } else if (text.startsWith("...", at)) {
        skipToLineEnd();
        append(CONTINUED);
        at++;
        line++;
      } else if (c == '"' || (c == '\'' && startsText())) {
        copyText(c);
      } else if (c == '\n') {
        endLine();
      } else if (depth == 0 && (c == ';' || c == ',')) {
        end(true);
        at++;
      } else {
        depth += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
        append(c);
        at++;
      }
    }
    end(depth <= 0);
    return statements;
  }

  private void endLine() {
    if (depth <= 0) {
      depth = 0;
      end(true);
    } else {
      append('\n');
    }
    at++;
    line++;
  }

  private void skipComment() {
    if (lineIs("%{")) {
      while (at < text.length() && !lineIs("%}")) {
        skipToLineEnd();
        if (at < text.length()) {
          endLine();
        }
      }
    }
    skipToLineEnd();
  }

  /// Whether the current line holds nothing but the mark, and we stand in front of it or at its
  /// start.
  private boolean lineIs(String mark) {
    int end = text.indexOf('\n', at);
    int begin = text.lastIndexOf('\n', at - 1) + 1;
    return text.substring(begin, end < 0 ? text.length() : end).strip().equals(mark);
  }

  private void skipToLineEnd() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  /// A quote right behind a value is a transposition, elsewhere it begins a text.
  private boolean startsText() {
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    return !Character.isLetterOrDigit(before) && ")]}_.'".indexOf(before) < 0;
  }

  /// A doubled quote stands for itself and does not end the text.
  private void copyText(char quote) {
    var mark = String.valueOf(quote);
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '\n') {
      boolean isQuote = text.charAt(end) == quote;
      end++;
      if (isQuote && !text.startsWith(mark, end)) {
        break;
      }
      end += isQuote ? 1 : 0;
    }
    for (; at < end; at++) {
      append(text.charAt(at));
    }
  }

  private void append(char c) {
    if (current.isEmpty()) {
      if (Character.isWhitespace(c)) {
        return;
      }
      start = line;
    }
    current.append(c);
  }

  private void end(boolean closed) {
    if (!current.isEmpty()) {
      statements.add(new Statement(start, current.toString().strip(), closed));
      current.setLength(0);
    }
  }
}
