package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  @Test
  void helpGoesToStandardOutputAndEndsWell() {
    var session = Session.of("--help");

    assertThat(session.status()).isZero();
    assertThat(session.out()).contains("Usage: skerry").contains("Examples:");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void nothingTypedShowsTheHelp() {
    var session = Session.of();

    assertThat(session.status()).isZero();
    assertThat(session.out()).isEqualTo(Session.of("--help").out());
  }

  @Test
  void anUnknownCommandIsWrongUsageAndNamesTheNearest() {
    var session = Session.of("hlp");

    assertThat(session.status()).isEqualTo(2);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).contains("there is no command 'hlp'.").contains("help?");
  }

  @Test
  void anEmptyArgumentIsWrongUsage() {
    var session = Session.of("simulate", "networked", "--out", "");

    assertThat(session.status()).isEqualTo(2);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).contains("an argument is empty.");
  }

  @Test
  void whatIsNoNumberIsToldInPlainWords() {
    assertThat(Session.of("run", "networked", "--seeds", "1.5").err())
        .contains("'1.5' is not a whole number.");
    assertThat(Session.of("opf", "ieee33", "--vmin", "low").err())
        .contains("'low' is not a number.");
  }

  @Test
  void everyCommandShowsAnExample() {
    var commands = new CommandLine(new Skerry(new Terminal(System.out, System.err, false, false)));

    commands
        .getSubcommands()
        .forEach((name, command) -> {
          if (!name.equals("help")) {
            assertThat(command.getUsageMessage())
                .as(name)
                .contains("Example")
                .contains("./skerry " + name);
            assertThat(command.getUsageMessage().lines())
                .as(name)
                .allMatch(line -> line.length() <= 100);
          }
        });
  }

  @Test
  void aFaultIsToldInOneSentence() {
    assertThat(
            Failures.message(new UncheckedIOException(new IOException("No space left on device"))))
        .isEqualTo("No space left on device");
    assertThat(Failures.message(new NoSuchFileException("site.yaml")))
        .isEqualTo("site.yaml does not exist");
    assertThat(Failures.message(new IllegalStateException("odd")))
        .contains("should not have happened")
        .contains("odd");
  }
}
