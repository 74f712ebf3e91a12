package org.skerry.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where a command prints.
///
/// @param out results
/// @param err progress and faults
/// @param colour whether the reader of `out` sees colours
/// @param live whether the reader of `err` sees a line that is overwritten
record Terminal(PrintStream out, PrintStream err, boolean colour, boolean live) {
  /// The width that every table fits, in characters.
  static final int COLUMNS = 100;

  PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
