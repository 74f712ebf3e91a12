package org.skerry.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever stopped a command into one clear message and an exit status.
///
/// The stack trace is shown only with `--verbose` or when the environment variable `SKERRY_DEBUG`
/// is set.
final class Failures {
  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  int wrongUsage(ParameterException fault, String[] arguments) {
    terminal.err().println("skerry: " + sentence(complaint(fault)));
    var suggestions =
        fault instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions().stream().limit(3).toList()
            : List.<String>of();
    if (!suggestions.isEmpty()) {
      terminal.err().println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
    var command = fault.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("`./" + command + " --help` shows what is possible.");
    return CommandLine.ExitCode.USAGE;
  }

  private static String complaint(ParameterException fault) {
    var line = fault.getCommandLine();
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !line.getSubcommands().isEmpty()) {
      return "there is no command '" + unmatched.getUnmatched().getFirst() + "'";
    }
    return String.valueOf(fault.getMessage())
        .replace("is not an int", "is not a whole number")
        .replace("is not a double", "is not a number");
  }

  int failed(Exception fault, CommandLine line, @Nullable ParseResult result) {
    if (stopping()) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    terminal.err().println("skerry: " + sentence(message(fault)));
    if (verbose(result)) {
      fault.printStackTrace(terminal.err());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /// Whether the program was stopped from outside, so that what fails now is no fault. Hooks cannot
  /// be changed then.
  private static boolean stopping() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException _) {
      return true;
    }
  }

  /// Says that memory or the stack ran out, which no command can handle.
  int exhausted(VirtualMachineError fault) {
    terminal.err().println("skerry: " + sentence(message(fault)));
    if (System.getenv("SKERRY_DEBUG") != null) {
      fault.printStackTrace(terminal.err());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean verbose(@Nullable ParseResult result) {
    var innermost = result;
    while (innermost != null && innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    return System.getenv("SKERRY_DEBUG") != null
        || (innermost != null && innermost.hasMatchedOption("--verbose"));
  }

  /// What the user is told about a fault.
  static String message(Throwable fault) {
    return switch (fault) {
      case UncheckedIOException unchecked when unchecked.getCause() != null ->
          message(unchecked.getCause());
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be opened or written";
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case FileAlreadyExistsException file -> file.getFile() + " is in the way";
      case IOException _, IllegalArgumentException _ when fault.getMessage() != null ->
          fault.getMessage();
      case OutOfMemoryError _ ->
          "the work does not fit into memory; give the program more with SKERRY_JAVA_OPTIONS=-Xmx8g";
      case StackOverflowError _ ->
          "something in the input is nested too deeply; give the program more with SKERRY_JAVA_OPTIONS=-Xss64m";
      default ->
          "this should not have happened: " + fault + ". `--verbose` shows where; please report it";
    };
  }

  /// The text with a full stop, and without what a terminal would obey.
  private static String sentence(String raw) {
    var text = raw.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    var end = text.isEmpty() ? '.' : text.charAt(text.length() - 1);
    return end == '.' || end == '?' || end == '!' || end == '\n'
        ? text.stripTrailing()
        : text + ".";
  }
}
