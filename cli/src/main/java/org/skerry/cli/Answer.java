package org.skerry.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command answers: as text for people, or with `--json` as one object for programs.
///
/// Every command mixes this in, calls [#give] once at its end and prints nothing else to standard
/// output.
final class Answer {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON object to standard output and nothing else.")
  boolean json;

  @Option(
      names = "--verbose",
      description = "Show more of what happens on standard error; where a fault comes from, too.")
  boolean verbose;

  /// Prints the answer.
  ///
  /// @param object what programs read
  /// @param text prints what people read; not called with `--json`
  void give(JsonObject object, Consumer<PrintStream> text) {
    if (json) {
      terminal().out().println(object);
    } else {
      text.accept(terminal().out());
    }
  }

  /// Begins to show how far a long work is, on standard error.
  ///
  /// @param title what is being done, such as `simulate networked`
  ProgressLine progress(String title) {
    return new ProgressLine(terminal(), title);
  }

  /// Says something that is not part of the answer, on standard error.
  void note(String text) {
    terminal().err().println(text);
  }

  /// Says what was found in a data set or repaired while reading it, on standard error.
  void tell(List<String> notes) {
    notes.forEach(this::note);
  }

  Terminal terminal() {
    return ((Skerry) spec.root().userObject()).terminal();
  }
}
