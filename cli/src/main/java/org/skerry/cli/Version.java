package org.skerry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version of the program, and the commit it was started from.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "skerry " + number() + commit().map(commit -> " (" + commit + ")").orElse(""),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  /// What the head of a report says of the program.
  static Map<String, String> origin() {
    return commit().map(commit -> Map.of("Commit", commit)).orElse(Map.of());
  }

  private static String number() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }

  /// The commit of the working copy that the program was started from, with `+changes` where files
  /// differ from it; empty outside a working copy or where `git` is not found.
  static Optional<String> commit() {
    var home = System.getProperty("skerry.home", "");
    if (home.isEmpty() || !Path.of(home, ".git").toFile().exists()) {
      return Optional.empty();
    }
    try {
      var git =
          new ProcessBuilder("git", "-C", home, "describe", "--always", "--dirty=+changes")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
