package org.skerry.studies.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.skerry.energy.scenario.Scenario;
import org.skerry.learning.Algorithm;
import org.skerry.optimization.Program;
import org.skerry.studies.report.JsonObject;

/// What decides the figures of a trial beside its seed: trials are compared only with those of the
/// same. Each part is 16 hexadecimal digits.
///
/// @param program the classes that play, learn and judge, and the scenarios that ship with them
/// @param settings the study, the scenario, the budget, the contender
/// @param data the values that are played
public record Fingerprint(String program, String settings, String data) {
  private static final String OURS = "org/skerry";

  /// The digest of a list of texts.
  public static String digest(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return hex(digest);
  }

  /// The digest of the program that is running: all that its libraries hold of ours. Another commit
  /// that changes only documents is the same program.
  public static String running() {
    MessageDigest digest = sha256();
    for (Class<?> module :
        List.of(Algorithm.class, Program.class, Scenario.class, Fingerprint.class)) {
      try {
        Path place = Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
          add(digest, place);
        } else {
          try (FileSystem archive = FileSystems.newFileSystem(place)) {
            add(digest, archive.getPath("/"));
          }
        }
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      } catch (URISyntaxException fault) {
        throw new IllegalStateException(fault);
      }
    }
    return hex(digest);
  }

  private static void add(MessageDigest digest, Path root) throws IOException {
    Path ours = root.resolve(OURS);
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(ours)) {
      try (Stream<Path> found = Files.walk(ours)) {
        found.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    for (Path file : files) {
      digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
  }

  /// The same for a part of what is set.
  Fingerprint of(String... narrower) {
    return new Fingerprint(program, digest(settings, digest(narrower)), data);
  }

  /// What is different about another one, for people; empty if nothing is.
  ///
  /// @param other what was found
  public String difference(Fingerprint other) {
    List<String> parts = new ArrayList<>();
    add(parts, "program", other.program, program);
    add(parts, "settings", other.settings, settings);
    add(parts, "data", other.data, data);
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, String found, String own) {
    if (!found.equals(own)) {
      parts.add(
          "its %s %s %s, not %s"
              .formatted(
                  name,
                  name.equals("program") ? "is" : "are",
                  found.isEmpty() ? "unknown" : found,
                  own));
    }
  }

  /// As a file keeps it.
  public JsonObject json() {
    return new JsonObject().put("program", program).put("settings", settings).put("data", data);
  }

  /// From what a file keeps; what it lacks is empty.
  public static Fingerprint of(JsonObject json) {
    return new Fingerprint(json.text("program"), json.text("settings"), json.text("data"));
  }

  /// On one line.
  String line() {
    return program + " " + settings + " " + data;
  }

  /// From that line.
  static Fingerprint ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return parts.length == 3
        ? new Fingerprint(parts[0], parts[1], parts[2])
        : new Fingerprint("", "", "");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
