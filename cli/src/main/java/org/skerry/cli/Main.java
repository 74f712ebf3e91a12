package org.skerry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The entry point of the program.
public final class Main {
  private Main() {}

  /// Runs one command and ends the virtual machine with its exit status.
  ///
  /// @param arguments what was typed after `./skerry`
  public static void main(String[] arguments) {
    var terminal =
        new Terminal(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Boolean.getBoolean("skerry.colour"),
            Boolean.getBoolean("skerry.live"));
    var status = run(terminal, arguments);
    terminal.err().flush();
    System.exit(written(terminal) ? status : 1);
  }

  /// Whether all of the answer reached standard output.
  private static boolean written(Terminal terminal) {
    if (!terminal.out().checkError()) {
      return true;
    }
    terminal
        .err()
        .println(
            "skerry: the answer could not be written to standard output. Free some space, or read all of it.");
    return false;
  }

  /// Runs one command.
  ///
  /// @param terminal where it prints
  /// @param arguments what was typed after `./skerry`
  /// @return the exit status: 0 done, 1 failed, 2 wrong usage
  static int run(Terminal terminal, String... arguments) {
    var line = new CommandLine(new Skerry(terminal));
    var failures = new Failures(terminal);
    line.setOut(terminal.writer(terminal.out()))
        .setErr(terminal.writer(terminal.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Terminal.COLUMNS)
        .registerConverter(LocalDate.class, Main::date)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(failures::wrongUsage)
        .setExecutionExceptionHandler(failures::failed);
    // No option means anything by it, and as a path it would be the folder where one happens to be.
    if (Arrays.asList(arguments).contains("")) {
      return failures.wrongUsage(
          new CommandLine.ParameterException(
              line, "an argument is empty. Perhaps a variable of the shell is not set"),
          arguments);
    }
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError fault) {
      return failures.exhausted(fault);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException fault) {
      throw new CommandLine.TypeConversionException(
          "'"
              + text
              + "' is not a day of the calendar. Write it as year-month-day, such as 2016-07-01.");
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
